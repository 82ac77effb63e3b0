"""Says what a change would do to StackSets that a connection owns itself; CloudFormation has no change set for them."""

from collections.abc import Mapping

from wizard.aws import stack_sets
from wizard.aws.access import AwsAccess
from wizard.aws.stack_sets import StackSet
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.planned_change import Action, PlannedChange, StackPreview
from wizard.operations.stack_set_parts import HIDDEN, Part, member_parameters, parts_of
from wizard.operations.stack_set_work import of_connection
from wizard.operations.stack_watch import STACK_SET_TYPE
from wizard.providers.definition import ProviderDefinition


async def preview_stack_sets(
    access: AwsAccess, provider: ProviderDefinition, request: ConnectRequest, secrets: Mapping[str, str]
) -> StackPreview:
    """Compare the StackSets at AWS with what was asked for. Raises AwsError; WizardError where there are none of ours.

    secrets: new values of secret settings by setting ID; all others stay
    """
    there = {one.name: one for one in await of_connection(access, request)}
    if not there:
        raise WizardError(_gone(request))
    wanted = {one.name: one for one in parts_of(request)}
    instances = {name: await stack_sets.instances(access, name) for name in there}
    reached = {one.account_id for each in instances.values() for one in each}
    scope = request.targets.connected | request.targets.suspended
    changes = [_planned(Action.ADD, name) for name in wanted if name not in there]
    changes += [_planned(Action.REMOVE, name) for name in there if name not in wanted]
    moved = bool(changes) or bool(reached - scope) or bool(request.targets.connected - reached)
    for name, part in wanted.items():
        if name in there and (moved or secrets or _differs(there[name], part, request, provider)):
            changes.append(_planned(Action.MODIFY, name))
    return StackPreview(tuple(changes))


def _differs(there: StackSet, part: Part, request: ConnectRequest, provider: ProviderDefinition) -> bool:
    parameters = member_parameters(request, provider, {})
    known = {one.parameter for one in provider.settings if not one.secret}
    other = any(
        there.parameters.get(name) not in (value, HIDDEN) for name, value in parameters.items() if name in known
    )
    units = {unit for reach in part.reaches for unit in reach.ou_ids}
    return other or (part.automatic and units != set(there.organizational_unit_ids))


def _gone(request: ConnectRequest) -> RawFailure:
    return RawFailure(
        f"StackSet {request.names.stack_set} not found",
        service="cloudformation",
        code="StackSetNotFoundException",
        operation="DescribeStackSet",
        account=request.identity.management_account_id,
        region=request.region,
    )


def _planned(action: Action, name: str) -> PlannedChange:
    return PlannedChange(action, name, name, STACK_SET_TYPE)
