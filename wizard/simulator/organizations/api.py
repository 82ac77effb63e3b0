"""AWS Organizations' API for the tree: reading it in pages of 20, and changing it (R5, R6, R8, R9)."""

import re
from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Api, Call
from wizard.simulator.errors import AwsError
from wizard.simulator.organizations.access import organization_of
from wizard.simulator.organizations.describe import account_answer, organization_answer, tags_answer, unit_answer
from wizard.simulator.organizations.pages import page
from wizard.simulator.organizations.tree import Account, Organization, Unit

ORGANIZATIONS = Api("organizations")
_ROOT = re.compile(r"r-[0-9a-z]{4,32}")
_UNIT = re.compile(r"ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}")
_ACCOUNT = re.compile(r"\d{12}")
_DEEPEST = 5


def malformed() -> AwsError:
    """AWS's answer to an ID of the wrong form."""
    return AwsError("InvalidInputException", "You provided a value that does not match the required pattern.")


def parent_of(organization: Organization, parent: str) -> Unit:
    """The root or OU that a call names. Raises AwsError for a malformed or unknown ID."""
    if not (_ROOT.fullmatch(parent) or _UNIT.fullmatch(parent)):
        raise malformed()
    if parent not in organization.units:
        raise AwsError("ParentNotFoundException", "You specified parent that doesn't exist.")
    return organization.units[parent]


def account_of(organization: Organization, account_id: str) -> Account:
    """The account that a call names. Raises AwsError for a malformed or unknown ID."""
    if not _ACCOUNT.fullmatch(account_id):
        raise malformed()
    if account_id not in organization.accounts:
        raise AwsError("AccountNotFoundException", "You specified an account that doesn't exist.")
    return organization.accounts[account_id]


@ORGANIZATIONS.action("DescribeOrganization")
def describe_organization(call: Call) -> Mapping[str, Any]:
    """The organization of the caller; members may ask too (R5)."""
    return organization_answer(organization_of(call))


@ORGANIZATIONS.action("ListRoots")
def list_roots(call: Call) -> Mapping[str, Any]:
    """The one root."""
    organization = organization_of(call)
    return {"Roots": [unit_answer(organization, organization.units[organization.root_id])]}


@ORGANIZATIONS.action("ListAccounts")
def list_accounts(call: Call) -> Mapping[str, Any]:
    """All accounts."""
    organization = organization_of(call)
    accounts = list(organization.accounts.values())
    return page(accounts, dict(call.parameters), "Accounts", lambda one: account_answer(organization, one))


@ORGANIZATIONS.action("ListAccountsForParent")
def list_accounts_for_parent(call: Call) -> Mapping[str, Any]:
    """The accounts directly under a root or OU; the root's first page is empty and has a NextToken (R8)."""
    organization = organization_of(call)
    parent = parent_of(organization, call.text("ParentId"))
    accounts = [organization.accounts[one] for one in organization.account_children.get(parent.unit_id, ())]
    return page(
        accounts,
        dict(call.parameters),
        "Accounts",
        lambda one: account_answer(organization, one),
        first_empty=not parent.parent,
    )


@ORGANIZATIONS.action("ListOrganizationalUnitsForParent")
def list_organizational_units_for_parent(call: Call) -> Mapping[str, Any]:
    """The OUs directly under a root or OU."""
    organization = organization_of(call)
    parent = parent_of(organization, call.text("ParentId"))
    units = [organization.units[one] for one in organization.unit_children.get(parent.unit_id, ())]
    key = "OrganizationalUnits"
    return page(units, dict(call.parameters), key, lambda one: unit_answer(organization, one))


@ORGANIZATIONS.action("ListChildren")
def list_children(call: Call) -> Mapping[str, Any]:
    """The IDs of the OUs or accounts directly under a root or OU."""
    organization = organization_of(call)
    parent = parent_of(organization, call.text("ParentId")).unit_id
    kind = call.text("ChildType")
    table = organization.account_children if kind == "ACCOUNT" else organization.unit_children
    children = table.get(parent, [])
    return page(children, dict(call.parameters), "Children", lambda one: {"Id": one, "Type": kind})


