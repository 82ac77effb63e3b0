"""Finds what a person made in the AWS console, and reads from AWS what it really is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wizard.aws import roles, stacks
from wizard.aws.access import AwsAccess
from wizard.aws.stacks import Stack, StackResource
from wizard.model.connection import Connection, Names
from wizard.model.targets import Selection
from wizard.operations.ownership import CONNECTION_TAG, Ownership, stack_ownership
from wizard.operations.parameters import ROLE_NAME
from wizard.providers.definition import ProviderDefinition

_STACK_SET = "AWS::CloudFormation::StackSet"
_HIDDEN = "****"


@dataclass(frozen=True, slots=True)
class FoundStack:
    """A connection's stack as it is at AWS.

    names:     of everything that it made
    selection: which accounts it was made for, by its parameters
    settings:  the connection's settings, with what the stack's parameters say
    """

    stack: Stack
    names: Names
    selection: Selection
    settings: Mapping[str, str]


async def find_stack(access: AwsAccess, connection: Connection, provider: ProviderDefinition) -> FoundStack | None:
    """Look for a connection's stack in the access's region; None where there is none. Raises AwsError.

    Its parameter ConnectionId, or our tag, says whose it is; a template without that parameter is recognized by the
    stack's name together with our tag on its role.
    """
    found = next((one for one in await stacks.every(access) if _is_of(one, connection.connection_id)), None)
    if found is None:
        found = await _by_name_and_role(access, connection)
    if found is None:
        return None
    resources = await stacks.resources(access, found.stack_id)
    return FoundStack(
        stack=found,
        names=_names(found, resources, connection.names, provider),
        selection=_selection(found.parameters) or connection.selection,
        settings=_settings(found.parameters, connection.settings, provider),
    )


def _is_of(stack: Stack, connection_id: str) -> bool:
    return stack_ownership(stack, connection_id) is Ownership.OURS


async def _by_name_and_role(access: AwsAccess, connection: Connection) -> Stack | None:
    stack = await stacks.describe(access, connection.names.stack)
    role = await roles.find(access, connection.names.role) if stack is not None and connection.names.role else None
    return stack if role is not None and role.tags.get(CONNECTION_TAG) == connection.connection_id else None


def _names(stack: Stack, resources: Iterable[StackResource], noted: Names, provider: ProviderDefinition) -> Names:
    """Give the real names; a StackSet's physical ID is its name, a colon and an ID."""
    made = [one.physical_id.partition(":")[0] for one in resources if one.resource_type == _STACK_SET]
    made = [name for name in made if name]
    filtered = next((name for name in made if name == provider.names.stack_set_filtered), "")
    whole = next((name for name in made if name != filtered), "")
    return Names(
        stack=stack.name,
        stack_set=whole or noted.stack_set,
        filtered_stack_set=filtered or noted.filtered_stack_set,
        role=stack.parameters.get(ROLE_NAME, noted.role),
    )


def _selection(parameters: Mapping[str, str]) -> Selection | None:
    """Read back which accounts the stack was made for; None where the template does not have our parameters."""
    if "OrganizationalUnitIds" not in parameters:
        return None
    chosen = (*_listed(parameters, "OrganizationalUnitIds"), *_listed(parameters, "FilteredUnitIds"))
    accounts = _listed(parameters, "AccountIds")
    return Selection(frozenset((*chosen, *accounts)), frozenset(_listed(parameters, "ExcludedAccountIds")))


def _listed(parameters: Mapping[str, str], name: str) -> Sequence[str]:
    return [one for one in parameters.get(name, "").split(",") if one]


def _settings(
    parameters: Mapping[str, str], noted: Mapping[str, str], provider: ProviderDefinition
) -> Mapping[str, str]:
    told = {
        one.id: parameters[one.parameter]
        for one in provider.settings
        if one.parameter in parameters and not one.secret and parameters[one.parameter] != _HIDDEN
    }
    return {**noted, **told}
