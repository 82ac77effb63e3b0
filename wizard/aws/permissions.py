"""What the signed-in user may do, as IAM's policy simulator says (R41)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.aws.paging import pages
from wizard.model.failure import RawFailure
from wizard.model.profile import Caller, CallerKind


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one action on one resource is allowed.

    reason: empty where it is; else "implicitDeny" (no policy allows it), "explicitDeny" (a policy forbids it), "scp"
            (a policy of the organization does not let it through) or "boundary" (the permissions boundary does not)
    """

    action: str
    resource: str
    allowed: bool
    reason: str


async def simulate(
    access: AwsAccess,
    caller: Caller,
    statements: Sequence[tuple[Sequence[str], Sequence[str]]],
    *,
    context: Mapping[str, str] | None = None,
) -> tuple[Decision, ...]:
    """Ask what the caller may do, without doing it.

    statements: pairs of actions and the resources (ARNs, or "*") that they are wanted for
    context:    values of condition keys, e.g. {"aws:RequestedRegion": "eu-west-1"}

    The account's service control policies count too. The root user may do everything, and cannot be simulated.
    Raises AwsError where the caller may not ask, which does not mean that the actions are refused.
    """
    if caller.kind is CallerKind.ROOT:
        return tuple(
            Decision(action, resource, allowed=True, reason="")
            for actions, resources in statements
            for resource in resources
            for action in actions
        )
    source = await _policy_source(access, caller)
    entries = [
        {"ContextKeyName": key, "ContextKeyType": "string", "ContextKeyValues": [value]}
        for key, value in (context or {}).items()
    ]
    found: list[Decision] = []
    for actions, resources in statements:
        async for page in pages(
            access,
            "iam",
            "SimulatePrincipalPolicy",
            "EvaluationResults",
            PolicySourceArn=source,
            ActionNames=list(actions),
            ResourceArns=list(resources),
            **({"ContextEntries": entries} if entries else {}),
        ):
            found.extend(decision for result in page for decision in _decisions(result))
    return tuple(found)


async def _policy_source(access: AwsAccess, caller: Caller) -> str:
    """Give the ARN to simulate: a session's ARN lacks the path of its role, so the role is looked up (R41)."""
    if caller.kind is CallerKind.USER:
        return caller.arn
    if caller.kind is CallerKind.ROLE:
        return str((await access.call("iam", "GetRole", RoleName=caller.name))["Role"]["Arn"])
    raise AwsError(
        RawFailure(
            text=f"AWS cannot simulate the permissions of {caller.arn}, which is neither a user nor a role.",
            surface="policy simulation",
            service="iam",
            code="CannotSimulate",
            operation="SimulatePrincipalPolicy",
            account=caller.account_id,
        )
    )


def _decisions(result: Mapping[str, Any]) -> Iterator[Decision]:
    """Give one decision for each resource; only a question about several resources is answered one by one."""
    action = result["EvalActionName"]
    specific = result.get("ResourceSpecificResults", [])
    if not specific:
        yield _decision(action, result.get("EvalResourceName", "*"), result["EvalDecision"], result, result)
    for one in specific:
        yield _decision(action, one["EvalResourceName"], one["EvalResourceDecision"], one, result)


def _decision(
    action: str, resource: str, verdict: str, specific: Mapping[str, Any], result: Mapping[str, Any]
) -> Decision:
    organizations = result.get("OrganizationsDecisionDetail", {}).get("AllowedByOrganizations", True)
    boundary = specific.get("PermissionsBoundaryDecisionDetail", {}).get("AllowedByPermissionsBoundary", True)
    if verdict == "allowed":
        return Decision(action, resource, allowed=True, reason="")
    if not organizations:
        return Decision(action, resource, allowed=False, reason="scp")
    return Decision(action, resource, allowed=False, reason=verdict if boundary else "boundary")
