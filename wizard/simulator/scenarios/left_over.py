"""What an earlier try has left: a stack, a StackSet."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.cloudformation.stack import Resource, Stack
from wizard.simulator.cloudformation.stack_sets.model import StackSet
from wizard.simulator.cloudformation.template.model import parse
from wizard.simulator.names import DEFAULT_REGION, ROLE_NAME, STACK_NAME, STACK_SET_NAME
from wizard.simulator.policies.principal import Principal
from wizard.simulator.world import World

_TEMPLATE = f"""AWSTemplateFormatVersion: "2010-09-09"
Description: An earlier try.
Resources:
  ManagementRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: {ROLE_NAME}
      AssumeRolePolicyDocument: {{}}
"""
_FAILED = "The following resource(s) failed to create: [MemberRoles]. Rollback requested by user."


def stack(world: World, wanted: Mapping[str, Any]) -> None:
    """A stack under the provider's name: `status`, `protected`."""
    account = world.management_account
    arn = f"arn:aws:iam::{account}:user/earlier-administrator"
    caller = Principal(account, arn, "AIDAEARLIERADMINISTRATOR", "root", "earlier-administrator")
    status = str(wanted["status"])
    found = Stack(account, DEFAULT_REGION, STACK_NAME, parse(_TEMPLATE), {}, caller, world.clock.now())
    found.description = found.template.description
    found.termination_protection = bool(wanted.get("protected"))
    found.begin("CREATE_STACK", "CreateStack", "")
    found.turn("CREATE_IN_PROGRESS", world.clock.now(), "User Initiated")
    if status == "ROLLBACK_COMPLETE":
        found.turn("ROLLBACK_IN_PROGRESS", world.clock.now(), _FAILED)
    else:
        role = world.iam.create_role(account, ROLE_NAME, '{"Version": "2012-10-17", "Statement": []}')
        resource = Resource("ManagementRole", "AWS::IAM::Role", ROLE_NAME, made=True)
        resource.attributes = {"Arn": role.arn, "RoleId": role.id}
        resource.properties = {"RoleName": ROLE_NAME, "AssumeRolePolicyDocument": {}}
        found.resources[resource.logical_id] = resource
        found.note(resource.logical_id, "CREATE_COMPLETE", world.clock.now())
    found.turn(status, world.clock.now())
    world.cloudformation.add(found)


def stack_set(world: World, wanted: Mapping[str, Any]) -> None:
    """A StackSet without instances under the provider's name: `description`."""
    found = StackSet(world.management_account, DEFAULT_REGION, STACK_SET_NAME, parse(_TEMPLATE))
    found.description = str(wanted.get("description", ""))
    found.auto_deployment = True
    world.stack_sets.create(found)
