"""What the template is told: the contract of our own templates, filled from the request."""

from collections.abc import Iterable, Mapping

from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.targets import Targets
from wizard.providers.definition import ProviderDefinition

CONNECTION_ID = "ConnectionId"
ROLE_NAME = "RoleName"

LONGEST_PARAMETER = 4096
"""Bytes of one parameter's value (CloudFormation quotas; R26)."""
MOST_UNITS = 50
"""OUs in one StackSet operation (R24)."""

_UNIT_LISTS = ("OrganizationalUnitIds", "FilteredUnitIds", "AccountParentIds")


def _joined(entries: Iterable[str]) -> str:
    return ",".join(entries)


def target_parameters(targets: Targets, unit_parameter: str = "") -> dict[str, str]:
    """Give the parameters that name the accounts (R26); empty lists are sent as empty text.

    unit_parameter: the definition's; it gets the first of the whole units, which the list of them overrides
    """
    parameters = {
        "OrganizationalUnitIds": _joined(targets.whole_units),
        "FilteredUnitIds": _joined(targets.difference_units),
        "ExcludedAccountIds": _joined(targets.excluded_accounts),
        "AccountParentIds": _joined(targets.intersection_units),
        "AccountIds": _joined(targets.accounts),
    }
    if unit_parameter:
        parameters[unit_parameter] = next(iter(targets.whole_units), "")
    return parameters


def stack_parameters(
    request: ConnectRequest, provider: ProviderDefinition, secrets: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Give every parameter of the template by name.

    secrets: values of secret settings by setting ID, read from the SecretStore
    Raises WizardError where the choice of accounts does not fit into what AWS takes.
    """
    typed = {**request.settings, **(secrets or {})}
    if not provider.chooses_accounts:
        return _of_the_settings(provider, typed)
    too_large = targets_problem(request.targets)
    if too_large is not None:
        raise WizardError(_too_large(request, too_large))
    parameters = {CONNECTION_ID: request.connection_id}
    if not request.identity.is_account:
        parameters |= target_parameters(request.targets, provider.unit_parameter)
    if provider.names.role:
        parameters[ROLE_NAME] = request.names.role
    if provider.status is not None:
        parameters[provider.status.parameter] = provider.status.active
    return {**parameters, **setting_parameters(provider, typed)}


def setting_parameters(provider: ProviderDefinition, typed: Mapping[str, str]) -> dict[str, str]:
    """Give the parameters that settings feed, by name; a setting that was not asked for has its default."""
    return {one.parameter: typed.get(one.id, one.default) for one in provider.settings if one.parameter}


def _of_the_settings(provider: ProviderDefinition, typed: Mapping[str, str]) -> dict[str, str]:
    """Give what a template of any vendor is told; a secret that nobody typed keeps the template's own default."""
    return {
        one.parameter: typed.get(one.id, one.default)
        for one in provider.settings
        if one.parameter and (one.id in typed or not one.secret)
    }


def forgotten_secret(
    request: ConnectRequest, provider: ProviderDefinition, secrets: Mapping[str, str]
) -> RawFailure | None:
    """Say which secret a new stack needs and nobody knows any more, e.g. after a restart without a keyring."""
    for one in provider.settings:
        if one.secret and one.required and one.parameter and one.asked(request.settings) and one.id not in secrets:
            return RawFailure(
                f"“{one.label}” was kept in memory only and is gone. Go back to the settings and type it again.",
                surface="Org Wizard",
                code="SecretForgotten",
                account=request.identity.management_account_id,
                region=request.region,
            )
    return None


def setting_value(request: ConnectRequest, provider: ProviderDefinition, parameter: str) -> str:
    """Give what was typed for a parameter of the template; empty where no setting feeds it."""
    for setting in provider.settings:
        if parameter and setting.parameter == parameter:
            return request.settings.get(setting.id, setting.default)
    return ""


def targets_problem(targets: Targets) -> Message | None:
    """Say why a choice of accounts does not fit into one stack's parameters; None where it fits (R24, R26)."""
    parameters = target_parameters(targets)
    for name in _UNIT_LISTS:
        count = len(parameters[name].split(",")) if parameters[name] else 0
        if count > MOST_UNITS:
            return Message("targets.too-many-units", {"count": str(count), "limit": str(MOST_UNITS)})
    for name in ("AccountIds", "ExcludedAccountIds"):
        size = len(parameters[name].encode())
        if size > LONGEST_PARAMETER:
            named = str(len(parameters[name].split(",")))
            return Message("targets.too-many-accounts", {"count": named, "limit": str(LONGEST_PARAMETER // 13)})
    return None


def _too_large(request: ConnectRequest, problem: Message) -> RawFailure:
    count, limit = problem.values["count"], problem.values["limit"]
    what = "organizational units" if problem.key == "targets.too-many-units" else "accounts named one by one"
    return RawFailure(
        f"The choice needs {count} {what}; one stack takes {limit}.",
        surface="Org Wizard",
        service="cloudformation",
        code="TargetsTooLarge",
        operation="CreateStack",
        account=request.identity.management_account_id,
        region=request.region,
    )
