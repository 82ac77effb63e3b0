"""AWS::CloudFormation::StackSet: a StackSet that a stack owns, with its groups of instances (R33)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.resources.handler import Job, ResourceError
from wizard.simulator.cloudformation.stack_sets.checks import (
    owner_of,
    require_capabilities,
    require_deployable,
    require_permission,
    require_service_managed,
)
from wizard.simulator.cloudformation.stack_sets.model import Operation, StackSet
from wizard.simulator.cloudformation.stack_sets.regrouping import lost, shares
from wizard.simulator.cloudformation.stack_sets.service import Order
from wizard.simulator.cloudformation.stack_sets.targets import check_targets
from wizard.simulator.cloudformation.template.model import Template, parse
from wizard.simulator.cloudformation.template.parameters import given, settle
from wizard.simulator.errors import AwsError, validation_error
from wizard.simulator.identifiers import new_uuid

_SELF_MANAGED = "This practice AWS runs StackSets with the permission model SERVICE_MANAGED only"


class StackSetHandler:
    """The resource type; its physical ID is the StackSet's ID."""

    def create(self, job: Job) -> Process:
        """Make the StackSet, then its instances, one group after another."""
        try:
            stack_set = self._new(job)
            job.world.stack_sets.create(stack_set)
        except AwsError as refused:
            raise ResourceError(_said(job, refused)) from refused
        job.resource.physical_id = stack_set.stack_set_id
        job.resource.attributes = {"StackSetId": stack_set.stack_set_id}
        job.resource.made = True
        yield 1.0
        for group in _groups(job.properties):
            yield from _deploy(job, stack_set, group)

    def update(self, job: Job, before: Mapping[str, Any]) -> Process:
        """Change the StackSet and what it is deployed to: first goes what is gone, last comes what is new."""
        stack_set = _found(job)
        changed = {name for name in {*before, *job.properties} if before.get(name) != job.properties.get(name)}
        if before != job.properties:
            self._may(job, "UpdateStackSet", stack_set)
        yield 1.0
        for region, (old, new) in _by_region(before, job.properties).items():
            for targets in lost(shares(old), shares(new)):
                yield from _withdraw(job, stack_set, region, targets)
        if self._configure(job, stack_set):
            changed.add("Tags")
        if changed & {"TemplateBody", "TemplateURL", "Parameters", "Tags", "Capabilities"} and stack_set.instances:
            yield from _finish(
                job,
                stack_set,
                _begin(job, lambda: job.world.stack_sets.update(stack_set, None, Order(preferences=_preferences(job)))),
            )
        for region, (old, new) in _by_region(before, job.properties).items():
            for targets in lost(shares(new), shares(old)):
                yield from _deploy(job, stack_set, _Group(targets, [region], {}))
        yield from _override(job, stack_set, before)

    def _configure(self, job: Job, stack_set: StackSet) -> bool:
        """Give the StackSet its new properties; gives whether its tags are other ones."""
        after = job.properties
        try:
            template = _template(job)
            stack_set.parameters = settle(template, given(after.get("Parameters") or [], stack_set.parameters))
        except AwsError as refused:
            raise ResourceError(_said(job, refused)) from refused
        tags = job.tags()
        tags.pop("aws:cloudformation:stack-id", None)
        other_tags = tags != stack_set.tags
        stack_set.template, stack_set.tags = template, tags
        stack_set.capabilities = list(after.get("Capabilities") or [])
        stack_set.managed = _flag((after.get("ManagedExecution") or {}).get("Active"))
        stack_set.auto_deployment = _flag((after.get("AutoDeployment") or {}).get("Enabled"))
        return other_tags

    def delete(self, job: Job) -> Process:
        """Take the instances away, then the StackSet."""
        try:
            stack_set = _found(job)
        except ResourceError:
            return
        self._may(job, "DeleteStackSet", stack_set)
        running = stack_set.running
        while running:
            if running.status != "STOPPING":
                job.world.stack_sets.stop(stack_set, running)
            yield from job.world.stack_sets.runner(stack_set).ended(running)
            running = stack_set.running
        if stack_set.instances:
            operation = _begin(job, lambda: _remove_all(job, stack_set))
            yield from job.world.stack_sets.runner(stack_set).ended(operation)
        if stack_set.instances:
            ids = ", ".join(sorted({account for account, _ in stack_set.instances}))
            raise ResourceError(_failed_operation(stack_set.operations[list(stack_set.operations)[-1]], f"{ids}"))
        try:
            job.world.stack_sets.delete(stack_set)
        except AwsError as refused:
            raise ResourceError(_said(job, refused)) from refused

    def replaces(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """A new name, permission model or caller is a new StackSet."""
        return any(before.get(one) != after.get(one) for one in ("StackSetName", "PermissionModel", "CallAs"))

    def _may(self, job: Job, action: str, stack_set: StackSet) -> None:
        try:
            require_permission(job.world, job.stack.caller, action, stack_set)
        except AwsError as refused:
            raise ResourceError(_said(job, refused)) from refused

    def _new(self, job: Job) -> StackSet:
        properties = job.properties
        if properties.get("PermissionModel") != "SERVICE_MANAGED":
            raise validation_error(_SELF_MANAGED)
        call_as = str(properties.get("CallAs") or "SELF")
        owner = owner_of(job.world, job.stack.caller, call_as, job.stack.region)
        require_service_managed(job.world, owner)
        if properties.get("AutoDeployment") is None:
            raise validation_error("AutoDeployment is required when PermissionModel is SERVICE_MANAGED")
        template = _template(job)
        for group in _groups(properties):
            _check_group(group)
        tags = job.tags()
        tags.pop("aws:cloudformation:stack-id", None)
        name = str(properties["StackSetName"])
        stack_set = StackSet(owner, job.stack.region, name, template, tags=tags)
        require_permission(job.world, job.stack.caller, "CreateStackSet", stack_set)
        require_permission(job.world, job.stack.caller, "DescribeStackSet", stack_set)
        stack_set.parameters = settle(template, given(properties.get("Parameters") or [], None))
        stack_set.capabilities = list(properties.get("Capabilities") or [])
        stack_set.description = str(properties.get("Description", ""))
        stack_set.managed = _flag((properties.get("ManagedExecution") or {}).get("Active"))
        stack_set.auto_deployment = _flag(properties["AutoDeployment"].get("Enabled"))
        stack_set.retain_on_removal = _flag(properties["AutoDeployment"].get("RetainStacksOnAccountRemoval"))
        return stack_set


@dataclass(frozen=True)
class _Group:
    targets: Mapping[str, Any]
    regions: list[str]
    overrides: Mapping[str, str]


def _groups(properties: Mapping[str, Any]) -> list[_Group]:
    found = []
    for one in properties.get("StackInstancesGroup") or []:
        overrides = {
            str(entry["ParameterKey"]): str(entry["ParameterValue"]) for entry in one.get("ParameterOverrides") or []
        }
        found.append(
            _Group(one.get("DeploymentTargets") or {}, [str(region) for region in one.get("Regions") or []], overrides)
        )
    return found


def _by_region(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]]:
    """The deployment targets in each region, before and after."""
    old, new = _groups(before), _groups(after)
    regions = dict.fromkeys(region for group in (*old, *new) for region in group.regions)
    return {
        region: (
            [group.targets for group in old if region in group.regions],
            [group.targets for group in new if region in group.regions],
        )
        for region in regions
    }


