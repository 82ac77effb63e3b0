"""Resource Explorer: indexes, views and what a view finds (R43)."""

from collections.abc import Mapping, Sequence

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.aws.paging import collect
from wizard.model.explorer import IndexKind

ACCOUNTS_AT_ONCE = 10
"""So many accounts AWS takes in one call."""

_SERVICE = "resource-explorer-2"
_PRINCIPAL = f"{_SERVICE}.amazonaws.com"


async def is_trusted(access: AwsAccess) -> bool:
    """Tell whether the organization lets Resource Explorer look into its accounts. Raises AwsError."""
    operation, items = "ListAWSServiceAccessForOrganization", "EnabledServicePrincipals"
    found = await collect(access, "organizations", operation, items)
    return any(one["ServicePrincipal"] == _PRINCIPAL for one in found)


async def trust(access: AwsAccess) -> None:
    """Let Resource Explorer look into the accounts of the organization. Raises AwsError."""
    await access.call("organizations", "EnableAWSServiceAccess", ServicePrincipal=_PRINCIPAL)


async def create_index(access: AwsAccess, tags: Mapping[str, str]) -> None:
    """Make a local index in the access's region; it becomes active later. Raises AwsError."""
    await access.call(_SERVICE, "CreateIndex", Tags=dict(tags))


async def index_here(access: AwsAccess) -> tuple[str, str]:
    """Give the ARN and the state of the index in the access's region; empty where there is none. Raises AwsError."""
    try:
        reply = await access.call(_SERVICE, "GetIndex")
    except AwsError as error:
        if error.code == "ResourceNotFoundException":
            return "", ""
        raise
    return str(reply["Arn"]), str(reply["State"])


async def promote(access: AwsAccess, index_arn: str) -> None:
    """Make an index the aggregator of its account; that takes a while.

    Raises AwsError, also within 24 hours after another one was demoted or deleted.
    """
    await access.call(_SERVICE, "UpdateIndexType", Arn=index_arn, Type=IndexKind.AGGREGATOR.value)


async def create_view_over(access: AwsAccess, name: str, scope: str, tags: Mapping[str, str]) -> None:
    """Make a view that covers an organization (its ARN) in the access's region, tags of resources included.

    Raises AwsError.
    """
    shown = [{"Name": "tags"}]
    await access.call(_SERVICE, "CreateView", ViewName=name, Scope=scope, IncludedProperties=shown, Tags=dict(tags))


async def own_indexes(access: AwsAccess) -> Mapping[str, IndexKind]:
    """Give the account's own indexes by region. Raises AwsError."""
    found = await collect(access, _SERVICE, "ListIndexes", "Indexes")
    return {str(one["Region"]): IndexKind(one["Type"]) for one in found}


async def indexes_of(access: AwsAccess, accounts: Sequence[str]) -> Mapping[str, Mapping[str, IndexKind]]:
    """Give the indexes of at most `ACCOUNTS_AT_ONCE` members, by account and region.

    Raises AwsError, also where the organization does not trust Resource Explorer, or asks from a plain member.
    """
    found = await collect(access, _SERVICE, "ListIndexesForMembers", "Indexes", AccountIdList=list(accounts))
    told: dict[str, dict[str, IndexKind]] = {one: {} for one in accounts}
    for one in found:
        told.setdefault(str(one["AccountId"]), {})[str(one["Region"])] = IndexKind(one["Type"])
    return told


async def views(access: AwsAccess) -> Mapping[str, str]:
    """Give what each view of the access's region covers, by the view's ARN: an organization, or an account.

    Raises AwsError.
    """
    listed = await collect(access, _SERVICE, "ListViews", "Views")
    covered: dict[str, str] = {}
    for arn in map(str, listed):
        reply = await access.call(_SERVICE, "GetView", ViewArn=arn)
        covered[arn] = str(reply["View"].get("Scope") or "")
    return covered


async def resources_in(access: AwsAccess, view_arn: str) -> int:
    """Give how many resources a view finds now. Raises AwsError."""
    reply = await access.call(_SERVICE, "Search", ViewArn=view_arn, QueryString="", MaxResults=1)
    return int(reply["Count"]["TotalResources"])
