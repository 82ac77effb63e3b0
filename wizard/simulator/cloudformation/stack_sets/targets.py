"""Which accounts an operation goes to: OUs with their children, account filters (R24, R25)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.errors import validation_error
from wizard.simulator.organizations.tree import Organization

MOST_UNITS = 50


def check_targets(targets: Mapping[str, Any], *, creating: bool) -> None:
    """Raise AwsError ValidationError where a call's deployment targets are not allowed."""
    units, accounts, kind = _parts(targets)
    if not units:
        raise validation_error("OrganizationalUnitIds should be specified in SERVICE_MANAGED mode")
    if len(units) > MOST_UNITS:
        raise validation_error(f"At most {MOST_UNITS} OrganizationalUnitIds can be specified in one operation")
    for unit in units:
        if not unit.startswith(("r-", "ou-")):
            raise validation_error(
                "1 validation error detected: Value at 'deploymentTargets.organizationalUnitIds' failed to satisfy "
                "constraint: Member must satisfy regular expression pattern: "
                "^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$"
            )
    if creating and kind == "UNION":
        raise validation_error("UNION is not supported for CreateStackInstances operation")
    if creating and accounts and not kind:
        raise validation_error(
            "AccountFilterType should be specified when both OrganizationalUnitIds and Accounts are provided"
        )
    if kind in ("INTERSECTION", "DIFFERENCE", "UNION") and not accounts:
        raise validation_error(f"Accounts should be specified when AccountFilterType is {kind}")
    if kind == "NONE" and accounts:
        raise validation_error("Accounts should not be specified when AccountFilterType is NONE")


def select(organization: Organization, targets: Mapping[str, Any]) -> dict[str, str]:
    """The accounts of deployment targets, each with the unit that was named; never the management account.

    Raises AwsError ValidationError for units that are not in the organization.
    """
    units, accounts, kind = _parts(targets)
    found: dict[str, str] = {}
    for unit in units:
        if unit not in organization.units:
            raise validation_error(f"Organizational unit {unit} not found")
        for account in organization.accounts_below(unit):
            if account.account_id != organization.management_account:
                found.setdefault(account.account_id, unit)
    if kind == "INTERSECTION":
        return {account: unit for account, unit in found.items() if account in accounts}
    if kind == "DIFFERENCE":
        return {account: unit for account, unit in found.items() if account not in accounts}
    if kind == "UNION":
        for added in accounts:
            if added in organization.accounts and added != organization.management_account:
                found.setdefault(added, organization.accounts[added].parent)
    return found


def whole_units(targets: Mapping[str, Any]) -> bool:
    """Whether the targets are OUs as a whole."""
    return not _parts(targets)[1]


def _parts(targets: Mapping[str, Any]) -> tuple[list[str], list[str], str]:
    def texts(name: str) -> list[str]:
        value = targets.get(name)
        return [str(one) for one in value if str(one)] if isinstance(value, list) else []

    return texts("OrganizationalUnitIds"), texts("Accounts"), str(targets.get("AccountFilterType") or "")
