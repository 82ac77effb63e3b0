"""The form of a pasted RoleARN: what it is where it is not a role's, in words of its own for each mistake."""

from dataclasses import dataclass

from wizard.model.check import CheckResult, CheckState
from wizard.model.identifiers import Arn, IdentifierKind, RoleArn, identifier_kind
from wizard.model.message import Message

FORM = "form"

_KINDS = {
    "user/": "role.is-user",
    "group/": "role.is-group",
    "policy/": "role.is-policy",
    "instance-profile/": "role.is-instance-profile",
}
_OTHER_IDENTIFIERS = {
    IdentifierKind.ROOT: "role.is-root-id",
    IdentifierKind.ORGANIZATION: "role.is-organization-id",
    IdentifierKind.ORGANIZATIONAL_UNIT: "role.is-ou-id",
    IdentifierKind.ACCOUNT: "role.is-account-id",
}


@dataclass(frozen=True, slots=True)
class ReadRoleArn:
    """A pasted text read: the role's ARN where it is one, and what is to be said about the text."""

    role: RoleArn | None
    result: CheckResult


def read_role_arn(text: str) -> ReadRoleArn:
    """Read a RoleARN (R2). White space around it, or line breaks inside it, are taken away and named."""
    bare = "".join(text.split())
    if not bare:
        return ReadRoleArn(None, CheckResult(FORM, CheckState.PROBLEM, Message("role.empty")))
    try:
        role = RoleArn.parse(bare)
    except ValueError:
        return ReadRoleArn(None, CheckResult(FORM, CheckState.PROBLEM, _what_it_is(bare)))
    key = "role.well-formed" if bare == text else "role.white-space-removed"
    return ReadRoleArn(role, CheckResult(FORM, CheckState.PASSED, Message(key, {"arn": bare})))


def _what_it_is(text: str) -> Message:
    values = {"text": text}
    try:
        arn = Arn.parse(text)
    except ValueError:
        return Message(_OTHER_IDENTIFIERS.get(identifier_kind(text), "role.not-an-arn"), values)
    if arn.service == "sts" and arn.rest.startswith("assumed-role/"):
        return Message("role.is-session", {**values, "role": arn.rest.split("/")[1]})
    if arn.service == "cloudformation":
        return Message("role.is-stack", values)
    if arn.service != "iam":
        return Message("role.other-service", {**values, "service": arn.service})
    if arn.rest == "root":
        return Message("role.is-root-user", values)
    kind = next((key for prefix, key in _KINDS.items() if arn.rest.startswith(prefix)), "role.not-a-role")
    return Message(kind, values)
