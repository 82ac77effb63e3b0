"""Quick Setup for Resource Explorer: indexes in the members, never in the management account (R43)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wizard.simulator.call import Api, Call
from wizard.simulator.clock import Process
from wizard.simulator.errors import AwsError
from wizard.simulator.explorer.indexes import AGGREGATOR, LOCAL, Explorer
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.names import PARTITION

if TYPE_CHECKING:
    from wizard.simulator.world import World

QUICK_SETUP = Api("ssm-quicksetup")
RESOURCE_EXPLORER = "AWSQuickSetupType-ResourceExplorer"
_SECONDS_PER_STEP = 30.0


@dataclass
class Manager:
    """A configuration manager with its one definition."""

    arn: str
    name: str
    definition: Mapping[str, Any]
    created: datetime
    status: str = "INITIALIZING"
    unique: str = field(default_factory=new_uuid)

    def answer(self) -> dict[str, Any]:
        """The manager as the API answers it."""
        return {
            "ManagerArn": self.arn,
            "Name": self.name,
            "CreatedAt": self.created,
            "LastModifiedAt": self.created,
            "ConfigurationDefinitions": [{"Id": self.unique, **self.definition}],
            "StatusSummaries": [{"StatusType": "Deployment", "Status": self.status, "LastUpdatedAt": self.created}],
        }


@QUICK_SETUP.action("ListQuickSetupTypes")
def list_quick_setup_types(call: Call) -> Mapping[str, Any]:
    """What can be set up here."""
    return {"QuickSetupTypeList": [{"Type": RESOURCE_EXPLORER, "LatestVersion": "1.0"}]}


@QUICK_SETUP.action("CreateConfigurationManager")
def create_configuration_manager(call: Call) -> Mapping[str, Any]:
    """Start to deploy to the members of the target OUs."""
    definition: Mapping[str, Any] = next(iter(call.entries("ConfigurationDefinitions")), {})
    if definition.get("Type") != RESOURCE_EXPLORER:
        raise AwsError("ValidationException", f"Configuration type {definition.get('Type')} is not supported.")
    organization = call.world.organization
    if organization is None or call.account != organization.management_account:
        raise AwsError("AccessDeniedException", "You must be the management account of an organization.", 403)
    arn = f"arn:{PARTITION}:ssm-quicksetup:{call.region}:{call.account}:configuration-manager/{new_uuid()}"
    manager = Manager(arn, call.text("Name"), definition, call.world.clock.now())
    call.world.quick_setups[arn] = manager
    call.world.clock.start(_deploy(call.world, manager))
    return {"ManagerArn": arn}


@QUICK_SETUP.action("GetConfigurationManager")
def get_configuration_manager(call: Call) -> Mapping[str, Any]:
    """One manager."""
    return _found(call).answer()


@QUICK_SETUP.action("ListConfigurationManagers")
def list_configuration_managers(call: Call) -> Mapping[str, Any]:
    """All managers of the region."""
    here = f":ssm-quicksetup:{call.region}:{call.account}:"
    found = [one.answer() for one in call.world.quick_setups.values() if here in one.arn]
    for one in found:
        one["ConfigurationDefinitionSummaries"] = [
            {"Id": definition["Id"], "Type": definition["Type"]} for definition in one.pop("ConfigurationDefinitions")
        ]
    return {"ConfigurationManagersList": found}


@QUICK_SETUP.action("DeleteConfigurationManager")
def delete_configuration_manager(call: Call) -> Mapping[str, Any]:
    """Take a manager away."""
    del call.world.quick_setups[_found(call).arn]
    return {}


def _found(call: Call) -> Manager:
    manager = call.world.quick_setups.get(call.text("ManagerArn"))
    if manager is None:
        raise AwsError("ResourceNotFoundException", "The configuration manager does not exist.", 404)
    return manager


def _deploy(world: "World", manager: Manager) -> Process:
    yield _SECONDS_PER_STEP
    manager.status = "DEPLOYING"
    yield _SECONDS_PER_STEP
    settings = manager.definition.get("Parameters") or {}
    regions = [one for one in str(settings.get("TargetRegions", "")).split(",") if one]
    aggregator = str(settings.get("SelectedAggregatorRegion", ""))
    organization = world.organization
    units = [one for one in str(settings.get("TargetOrganizationalUnits", "")).split(",") if one]
    for unit in units:
        for account in organization.accounts_below(unit) if organization and unit in organization.units else ():
            if account.state == "ACTIVE" and account.account_id != world.management_account:
                _spread(world.explorer, account.account_id, regions, aggregator)
    yield _SECONDS_PER_STEP
    manager.status = "SUCCEEDED"


def _spread(explorer: Explorer, account: str, regions: list[str], aggregator: str) -> None:
    for region in dict.fromkeys([*regions, aggregator]):
        if region and (account, region) not in explorer.indexes:
            explorer.create(account, region)
    # An aggregator that a member has already is replaced, without the day's pause (R43).
    for index in explorer.of(account):
        if aggregator:
            index.kind = AGGREGATOR if index.region == aggregator else LOCAL
