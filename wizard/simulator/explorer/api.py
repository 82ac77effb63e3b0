"""Resource Explorer's API."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Api, Call
from wizard.simulator.errors import AwsError
from wizard.simulator.explorer.indexes import AGGREGATOR, LOCAL, Index, View
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.names import PARTITION

EXPLORER = Api("resource-explorer-2")
TRUSTED_SERVICE = "resource-explorer-2.amazonaws.com"
_MOST_ACCOUNTS = 10


@EXPLORER.action("CreateIndex")
def create_index(call: Call) -> Mapping[str, Any]:
    """A local index in the region of the call."""
    index = call.world.explorer.create(call.account, call.region)
    return {"Arn": index.arn, "State": index.state, "CreatedAt": index.created}


@EXPLORER.action("GetIndex")
def get_index(call: Call) -> Mapping[str, Any]:
    """The index of the region."""
    index = call.world.explorer.indexes.get((call.account, call.region))
    if index is None:
        raise AwsError("ResourceNotFoundException", "Index does not exist in this Region.", 404)
    others = [one.region for one in call.world.explorer.of(call.account) if one is not index]
    return {
        "Arn": index.arn,
        "Type": index.kind,
        "State": index.state,
        "ReplicatingFrom": others if index.kind == AGGREGATOR else [],
        "CreatedAt": index.created,
        "LastUpdatedAt": index.updated or index.created,
        "Tags": {},
    }


@EXPLORER.action("ListIndexes")
def list_indexes(call: Call) -> Mapping[str, Any]:
    """The indexes of the account, whatever the region of the call."""
    kind, regions = call.text("Type"), call.entries("Regions")
    found = call.world.explorer.of(call.account)
    return {
        "Indexes": [_entry(one) for one in found if kind in ("", one.kind) and one.region in (regions or [one.region])]
    }


@EXPLORER.action("UpdateIndexType")
def update_index_type(call: Call) -> Mapping[str, Any]:
    """Promote or demote an index; asynchronous."""
    index, kind = _found(call), call.text("Type")
    if kind not in (LOCAL, AGGREGATOR):
        raise AwsError("ValidationException", "Type must be LOCAL or AGGREGATOR.")
    call.world.explorer.change(index, kind)
    return {"Arn": index.arn, "Type": index.kind, "State": index.state, "LastUpdatedAt": index.updated}


@EXPLORER.action("DeleteIndex")
def delete_index(call: Call) -> Mapping[str, Any]:
    """Take an index away."""
    index = _found(call)
    call.world.explorer.delete(index)
    return {"Arn": index.arn, "State": index.state, "LastUpdatedAt": call.world.clock.now()}


@EXPLORER.action("ListIndexesForMembers")
def list_indexes_for_members(call: Call) -> Mapping[str, Any]:
    """The indexes of at most ten accounts, for the management account or a delegated administrator."""
    organization = call.world.organization
    delegated = organization.delegated.get(call.account, {}) if organization else {}
    if organization is None or not (call.account == organization.management_account or TRUSTED_SERVICE in delegated):
        raise AwsError("AccessDeniedException", "You must be the management account or a delegated administrator.", 403)
    if TRUSTED_SERVICE not in organization.trusted_services:
        raise AwsError("AccessDeniedException", "Service access for Resource Explorer is not enabled.", 403)
    accounts = [str(one) for one in call.entries("AccountIdList")]
    if not 1 <= len(accounts) <= _MOST_ACCOUNTS:
        raise AwsError("ValidationException", f"AccountIdList must have 1 to {_MOST_ACCOUNTS} members.")
    found = [one for account in accounts for one in call.world.explorer.of(account)]
    return {"Indexes": [{"AccountId": one.account, **_entry(one)} for one in found]}


@EXPLORER.action("GetAccountLevelServiceConfiguration")
def get_account_level_service_configuration(call: Call) -> Mapping[str, Any]:
    """Whether the service is trusted in the organization."""
    organization = call.world.organization
    trusted = organization is not None and TRUSTED_SERVICE in organization.trusted_services
    return {"OrgConfiguration": {"AWSServiceAccessStatus": "ENABLED" if trusted else "DISABLED"}}


@EXPLORER.action("CreateView")
def create_view(call: Call) -> Mapping[str, Any]:
    """A view in the region of the call."""
    place, name = (call.account, call.region), call.text("ViewName")
    views = call.world.explorer.views.setdefault(place, [])
    if any(one.name == name for one in views):
        raise AwsError("ConflictException", "A view with this name already exists.", 409)
    arn = f"arn:{PARTITION}:resource-explorer-2:{call.region}:{call.account}:view/{name}/{new_uuid()}"
    scope = call.text("Scope", f"arn:{PARTITION}:iam::{call.account}:root")
    view = View(arn, name, scope, call.world.clock.now())
    views.append(view)
    answer = {"ViewArn": arn, "ViewName": name, "Owner": call.account, "Scope": scope, "LastUpdatedAt": view.changed}
    return {"View": answer}


@EXPLORER.action("ListViews")
def list_views(call: Call) -> Mapping[str, Any]:
    """The views of the region."""
    return {"Views": [one.arn for one in call.world.explorer.views.get((call.account, call.region), [])]}


@EXPLORER.action("GetView")
def get_view(call: Call) -> Mapping[str, Any]:
    """One view of the region, with what it covers."""
    for one in call.world.explorer.views.get((call.account, call.region), []):
        if one.arn == call.text("ViewArn"):
            view = {"ViewArn": one.arn, "Owner": call.account, "Scope": one.scope, "LastUpdatedAt": one.changed}
            return {"View": {**view, "Filters": {"FilterString": ""}, "IncludedProperties": []}, "Tags": {}}
    raise AwsError("ResourceNotFoundException", "The specified view doesn't exist.", 404)


@EXPLORER.action("AssociateDefaultView")
def associate_default_view(call: Call) -> Mapping[str, Any]:
    """Make a view the one that searches use."""
    call.world.explorer.defaults[call.account, call.region] = call.text("ViewArn")
    return {"ViewArn": call.text("ViewArn")}


@EXPLORER.action("GetDefaultView")
def get_default_view(call: Call) -> Mapping[str, Any]:
    """The view that searches use, if there is one."""
    arn = call.world.explorer.defaults.get((call.account, call.region))
    return {"ViewArn": arn} if arn else {}


@EXPLORER.action("Search")
def search(call: Call) -> Mapping[str, Any]:
    """The roles of the account, by a default view or a named one; without either the search is refused."""
    place = (call.account, call.region)
    view = call.text("ViewArn") or call.world.explorer.defaults.get(place)
    if not view or place not in call.world.explorer.indexes:
        raise AwsError("UnauthorizedException", "", 401)
    roles = call.world.iam.account(call.account).roles.values()
    found = [
        {
            "Arn": role.arn,
            "OwningAccountId": call.account,
            "Region": "global",
            "ResourceType": "iam:role",
            "Service": "iam",
        }
        for role in roles
    ]
    return {"Resources": found, "ViewArn": view, "Count": {"TotalResources": len(found), "Complete": True}}


def _found(call: Call) -> Index:
    for index in call.world.explorer.of(call.account):
        if index.arn == call.text("Arn"):
            return index
    raise AwsError("ResourceNotFoundException", "The specified index doesn't exist.", 404)


def _entry(index: Index) -> dict[str, str]:
    return {"Region": index.region, "Arn": index.arn, "Type": index.kind}