def _check_group(group: _Group) -> None:
    # The handler checks its groups before it makes anything; UNION it refuses altogether (R25).
    if group.targets.get("AccountFilterType") == "UNION":
        raise validation_error("AccountFilterType UNION is not supported for AWS::CloudFormation::StackSet")
    check_targets(group.targets, creating=True)


def _deploy(job: Job, stack_set: StackSet, group: _Group) -> Process:
    operation = _begin(
        job,
        lambda: _create_instances(job, stack_set, group),
    )
    yield from _finish(job, stack_set, operation)


def _create_instances(job: Job, stack_set: StackSet, group: _Group) -> Operation:
    units = group.targets.get("OrganizationalUnitIds") or ()
    require_permission(job.world, job.stack.caller, "CreateStackInstances", stack_set, units)
    require_permission(job.world, job.stack.caller, "DescribeStackSetOperation", stack_set)
    order = Order(group.targets, group.regions, _preferences(job))
    return job.world.stack_sets.create_instances(stack_set, order, group.overrides)


def _override(job: Job, stack_set: StackSet, before: Mapping[str, Any]) -> Process:
    """Deploy anew the groups whose parameter overrides are other ones."""
    known = [(group.targets, group.regions, group.overrides) for group in _groups(before)]
    for group in _groups(job.properties):
        overridden = group.overrides or any(targets == group.targets and old for targets, _, old in known)
        if overridden and (group.targets, group.regions, group.overrides) not in known:
            yield from _deploy(job, stack_set, group)


