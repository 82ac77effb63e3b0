"""StackSets themselves: create, update, describe, list, delete (R7, R12, R24 to R32)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.cloudformation.api.common import (
    check_stack_name,
    check_types,
    page,
    tag_list,
    tags_of,
    template_of,
    token_of,
)
from wizard.simulator.cloudformation.api.registry import CLOUDFORMATION
from wizard.simulator.cloudformation.stack_sets.checks import (
    owner_of,
    require_capabilities,
    require_deployable,
    require_service_managed,
)
from wizard.simulator.cloudformation.stack_sets.model import Place, StackSet
from wizard.simulator.cloudformation.stack_sets.service import Order
from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.cloudformation.template.parameters import given, settle, shown
from wizard.simulator.errors import validation_error


def find_stack_set(call: Call) -> StackSet:
    """The StackSet that a call names, of the account that it means. Raises StackSetNotFoundException."""
    owner = owner_of(call.world, call.principal, call.text("CallAs", "SELF"), call.region)
    return call.world.stack_sets.find(owner, call.region, call.required("StackSetName"))


@CLOUDFORMATION.action("CreateStackSet")
def create_stack_set(call: Call) -> Mapping[str, Any]:
    """A StackSet without instances."""
    name = call.required("StackSetName")
    check_stack_name(name)
    owner = owner_of(call.world, call.principal, call.text("CallAs", "SELF"), call.region)
    token = token_of(call)
    for there in call.world.stack_sets.of(owner, call.region):
        if token and (there.name, there.token, there.status) == (name, token, "ACTIVE"):
            return {"StackSetId": there.stack_set_id}
    if call.text("PermissionModel", "SELF_MANAGED") != "SERVICE_MANAGED":
        raise validation_error(
            "Account should have AWSCloudFormationStackSetAdministrationRole role with trust relationship to "
            "CloudFormation service."
        )
    require_service_managed(call.world, owner)
    automatic = call.parameters.get("AutoDeployment")
    if not isinstance(automatic, dict):
        raise validation_error("AutoDeployment is required when PermissionModel is SERVICE_MANAGED")
    template = template_of(call)
    require_deployable(template)
    check_types(call, template)
    stack_set = StackSet(owner, call.region, name, template, token=token)
    stack_set.parameters = settle(template, given(call.entries("Parameters"), None))
    stack_set.capabilities = [str(one) for one in call.entries("Capabilities")]
    require_capabilities(template, stack_set.capabilities)
    stack_set.tags, stack_set.description = tags_of(call.entries("Tags")), call.text("Description")
    _set_automatic(stack_set, automatic)
    stack_set.managed = _managed(call, stack_set)
    call.world.stack_sets.create(stack_set)
    return {"StackSetId": stack_set.stack_set_id}


@CLOUDFORMATION.action("UpdateStackSet")
def update_stack_set(call: Call) -> Mapping[str, Any]:
    """Change the StackSet and bring its instances, or the ones named, to it (R30)."""
    stack_set = find_stack_set(call)
    targets = call.parameters.get("DeploymentTargets")
    targets = targets if isinstance(targets, dict) else {}
    automatic = call.parameters.get("AutoDeployment")
    if targets and isinstance(automatic, dict):
        raise validation_error("AutoDeployment cannot be specified together with DeploymentTargets")
    template = template_of(call, stack_set.template)
    require_deployable(template)
    sent = "Parameters" in call.parameters
    parameters = settle(
        template, given(call.entries("Parameters"), stack_set.parameters) if sent else _kept(stack_set, template)
    )
    capabilities = [str(one) for one in call.entries("Capabilities")]
    if template is not stack_set.template:
        require_capabilities(template, capabilities)
    managed = _managed(call, stack_set)
    if managed != stack_set.managed and stack_set.running:
        raise validation_error("ManagedExecution cannot be changed while operations are running or queued")
    places = _places(call, stack_set, targets)
    preferences = call.parameters.get("OperationPreferences")
    order = Order(targets, [], preferences if isinstance(preferences, dict) else {}, call.text("OperationId"))
    operation = call.world.stack_sets.update(stack_set, places, order)
    stack_set.template, stack_set.parameters, stack_set.managed = template, parameters, managed
    if capabilities:
        stack_set.capabilities = capabilities
    if "Tags" in call.parameters:
        stack_set.tags = tags_of(call.entries("Tags"))
    if "Description" in call.parameters:
        stack_set.description = call.text("Description")
    if isinstance(automatic, dict):
        _set_automatic(stack_set, automatic)
    return {"OperationId": operation.operation_id}


@CLOUDFORMATION.action("DeleteStackSet")
def delete_stack_set(call: Call) -> Mapping[str, Any]:
    """Take an empty StackSet away (R31)."""
    call.world.stack_sets.delete(find_stack_set(call))
    return {}


@CLOUDFORMATION.action("DescribeStackSet")
def describe_stack_set(call: Call) -> Mapping[str, Any]:
    """One StackSet."""
    one = find_stack_set(call)
    return {
        "StackSet": {
            **_summary(one),
            "TemplateBody": one.template.body,
            "Parameters": shown(one.template, one.parameters),
            "Capabilities": one.capabilities,
            "Tags": tag_list(one.tags),
            "StackSetARN": one.arn,
            "OrganizationalUnitIds": one.units,
            "Regions": sorted({region for _, region in one.instances}),
            "StackSetDriftDetectionDetails": {"DriftStatus": "NOT_CHECKED"},
        }
    }


@CLOUDFORMATION.action("ListStackSets")
def list_stack_sets(call: Call) -> Mapping[str, Any]:
    """The StackSets of the account that the call means."""
    owner = owner_of(call.world, call.principal, call.text("CallAs", "SELF"), call.region)
    wanted = call.text("Status")
    found = [one for one in call.world.stack_sets.of(owner, call.region) if not wanted or one.status == wanted]
    return page(call, "Summaries", found, _summary)


def _summary(one: StackSet) -> dict[str, Any]:
    automatic = {"Enabled": one.auto_deployment}
    if one.auto_deployment:
        automatic["RetainStacksOnAccountRemoval"] = one.retain_on_removal
    return {
        "StackSetName": one.name,
        "StackSetId": one.stack_set_id,
        "Description": one.description or None,
        "Status": one.status,
        "AutoDeployment": automatic,
        "PermissionModel": one.permission_model,
        "ManagedExecution": {"Active": one.managed},
    }


def _kept(stack_set: StackSet, template: Template) -> dict[str, str]:
    return {name: value for name, value in stack_set.parameters.items() if name in template.parameters}


def _places(call: Call, stack_set: StackSet, targets: Mapping[str, Any]) -> list[Place] | None:
    if not targets:
        return None
    regions = [str(one) for one in call.entries("Regions")] or sorted({region for _, region in stack_set.instances})
    return call.world.stack_sets.matching(stack_set, targets, regions)


def _set_automatic(stack_set: StackSet, automatic: Mapping[str, Any]) -> None:
    stack_set.auto_deployment = str(automatic.get("Enabled")).lower() == "true"
    stack_set.retain_on_removal = str(automatic.get("RetainStacksOnAccountRemoval")).lower() == "true"


def _managed(call: Call, stack_set: StackSet) -> bool:
    execution = call.parameters.get("ManagedExecution")
    return str(execution.get("Active")).lower() == "true" if isinstance(execution, dict) else stack_set.managed
