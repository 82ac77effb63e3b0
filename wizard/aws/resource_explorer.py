"""Resource Explorer: indexes, views and what a view finds (R43)."""

from collections.abc import Mapping, Sequence

from wizard.aws.access import AwsAccess
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
