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
from wizard.simulator.cloudformation.stack_sets.service import Order
from wizard.simulator.cloudformation.stack_sets.targets import check_targets, select
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
        """Change the StackSet and what it is deployed to."""
        stack_set = _found(job)
        after = job.properties
        changed = {
            name
            for name in {*before, *after}
            if before.get(name) != after.get(name) and name not in ("StackInstancesGroup", "OperationPreferences")
        }
        try:
            template = _template(job)
            stack_set.parameters = settle(template, given(after.get("Parameters") or [], stack_set.parameters))
        except AwsError as refused:
            raise ResourceError(_said(job, refused)) from refused
        if before != after:
            self._may(job, "UpdateStackSet", stack_set)
        tags = job.tags()
        tags.pop("aws:cloudformation:stack-id", None)
        if tags != stack_set.tags:
            changed.add("Tags")
        stack_set.template, stack_set.tags = template, tags
        stack_set.capabilities = list(after.get("Capabilities") or [])
        stack_set.managed = _flag((after.get("ManagedExecution") or {}).get("Active"))
        stack_set.auto_deployment = _flag((after.get("AutoDeployment") or {}).get("Enabled"))
        yield 1.0
        yield from self._regroup(job, stack_set, before)
        if changed & {"TemplateBody", "TemplateURL", "Parameters", "Tags", "Capabilities"} and stack_set.instances:
            yield from _finish(
                job,
                stack_set,
                _begin(job, lambda: job.world.stack_sets.update(stack_set, None, Order(preferences=_preferences(job)))),
            )

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

    def _regroup(self, job: Job, stack_set: StackSet, before: Mapping[str, Any]) -> Process:
        old, new = _reach(job, before), _reach(job, job.properties)
        for region, accounts in old.items():
            gone = {account: unit for account, unit in accounts.items() if account not in new.get(region, {})}
            if gone:
                yield from _withdraw(job, stack_set, region, gone)
        known = [_key(group) for group in _groups(before)]
        for group in _groups(job.properties):
            if _key(group) not in known:
                yield from _deploy(job, stack_set, group)


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


def _key(group: _Group) -> tuple[str, str]:
    return repr(sorted(group.targets.items())), repr((group.regions, sorted(group.overrides.items())))


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


def _withdraw(job: Job, stack_set: StackSet, region: str, gone: Mapping[str, str]) -> Process:
    kept_units = {unit for group in _groups(job.properties) for unit in group.targets.get("OrganizationalUnitIds", [])}
    units = sorted(set(gone.values()))
    whole = not kept_units & set(units)
    targets: dict[str, Any] = {"OrganizationalUnitIds": units}
    if not whole:
        targets.update(Accounts=sorted(gone), AccountFilterType="INTERSECTION")
    operation = _begin(
        job,
        lambda: job.world.stack_sets.delete_instances(
            stack_set, Order(targets, [region], _preferences(job)), retain=False
        ),
    )
    yield from _finish(job, stack_set, operation)


def _remove_all(job: Job, stack_set: StackSet) -> Operation:
    regions = sorted({region for _, region in stack_set.instances})
    accounts = sorted({account for account, _ in stack_set.instances})
    targets = {"OrganizationalUnitIds": list(stack_set.units), "Accounts": accounts, "AccountFilterType": "UNION"}
    require_permission(job.world, job.stack.caller, "DeleteStackInstances", stack_set, stack_set.units)
    return job.world.stack_sets.delete_instances(stack_set, Order(targets, regions, _preferences(job)), retain=False)


def _reach(job: Job, properties: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    organization = job.world.organization
    found: dict[str, dict[str, str]] = {}
    for group in _groups(properties):
        if organization is not None:
            for region in group.regions:
                found.setdefault(region, {}).update(select(organization, group.targets))
    return found


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