@ORGANIZATIONS.action("ListParents")
def list_parents(call: Call) -> Mapping[str, Any]:
    """The parent of an OU or account."""
    organization = organization_of(call)
    child = call.text("ChildId")
    if child in organization.accounts:
        parent = organization.accounts[child].parent
    elif organization.units.get(child) and organization.units[child].parent:
        parent = organization.units[child].parent
    else:
        raise AwsError("ChildNotFoundException", "You specified a child that doesn't exist.")
    kind = "ROOT" if parent == organization.root_id else "ORGANIZATIONAL_UNIT"
    return {"Parents": [{"Id": parent, "Type": kind}]}


@ORGANIZATIONS.action("DescribeAccount")
def describe_account(call: Call) -> Mapping[str, Any]:
    """One account."""
    organization = organization_of(call)
    return {"Account": account_answer(organization, account_of(organization, call.text("AccountId")))}


@ORGANIZATIONS.action("DescribeOrganizationalUnit")
def describe_organizational_unit(call: Call) -> Mapping[str, Any]:
    """One OU."""
    organization = organization_of(call)
    unit = _unit_of(organization, call.text("OrganizationalUnitId"))
    return {"OrganizationalUnit": unit_answer(organization, unit)}


@ORGANIZATIONS.action("CreateOrganizationalUnit")
def create_organizational_unit(call: Call) -> Mapping[str, Any]:
    """A new OU, at most five levels deep (R9)."""
    organization = organization_of(call)
    parent = parent_of(organization, call.text("ParentId")).unit_id
    if len(organization.path(parent)) > _DEEPEST:
        raise AwsError(
            "ConstraintViolationException",
            "OU_DEPTH_LIMIT_EXCEEDED: You attempted to create an OU tree that is too many levels deep.",
        )
    name = call.text("Name")
    if any(organization.units[one].name == name for one in organization.unit_children.get(parent, ())):
        raise AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")
    unit = Unit(call.world.ids.unit(), name, parent)
    organization.add_unit(unit)
    return {"OrganizationalUnit": unit_answer(organization, unit)}


@ORGANIZATIONS.action("MoveAccount")
def move_account(call: Call) -> Mapping[str, Any]:
    """Put an account under another parent; StackSets with automatic deployment follow (R34)."""
    organization = organization_of(call)
    account = account_of(organization, call.text("AccountId"))
    source, destination = call.text("SourceParentId"), call.text("DestinationParentId")
    if account.parent != source:
        raise AwsError(
            "SourceParentNotFoundException", "We can't find a source root or OU with the ParentId that you specified."
        )
    if destination not in organization.units:
        raise AwsError(
            "DestinationParentNotFoundException",
            "We can't find the destination container (a root or OU) with the ParentId that you specified.",
        )
    organization.move(account, destination)
    call.world.account_moved(account, source, destination)
    return {}


@ORGANIZATIONS.action("CloseAccount")
def close_account(call: Call) -> Mapping[str, Any]:
    """Close an account: it is suspended, and stays in the tree."""
    account_of(organization_of(call), call.text("AccountId")).state = "SUSPENDED"
    return {}


@ORGANIZATIONS.action("ListTagsForResource")
def list_tags_for_resource(call: Call) -> Mapping[str, Any]:
    """The tags of an OU or account."""
    return {"Tags": tags_answer(_tagged(call).tags)}


@ORGANIZATIONS.action("TagResource")
def tag_resource(call: Call) -> Mapping[str, Any]:
    """Put tags on an OU or account."""
    _tagged(call).tags.update({tag["Key"]: tag["Value"] for tag in call.entries("Tags")})
    return {}


def _unit_of(organization: Organization, unit_id: str) -> Unit:
    if not _UNIT.fullmatch(unit_id):
        raise malformed()
    if unit_id not in organization.units:
        raise AwsError("OrganizationalUnitNotFoundException", "You specified an OU that doesn't exist.")
    return organization.units[unit_id]


def _tagged(call: Call) -> Unit | Account:
    organization = organization_of(call)
    entity = call.text("ResourceId")
    found = organization.units.get(entity) or organization.accounts.get(entity)
    if found is None:
        raise AwsError("TargetNotFoundException", "You specified a target that doesn't exist.")
    return found