def _withdraw(job: Job, stack_set: StackSet, region: str, targets: Mapping[str, Any]) -> Process:
    units = [unit for unit in targets["OrganizationalUnitIds"] if unit in stack_set.units]
    if not units:
        return  # somebody has taken it away by hand
    operation = _begin(
        job, lambda: _delete_instances(job, stack_set, {**targets, "OrganizationalUnitIds": units}, region)
    )
    yield from _finish(job, stack_set, operation)


def _delete_instances(job: Job, stack_set: StackSet, targets: Mapping[str, Any], region: str) -> Operation:
    require_permission(job.world, job.stack.caller, "DeleteStackInstances", stack_set, targets["OrganizationalUnitIds"])
    return job.world.stack_sets.delete_instances(stack_set, Order(targets, [region], _preferences(job)), retain=False)


def _remove_all(job: Job, stack_set: StackSet) -> Operation:
    regions = sorted({region for _, region in stack_set.instances})
    accounts = sorted({account for account, _ in stack_set.instances})
    targets = {"OrganizationalUnitIds": list(stack_set.units), "Accounts": accounts, "AccountFilterType": "UNION"}
    require_permission(job.world, job.stack.caller, "DeleteStackInstances", stack_set, stack_set.units)
    return job.world.stack_sets.delete_instances(stack_set, Order(targets, regions, _preferences(job)), retain=False)


def _begin(job: Job, start: Any) -> Operation:
    try:
        operation: Operation = start()
    except AwsError as refused:
        raise ResourceError(_said(job, refused)) from refused
    return operation


def _finish(job: Job, stack_set: StackSet, operation: Operation) -> Process:
    yield from job.world.stack_sets.runner(stack_set).ended(operation)
    if operation.status != "SUCCEEDED":
        raise ResourceError(_failed_operation(operation))


def _failed_operation(operation: Operation, detail: str = "") -> str:
    return (
        f'Resource handler returned message: "Stack set operation [{operation.operation_id}] was unexpectedly stopped '
        f'or failed. status reason(s): [{detail}]" (RequestToken: {new_uuid()}, HandlerErrorCode: NotStabilized)'
    )


def _said(job: Job, refused: AwsError) -> str:
    return job.service_said("cloudformation", refused)


def _found(job: Job) -> StackSet:
    call_as = str(job.properties.get("CallAs") or "SELF")
    try:
        owner = owner_of(job.world, job.stack.caller, call_as, job.stack.region)
        return job.world.stack_sets.find(owner, job.stack.region, job.resource.physical_id)
    except AwsError as refused:
        raise ResourceError(_said(job, refused)) from refused


def _template(job: Job) -> Template:
    properties = job.properties
    body = properties.get("TemplateBody") or job.world.cloudformation.fetch(
        str(properties.get("TemplateURL", "")), job.stack.account
    )
    template = parse(str(body))
    require_deployable(template)
    require_capabilities(template, list(properties.get("Capabilities") or []))
    return template


def _preferences(job: Job) -> Mapping[str, Any]:
    return job.properties.get("OperationPreferences") or {}


def _flag(value: object) -> bool:
    return str(value).lower() == "true"
