"""The StackSets that a connection owns itself, without a stack: which there are, and what each is to reach (R26)."""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.aws.stack_sets import StackInstance, StackSet
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure
from wizard.operations.context import Context
from wizard.operations.ownership import CONNECTION_TAG
from wizard.operations.parameters import setting_parameters
from wizard.providers.definition import ProviderDefinition

HIDDEN = "****"
"""What AWS shows of a NoEcho parameter (R16)."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one operation is told: units whole, or with accounts named that go in, or stay out (R25).

    key: names the operation in the journal
    """

    key: str
    ou_ids: tuple[str, ...]
    accounts: tuple[str, ...] = ()
    all_but: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One StackSet.

    automatic: deploys by itself to accounts that join its units later; never where something is left out (R26)
    """

    name: str
    automatic: bool
    reaches: tuple[Reach, ...]


def parts_of(request: ConnectRequest) -> tuple[Part, ...]:
    """Give the StackSets that a request needs: one, or two where something is left out."""
    targets, parts = request.targets, []
    if targets.whole_units:
        parts.append(Part(request.names.stack_set, automatic=True, reaches=(Reach("whole", targets.whole_units),)))
    reaches = []
    if targets.difference_units:
        difference = Reach("all-but", targets.difference_units, targets.excluded_accounts, all_but=True)
        reaches.append(difference)
    if targets.intersection_units:
        reaches.append(Reach("only", targets.intersection_units, targets.accounts))
    if reaches:
        parts.append(Part(request.names.filtered_stack_set, automatic=False, reaches=tuple(reaches)))
    return tuple(parts)


def member_parameters(
    request: ConnectRequest, provider: ProviderDefinition, secrets: Mapping[str, str]
) -> dict[str, str]:
    """Give the parameters of a template that every account gets: what the settings say, and nothing of ours."""
    return setting_parameters(provider, {**request.settings, **secrets})


def as_asked(context: Context, stack_set: StackSet) -> bool:
    """Whether a StackSet has the parameters of the request; hidden ones come back as **** and are taken as right."""
    wanted = member_parameters(context.request, context.provider, context.secrets)
    return all(stack_set.parameters.get(name, "") in (value, HIDDEN) for name, value in wanted.items())


def reached(request: ConnectRequest, part: Part, stack_set: StackSet, instances: Mapping[str, StackInstance]) -> bool:
    """Whether AWS was told of all units of a part, and every account in scope has an instance, however that ended."""
    units = {unit for reach in part.reaches for unit in reach.ou_ids}
    told = units <= set(stack_set.organizational_unit_ids) if part.automatic else True
    return told and request.targets.connected <= instances.keys()


def foreign_stack_set(context: Context, stack_set: StackSet) -> RawFailure:
    """Say that a StackSet of this name is somebody else's, and what tells so."""
    owner = stack_set.tags.get(CONNECTION_TAG)
    whose = f"it belongs to the connection {owner}" if owner else f"it has no tag {CONNECTION_TAG}"
    return RawFailure(
        f"The StackSet name {stack_set.name} already exists, and {whose}.",
        service="cloudformation",
        code="NameAlreadyExistsException",
        operation="CreateStackSet",
        account=context.request.identity.management_account_id,
        region=context.request.region,
    )
