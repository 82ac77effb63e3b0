"""What a connection's stack is to become: the same words for the preview of a change and for the change itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard import __version__
from wizard.aws.stacks import Stack
from wizard.model.connection import ConnectRequest
from wizard.model.targets import Targets
from wizard.operations.ownership import VERSION_TAG, connection_tags
from wizard.operations.parameters import stack_parameters, target_parameters
from wizard.providers.definition import ProviderDefinition

HIDDEN = "****"
"""What AWS shows of a NoEcho parameter (R16)."""

_LISTS = target_parameters(Targets()).keys()


@dataclass(frozen=True, slots=True)
class StackGoal:
    """What one update asks for.

    parameters:    all of the template; a value of None keeps the value
    template_body: None keeps the template
    tags:          all of the stack
    renewed:       parameters that get another value, and AWS never shows which they have
    """

    parameters: Mapping[str, str | None]
    template_body: str | None
    tags: Mapping[str, str]
    renewed: frozenset[str] = frozenset()

    def reached(self, stack: Stack) -> bool:
        """Whether a stack is so already; hidden values are taken as right."""
        if self.template_body is not None:
            return False
        return all(
            value is None or _same(name, value, stack.parameters.get(name, ""))
            for name, value in self.parameters.items()
        )


def _same(name: str, wanted: str, found: str) -> bool:
    if name in _LISTS:
        return frozenset(wanted.split(",")) == frozenset(found.split(","))
    return found in (wanted, HIDDEN)


def deployed_targets(stack: Stack) -> Targets:
    """Give the targets that a stack was told, as far as it was."""

    def ids(name: str) -> tuple[str, ...]:
        return tuple(filter(None, stack.parameters.get(name, "").split(",")))

    return Targets(
        whole_units=ids("OrganizationalUnitIds"),
        difference_units=ids("FilteredUnitIds"),
        excluded_accounts=ids("ExcludedAccountIds"),
        intersection_units=ids("AccountParentIds"),
        accounts=ids("AccountIds"),
    )


def with_targets(stack: Stack, targets: Targets, unit_parameter: str = "") -> StackGoal:
    """Give a goal that changes nothing but the accounts; `unit_parameter` is the definition's."""
    kept = dict.fromkeys(stack.parameters)
    return StackGoal({**kept, **target_parameters(targets, unit_parameter)}, None, _own_tags(stack))


def as_requested(
    stack: Stack,
    request: ConnectRequest,
    provider: ProviderDefinition,
    template_body: str,
    secrets: Mapping[str, str] | None = None,
) -> StackGoal:
    """Give the goal of a request. Raises WizardError where the choice of accounts does not fit (R24, R26).

    The status stays as it is, and so does every secret whose value is not at hand. The template is kept where it is
    the one of this version.
    """
    wanted: dict[str, str | None] = dict(stack_parameters(request, provider, secrets))
    kept = {one.parameter for one in provider.settings if one.secret and one.id not in (secrets or {})}
    if provider.status is not None:
        kept.add(provider.status.parameter)
    wanted.update(dict.fromkeys(kept & stack.parameters.keys()))
    tags = {**_own_tags(stack), **connection_tags(request)}
    if stack.tags.get(VERSION_TAG) != __version__:
        return StackGoal(wanted, template_body, tags)
    return StackGoal({**dict.fromkeys(stack.parameters), **wanted}, None, tags)


def renewed_secrets(request: ConnectRequest, provider: ProviderDefinition, previous: ConnectRequest) -> frozenset[str]:
    """Give the parameters of secrets that were typed anew: each typing has a reference of its own."""
    new = {one for one, reference in request.secrets.items() if reference != previous.secrets.get(one)}
    return frozenset(one.parameter for one in provider.settings if one.parameter and one.id in new)


def _own_tags(stack: Stack) -> dict[str, str]:
    """Leave out the tags that AWS itself puts on: it refuses to be given them."""
    return {key: value for key, value in stack.tags.items() if not key.startswith("aws:")}
