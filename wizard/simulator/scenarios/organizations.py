"""The organizations of the scenarios: the default one, and large ones made up by size."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.identifiers import IdMaker
from wizard.simulator.organizations.tree import Account, Organization, Unit

# Names of OUs hold mappings; the entry "" lists the accounts directly there.
DEFAULT: Mapping[str, Any] = {
    "": ["Acme Legacy"],
    "Security": {"": ["Log Archive", "Security Tooling"]},
    "Infrastructure": {"": ["Network", "Shared Services"]},
    "Workloads": {
        "": ["Workloads Automation"],
        "Production": {
            "": ["Shop Production", "Data Platform Production"],
            "Payments": {"": ["Payments Production"]},
        },
        "Development": {"": ["Shop Development", "Data Platform Development"]},
    },
    "Sandbox": {"": ["Sandbox Anna"]},
    "Suspended": {"": ["Old Project"]},
}
MANAGEMENT_NAME = "Acme Corp"
DELEGATED_NAME = "Security Tooling"
PLAIN_MEMBER_NAME = "Shop Development"
SUSPENDED_NAME = "Old Project"
_NEVER_SPARE = {MANAGEMENT_NAME, DELEGATED_NAME, PLAIN_MEMBER_NAME}


def from_names(ids: IdMaker, management: str, tree: Mapping[str, Any], name: str = MANAGEMENT_NAME) -> Organization:
    """An organization from nested names."""
    organization = Organization.new(ids, management)
    organization.add_account(Account(management, name, _email(name), organization.root_id, invited=True))
    _fill(organization, ids, organization.root_id, tree)
    return organization


def of_size(ids: IdMaker, management: str, accounts: int) -> Organization:
    """An organization of so many accounts, at least three; beyond the default ones twenty in an OU."""
    organization = from_names(ids, management, DEFAULT)
    spare = [one for one in organization.accounts.values() if one.name not in _NEVER_SPARE]
    for account in spare[max(0, accounts - len(_NEVER_SPARE)) :]:
        organization.remove_account(account)
    missing = max(0, accounts - len(organization.accounts))
    units = max(1, missing // 20)
    parents = [organization.root_id]
    made: list[str] = []
    for number in range(units):
        parent = parents[number % len(parents)]
        unit = Unit(ids.unit(), f"Team {number + 1:03}", parent)
        organization.add_unit(unit)
        made.append(unit.unit_id)
        # The first twenty hang under the root, the next under those, so that no parent has hundreds of children.
        if len(parents) < 20 and parent == organization.root_id and number == 19:
            parents = made[:20]
    for number in range(missing):
        name = f"Team Account {number + 1:05}"
        organization.add_account(Account(ids.account(), name, _email(name), made[number % units]))
    return organization


def _fill(organization: Organization, ids: IdMaker, parent: str, tree: Mapping[str, Any]) -> None:
    for name in tree.get("", []):
        account = Account(ids.account(), name, _email(name), parent)
        organization.add_account(account)
    for name, below in tree.items():
        if name:
            unit = Unit(ids.unit(), name, parent)
            organization.add_unit(unit)
            _fill(organization, ids, unit.unit_id, below)


def _email(name: str) -> str:
    ascii_name = "".join(one if one.isascii() and one.isalnum() else "-" for one in name.lower())
    return f"aws+{ascii_name.strip('-')}@acme.example"
