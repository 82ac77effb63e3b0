"""May they? The verdict over identity policies, permissions boundary, session policy and SCPs, in AWS's wording."""

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.simulator.errors import AwsError
from wizard.simulator.policies.conditions import Context
from wizard.simulator.policies.documents import statements


@dataclass(frozen=True)
class Rules:
    """All policies that bear on one principal.

    `identity`: documents of its own, None for a principal that is not limited by any (root, AWS's services).
    `boundary`, `session`: a document or "". `service_control`: one list per level from the root to the account,
    each policy with its ARN; empty where SCPs do not bear (management account, no organization).
    """

    identity: tuple[str, ...] | None
    boundary: str = ""
    session: str = ""
    service_control: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True)
class Decision:
    """`outcome` in the words of the policy simulation; `why` ends AWS's sentence of refusal."""

    outcome: str
    why: str = ""
    by_organization: bool = True
    by_boundary: bool = True

    @property
    def allowed(self) -> bool:
        """Whether the action may be done."""
        return self.outcome == "allowed"


def decide(rules: Rules, action: str, resource: str, context: Context) -> Decision:
    """The verdict on one action on one resource."""
    refused = _by_service_control(rules, action, resource, context)
    if refused:
        return refused
    for name, document in (("identity-based policy", None), ("permissions boundary", rules.boundary)):
        documents = (rules.identity or ()) if document is None else ((document,) if document else ())
        if _verdict(documents, action, resource, context) == "deny":
            return Decision("explicitDeny", f"with an explicit deny in an {name}".replace("an perm", "a perm"))
    if rules.identity is not None and _verdict(rules.identity, action, resource, context) != "allow":
        return Decision("implicitDeny", f"because no identity-based policy allows the {action} action")
    if rules.boundary and _verdict((rules.boundary,), action, resource, context) != "allow":
        return Decision(
            "implicitDeny", f"because no permissions boundary allows the {action} action", by_boundary=False
        )
    if rules.session and _verdict((rules.session,), action, resource, context) != "allow":
        return Decision("implicitDeny", f"because no session policy allows the {action} action")
    return Decision("allowed")


def access_denied(code: str, arn: str, action: str, resource: str, decision: Decision) -> AwsError:
    """AWS's sentence of refusal."""
    return AwsError(
        code, f"User: {arn} is not authorized to perform: {action} on resource: {resource} {decision.why}", 403
    )


def _by_service_control(rules: Rules, action: str, resource: str, context: Context) -> Decision | None:
    for level in rules.service_control:
        for arn, document in level:
            if _verdict((document,), action, resource, context) == "deny":
                why = f"with an explicit deny in a service control policy: {arn}"
                return Decision("explicitDeny", why, by_organization=False)
        if _verdict((document for _, document in level), action, resource, context) != "allow":
            why = f"because no service control policy allows the {action} action"
            return Decision("implicitDeny", why, by_organization=False)
    return None


def _verdict(documents: Iterable[str], action: str, resource: str, context: Context) -> str:
    found = ""
    for document in documents:
        for statement in statements(document):
            if statement.applies(action, resource, context):
                if not statement.allow:
                    return "deny"
                found = "allow"
    return found
