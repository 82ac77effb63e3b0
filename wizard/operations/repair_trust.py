"""Repairs whom the role of the management account trusts, where somebody changed that at AWS (R39).

An update of the stack would not: CloudFormation changes nothing where the template and its parameters are as before.
"""

from collections.abc import Mapping
from typing import Any

from wizard.aws import roles, stacks
from wizard.aws.roles import Role
from wizard.aws.stacks import Stack
from wizard.model.failure import RawFailure
from wizard.model.identifiers import ACCOUNT_ID
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.failures import own_failure
from wizard.operations.ownership import Ownership, ownership, stack_ownership
from wizard.operations.parameters import setting_value
from wizard.operations.role_trust import trust_result

_SWITCHED_OFF: Mapping[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [
        {"Sid": "SwitchedOffByOrgWizard", "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    ],
}


class RepairTrust:
    """Sets the trust as the stack's status and the settings say. Only a role with this connection's tag is touched."""

    key = "repair-trust"

    async def look(self, context: Context) -> Finding:
        """Done where the trust is right, where there is no role, and where the service is trusted in another way."""
        role = await roles.find(context.access, context.request.names.role) if context.request.names.role else None
        stack = await stacks.describe(context.access, context.request.names.stack)
        if role is None or stack is None or not _principal(context) or _right(context, stack, role):
            return Finding(FindingKind.DONE)
        ours = stack_ownership(stack, context.request.connection_id) is Ownership.OURS
        if not ours or ownership(role.tags, context.request.connection_id) is not Ownership.OURS:
            return Finding(FindingKind.IN_THE_WAY, _foreign_role(context, role))
        return Finding(FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Put the right trust policy in the place of the one that is there."""
        stack = await stacks.describe(context.access, context.request.names.stack)
        progress(Said(Message("repair.trust", {"role": context.request.names.role})))
        wanted = _trust(context) if stack is not None and _active(context, stack) else _SWITCHED_OFF
        await roles.set_trust(context.access, context.request.names.role, wanted)
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Leave it: the trust is what was agreed to when the organization was connected."""
        del context, progress
        return Outcome.done()


def _principal(context: Context) -> str:
    return setting_value(context.request, context.provider, context.provider.trust.principal)


def _external_id(context: Context) -> str:
    return setting_value(context.request, context.provider, context.provider.trust.external_id)


def _active(context: Context, stack: Stack) -> bool:
    """Whether the stack's status is on; a template without one is always on."""
    status = context.provider.status
    return status is None or stack.parameters.get(status.parameter, status.active) == status.active


def _right(context: Context, stack: Stack, role: Role) -> bool:
    found = trust_result(
        role.trust,
        principal=_principal(context),
        external_id=_external_id(context),
        partition=context.request.partition,
        active=_active(context, stack),
    )
    return not found.blocks


def _trust(context: Context) -> dict[str, Any]:
    principal, external_id = _principal(context), _external_id(context)
    if ACCOUNT_ID.fullmatch(principal):
        principal = f"arn:{context.request.partition}:iam::{principal}:root"
    statement: dict[str, Any] = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}
    if external_id:
        statement["Condition"] = {"StringEquals": {"sts:ExternalId": external_id}}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _foreign_role(context: Context, role: Role) -> RawFailure:
    return own_failure(
        f"The trust of the role {role.arn} is not as it should be, and the role does not carry the tag of this "
        "connection, so it is left as it is. Set its trust in the AWS console under IAM › Roles, or start over.",
        "RoleNotOurs",
        account=context.request.identity.management_account_id,
        region=context.request.region,
    )
