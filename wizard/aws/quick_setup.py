"""Systems Manager Quick Setup, as far as it spreads Resource Explorer over an organization (R43)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wizard.aws.access import AwsAccess
from wizard.aws.paging import pages

_SERVICE = "ssm-quicksetup"
_TYPE = "AWSQuickSetupType-ResourceExplorer"


@dataclass(frozen=True, slots=True)
class Spread:
    """What is deployed: indexes in these regions of all accounts in these units, one of them the aggregator."""

    aggregator: str
    regions: Sequence[str]
    units: Sequence[str]


async def explorer_managers(access: AwsAccess) -> tuple[str, ...]:
    """Give the ARNs of the configurations for Resource Explorer in the access's region. Raises AwsError."""
    found: list[str] = []
    async for page in pages(access, _SERVICE, "ListConfigurationManagers", "ConfigurationManagersList"):
        for one in page:
            kinds = [each.get("Type") for each in one.get("ConfigurationDefinitionSummaries", ())]
            found += [str(one["ManagerArn"])] if _TYPE in kinds else []
    return tuple(found)


async def spread_explorer(access: AwsAccess, name: str, spread: Spread, tags: Mapping[str, str]) -> str:
    """Begin to deploy, and give the ARN of the configuration. Raises AwsError."""
    parameters = {
        "SelectedAggregatorRegion": spread.aggregator,
        "TargetRegions": ",".join(spread.regions),
        "TargetOrganizationalUnits": ",".join(spread.units),
    }
    definition = {"Type": _TYPE, "Parameters": parameters}
    reply = await access.call(
        _SERVICE, "CreateConfigurationManager", Name=name, ConfigurationDefinitions=[definition], Tags=dict(tags)
    )
    return str(reply["ManagerArn"])


async def status(access: AwsAccess, manager_arn: str) -> tuple[str, str]:
    """Give how a deployment stands (INITIALIZING, DEPLOYING, SUCCEEDED, FAILED, …) and AWS's word on it.

    Raises AwsError.
    """
    reply = await access.call(_SERVICE, "GetConfigurationManager", ManagerArn=manager_arn)
    told = [one for one in reply.get("StatusSummaries", ()) if one.get("StatusType") == "Deployment"]
    return (str(told[0].get("Status", "")), str(told[0].get("StatusMessage") or "")) if told else ("", "")
