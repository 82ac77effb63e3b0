"""What can be done with StackSets: the API and `AWS::CloudFormation::StackSet` both come here (R24 to R35)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from wizard.simulator.cloudformation.stack_sets.model import Instance, Operation, Place, Preferences, Result, StackSet
from wizard.simulator.cloudformation.stack_sets.runner import Runner
from wizard.simulator.cloudformation.stack_sets.targets import check_targets, select, whole_units
from wizard.simulator.errors import AwsError, validation_error
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.organizations.tree import Account

if TYPE_CHECKING:
    from wizard.simulator.world import World

MOST_STACK_SETS = 1000


@dataclass(frozen=True)
class Order:
    """What a call asks of an operation: its targets, regions and preferences, and the ID that it is to have."""

    targets: Mapping[str, Any] = field(default_factory=dict)
    regions: list[str] = field(default_factory=list)
    preferences: Mapping[str, Any] = field(default_factory=dict)
    operation_id: str = ""


@dataclass
class StackSets:
    """All StackSets of the embedded AWS, by the account and region that they belong to."""

    world: "World"
    _sets: dict[tuple[str, str], list[StackSet]] = field(default_factory=dict)
    _runners: dict[str, Runner] = field(default_factory=dict)

    def of(self, owner: str, region: str) -> list[StackSet]:
        """The StackSets of an account in a region, deleted ones included."""
        return self._sets.get((owner, region), [])

    def find(self, owner: str, region: str, name: str) -> StackSet:
        """An active StackSet by its name, ID or ARN. Raises AwsError StackSetNotFoundException."""
        for one in self.of(owner, region):
            if one.status == "ACTIVE" and name in (one.name, one.stack_set_id, one.arn):
                return one
        raise AwsError("StackSetNotFoundException", f"StackSet {name} not found", 404)

    def create(self, stack_set: StackSet) -> None:
        """Add a StackSet. Raises AwsError when its name is taken or the quota is used up."""
        here = self._sets.setdefault((stack_set.owner, stack_set.region), [])
        active = [one for one in here if one.status == "ACTIVE"]
        if any(one.name == stack_set.name for one in active):
            raise AwsError("NameAlreadyExistsException", f"StackSet {stack_set.name} already exists", 409)
        if len(active) >= MOST_STACK_SETS:
            raise AwsError("LimitExceededException", f"StackSet limit of {MOST_STACK_SETS} exceeded")
        here.append(stack_set)
        self._runners[stack_set.unique] = Runner(self.world, stack_set)

    def delete(self, stack_set: StackSet) -> None:
        """Take an empty StackSet away (R31)."""
        if stack_set.instances:
            raise AwsError("StackSetNotEmptyException", "StackSet is not empty", 409)
        self._refuse_while_running(stack_set)
        stack_set.status = "DELETED"

    def runner(self, stack_set: StackSet) -> Runner:
        """What runs the StackSet's operations."""
        return self._runners[stack_set.unique]

    def create_instances(
        self, stack_set: StackSet, order: Order, overrides: Mapping[str, str] | None = None
    ) -> Operation:
        """Deploy to accounts; where automatic deployment is on, their OUs become its targets, filters ignored (R26)."""
        order = self._with_accounts(stack_set, order)
        check_targets(order.targets, creating=True)
        accounts = select(self._organization(), order.targets)
        operation = self._operation(stack_set, "CREATE", order)
        for unit in order.targets["OrganizationalUnitIds"]:
            if unit not in stack_set.units:
                stack_set.units.append(unit)
            if stack_set.auto_deployment:
                known = stack_set.auto_targets.setdefault(unit, [])
                known += [region for region in order.regions if region not in known]
        for region in order.regions:
            for account, unit in accounts.items():
                instance = stack_set.instances.setdefault((account, region), Instance(account, region, unit))
                instance.overrides.update(overrides or {})
        self._start(stack_set, operation, [(account, region) for region in order.regions for account in accounts])
        return operation

    def update(self, stack_set: StackSet, places: list[Place] | None, order: Order) -> Operation:
        """Bring instances to what the StackSet is now; without places all of them, inoperable ones never (R29)."""
        operation = self._operation(stack_set, "UPDATE", order)
        wanted = list(stack_set.instances) if places is None else places
        chosen = [one for one in wanted if stack_set.instances[one].status != "INOPERABLE"]
        for instance in stack_set.instances.values():
            if instance.status != "INOPERABLE":
                instance.status = "OUTDATED"
        self._start(stack_set, operation, chosen)
        return operation

    def delete_instances(self, stack_set: StackSet, order: Order, *, retain: bool) -> Operation:
        """Take instances away. Without a filter whole OUs, which then are no targets any more (R25)."""
        order = self._with_accounts(stack_set, order)
        check_targets(order.targets, creating=False)
        places = self.matching(stack_set, order.targets, order.regions)
        operation = self._operation(stack_set, "DELETE", order)
        operation.retain_stacks = retain
        if whole_units(order.targets) or not order.targets.get("AccountFilterType"):
            operation.forgets = tuple(order.targets["OrganizationalUnitIds"])
        self._start(stack_set, operation, places)
        return operation

    def matching(self, stack_set: StackSet, targets: Mapping[str, Any], regions: list[str]) -> list[Place]:
        """The instances that there are of deployment targets, closed accounts included."""
        filtered = dict(targets)
        if not filtered.get("AccountFilterType"):
            filtered["AccountFilterType"] = "UNION" if filtered.get("Accounts") else "NONE"
        for unit in filtered.get("OrganizationalUnitIds", []):
            if unit not in stack_set.units and not any(self._below(one, unit) for one in stack_set.instances.values()):
                raise validation_error(f"Organizational unit {unit} not found in StackSet")
        wanted = select(self._organization(), filtered)
        return [place for place in stack_set.instances if place[0] in wanted and place[1] in regions]

    def stop(self, stack_set: StackSet, operation: Operation) -> None:
        """Stop an operation: what runs goes on to its end, the rest is cancelled."""
        if operation.over:
            raise AwsError("InvalidOperationException", "Operation has completed and cannot be stopped")
        operation.status = "STOPPING"

    def after(self, stack_set: StackSet, operation: Operation) -> None:
        """Forget the targets that a deletion has emptied."""
        for unit in operation.forgets:
            if unit in stack_set.units and not operation.failures:
                stack_set.units.remove(unit)
            stack_set.auto_targets.pop(unit, None)

    def account_moved(self, account: Account, source: str, destination: str) -> None:
        """Automatic deployment: create where an account has entered, delete where it has left (R34)."""
        organization = self._organization()
        before, now = (
            set(organization.path(source)) if source else set(),
            set(organization.path(destination)) if destination else set(),
        )
        for stack_set in [one for here in self._sets.values() for one in here]:
            if stack_set.status != "ACTIVE" or not stack_set.auto_deployment:
                continue
            for unit, regions in list(stack_set.auto_targets.items()):
                if unit in now and unit not in before:
                    self._auto(stack_set, "CREATE", account, unit, regions)
                elif unit in before and unit not in now:
                    self._auto(stack_set, "DELETE", account, unit, regions)

    def _auto(self, stack_set: StackSet, action: str, account: Account, unit: str, regions: list[str]) -> None:
        places = [(account.account_id, region) for region in regions]
        operation = Operation(new_uuid(), action, Preferences(), self.world.clock.now())
        if action == "CREATE":
            for place in places:
                stack_set.instances.setdefault(place, Instance(*place, unit))
        else:
            places = [place for place in places if place in stack_set.instances]
            operation.retain_stacks = stack_set.retain_on_removal
        self._start(stack_set, operation, places)

    def _operation(self, stack_set: StackSet, action: str, order: Order) -> Operation:
        if order.operation_id and order.operation_id in stack_set.operations:
            raise AwsError("OperationIdAlreadyExistsException", "The specified operation ID already exists.", 409)
        if not stack_set.managed:
            self._refuse_while_running(stack_set)
        kept = {key: value for key, value in order.targets.items() if value}
        preferences = Preferences(order.preferences, self.world.tolerance_cap)
        return Operation(order.operation_id or new_uuid(), action, preferences, self.world.clock.now(), kept)

    def _start(self, stack_set: StackSet, operation: Operation, places: list[Place]) -> None:
        for account, region in places:
            instance = stack_set.instances.get((account, region))
            operation.results[account, region] = Result(account, region, instance.unit if instance else "")
            if instance:
                instance.detailed, instance.reason = "PENDING", ""
                instance.last_operation = operation.operation_id
        stack_set.operations[operation.operation_id] = operation
        self.runner(stack_set).add(operation)

    def _with_accounts(self, stack_set: StackSet, order: Order) -> Order:
        # A long list of accounts comes as a file in S3: IDs with commas or lines between them (R26).
        url = order.targets.get("AccountsUrl")
        if not url:
            return order
        text = self.world.cloudformation.fetch(str(url), stack_set.owner)
        accounts = [one.strip() for one in text.replace("\n", ",").split(",") if one.strip()]
        targets = {key: value for key, value in order.targets.items() if key != "AccountsUrl"}
        return replace(order, targets={**targets, "Accounts": accounts})

    def _refuse_while_running(self, stack_set: StackSet) -> None:
        running = stack_set.running
        if running:
            raise AwsError(
                "OperationInProgressException",
                f"Another Operation on StackSet {stack_set.arn} is in progress: {running.operation_id}",
                409,
            )

    def _below(self, instance: Instance, unit: str) -> bool:
        organization = self._organization()
        return instance.account in organization.accounts and unit in organization.path(instance.account)

    def _organization(self) -> Any:
        if self.world.organization is None:
            raise validation_error("Your account is not a member of an organization")
        return self.world.organization
