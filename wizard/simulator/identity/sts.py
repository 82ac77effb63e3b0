"""STS: who am I, and taking on roles only where the trust policy and the external ID allow it (R4, R39)."""

import json
import re
from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Api, Call
from wizard.simulator.errors import AwsError
from wizard.simulator.identity.credentials import as_result, session_arn
from wizard.simulator.identity.trust import trusts
from wizard.simulator.names import PARTITION
from wizard.simulator.policies.decision import Decision
from wizard.simulator.policies.principal import Principal

STS = Api("sts")
_ROLE_ARN = re.compile(rf"arn:{PARTITION}:iam::(\d{{12}}):role/(?:.+/)?([\w+=,.@-]{{1,64}})")
_SHORTEST_SESSION = 900
_LONGEST_CHAINED_SESSION = 3600
_SESSION_NAME = re.compile(r"[\w+=,.@-]{2,64}")


@STS.action("GetCallerIdentity")
def get_caller_identity(call: Call) -> Mapping[str, Any]:
    """Who calls; needs no permission."""
    return {"Arn": call.principal.arn, "UserId": call.principal.user_id, "Account": call.account}


@STS.action("AssumeRole")
def assume_role(call: Call) -> Mapping[str, Any]:
    """Temporary credentials of a role. AWS gives the same refusal whether the role exists or not."""
    arn = call.required("RoleArn")
    name = call.required("RoleSessionName")
    found = _ROLE_ARN.fullmatch(arn)
    if not found:
        raise AwsError("ValidationError", f"{arn} is invalid")
    if not _SESSION_NAME.fullmatch(name):
        raise AwsError(
            "ValidationError",
            f"1 validation error detected: Value '{name}' at 'roleSessionName' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: [\w+=,.@-]*",
        )
    if call.principal.kind == "root":
        raise AwsError("AccessDenied", "Roles may not be assumed by root accounts.", 403)
    account = found[1]
    role = call.world.iam.find_role(account, found[2])
    context = {"sts:ExternalId": call.text("ExternalId")} if call.text("ExternalId") else {}
    if role is None or role.arn != arn or not call.world.settled(role.arn) or not _may(call, role, arn, context):
        raise AwsError(
            "AccessDenied",
            f"User: {call.principal.arn} is not authorized to perform: sts:AssumeRole on resource: {arn}",
            403,
        )
    seconds = _duration(call, role)
    policy = call.text("Policy")
    principal = Principal(
        account, session_arn(account, role.name, name), f"{role.id}:{name}", "role", _with_path(role), policy
    )
    session = call.world.credentials.issue(principal, seconds)
    return {
        "Credentials": as_result(session),
        "AssumedRoleUser": {"AssumedRoleId": principal.user_id, "Arn": principal.arn},
        "PackedPolicySize": 6 if policy else None,
    }


@STS.action("GetSessionToken")
def get_session_token(call: Call) -> Mapping[str, Any]:
    """Temporary credentials of the same user."""
    if call.principal.kind == "role":
        raise AwsError("AccessDenied", "Cannot call GetSessionToken with session credentials", 403)
    seconds = int(call.text("DurationSeconds", "43200"))
    mfa = bool(call.text("TokenCode"))
    world = call.world
    if mfa and call.text("TokenCode") != world.mfa_code:
        raise AwsError("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ", 403)
    who = call.principal
    principal = Principal(who.account, who.arn, who.user_id, who.kind, who.name, who.session_policy, mfa=mfa)
    return {"Credentials": as_result(world.credentials.issue(principal, seconds))}


@STS.action("GetAccessKeyInfo")
def get_access_key_info(call: Call) -> Mapping[str, Any]:
    """The account of an access key."""
    key = call.required("AccessKeyId")
    session = call.world.credentials.session(key)
    owner = call.world.iam.key_owner(key)
    if session is None and owner is None:
        raise AwsError("ValidationError", f"Access key {key} is not valid")
    return {"Account": session.principal.account if session else owner[0] if owner else ""}


def _may(call: Call, role: Any, arn: str, context: Mapping[str, str]) -> bool:
    principal = call.principal
    world = call.world
    keys: dict[str, str | list[str]] = {
        **world.authorization.context(principal, "sts:AssumeRole", call.region),
        **context,
    }
    serial, code = call.text("SerialNumber"), call.text("TokenCode")
    if serial or code:
        if code != world.mfa_code:
            raise AwsError(
                "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ", 403
            )
        keys["aws:MultiFactorAuthPresent"] = "true"
    trust = trusts(role.assume_role_policy_document, principal, "sts:AssumeRole", keys)
    if trust == "no":
        return False
    decision: Decision = world.authorization.decide(principal, "sts:AssumeRole", arn, call.region, keys)
    if decision.outcome == "explicitDeny" or not decision.by_organization:
        return False
    # Inside one account a trust policy that names the caller itself is enough; the account's name alone is not.
    return decision.allowed or (trust == "by name" and principal.account == role.account_id)


def _duration(call: Call, role: Any) -> int:
    seconds = int(call.text("DurationSeconds", "3600"))
    if seconds < _SHORTEST_SESSION:
        raise AwsError(
            "ValidationError",
            f"1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: "
            f"Member must have value greater than or equal to {_SHORTEST_SESSION}",
        )
    if seconds > int(role.max_session_duration or 3600):
        raise AwsError(
            "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        )
    if call.principal.kind == "role" and seconds > _LONGEST_CHAINED_SESSION:
        raise AwsError(
            "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        )
    return seconds


def _with_path(role: Any) -> str:
    return f"{role.path.strip('/')}/{role.name}".strip("/")


def trust_document(principals: Mapping[str, Any], **conditions: Any) -> str:
    """A trust policy that lets these principals take a role on."""
    statement: dict[str, Any] = {"Effect": "Allow", "Principal": principals, "Action": "sts:AssumeRole"}
    if conditions:
        statement["Condition"] = conditions
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
