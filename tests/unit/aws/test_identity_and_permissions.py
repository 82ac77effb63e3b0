import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from botocore.stub import Stubber

from wizard.aws import identity, permissions, regions, roles, trusted_access
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, NotAwsReply, NotFound
from wizard.aws.permissions import Decision
from wizard.aws.regions import RegionStatus
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.profile import Caller, CallerKind

Stub = Callable[[str], Stubber]
AT = datetime(2026, 1, 2, tzinfo=UTC)
TRUST = {"Version": "2012-10-17", "Statement": []}
ROLE: dict[str, Any] = {
    "Path": "/team/",
    "RoleName": "R",
    "RoleId": "AROA1234567890123456",
    "Arn": "arn:aws:iam::111122223333:role/team/R",
    "CreateDate": AT,
    "AssumeRolePolicyDocument": json.dumps(TRUST),
    "Tags": [{"Key": "k", "Value": "v"}],
}


def caller(kind: CallerKind, name: str = "ada") -> Caller:
    arns = {
        CallerKind.ROOT: "arn:aws:iam::111122223333:root",
        CallerKind.USER: f"arn:aws:iam::111122223333:user/{name}",
        CallerKind.ROLE: f"arn:aws:sts::111122223333:assumed-role/{name}/session",
        CallerKind.FEDERATED: f"arn:aws:sts::111122223333:federated-user/{name}",
    }
    return Caller("111122223333", arns[kind], "aws", kind, name)


@pytest.mark.parametrize(
    ("arn", "who"),
    [
        ("arn:aws:iam::111122223333:root", ("aws", CallerKind.ROOT, "root")),
        ("arn:aws:iam::111122223333:user/ada", ("aws", CallerKind.USER, "ada")),
        ("arn:aws-cn:iam::111122223333:user/team/ada", ("aws-cn", CallerKind.USER, "ada")),
        ("arn:aws-us-gov:sts::111122223333:assumed-role/Admin/ada@x.org", ("aws-us-gov", CallerKind.ROLE, "Admin")),
        ("arn:aws:sts::111122223333:federated-user/bob", ("aws", CallerKind.FEDERATED, "bob")),
    ],
)
def test_who_is_calling(access: AwsAccess, stub: Stub, arn: str, who: tuple[str, CallerKind, str]) -> None:  # R4
    reply = {"Account": "111122223333", "UserId": "x" * 16, "Arn": arn}
    stub("sts").add_response("get_caller_identity", reply, {})
    found = asyncio.run(identity.caller(access))
    assert found == Caller("111122223333", arn, *who)


def test_an_answer_without_an_arn_is_not_aws(access: AwsAccess, stub: Stub) -> None:
    stub("sts").add_response("get_caller_identity", {"Account": "1", "UserId": "x" * 16, "Arn": "x" * 20}, {})
    with pytest.raises(NotAwsReply):
        asyncio.run(identity.caller(access))


def test_root_may_everything_and_nobody_is_asked(access: AwsAccess) -> None:  # R41
    asked = [(("iam:CreateRole", "iam:GetRole"), ("*",))]
    assert asyncio.run(permissions.simulate(access, caller(CallerKind.ROOT), asked)) == (
        Decision("iam:CreateRole", "*", allowed=True, reason=""),
        Decision("iam:GetRole", "*", allowed=True, reason=""),
    )


def test_session_is_simulated_as_its_role_with_path(access: AwsAccess, stub: Stub) -> None:  # R41
    stub("iam").add_response("get_role", {"Role": ROLE}, {"RoleName": "R"})
    result = {"EvalActionName": "iam:GetRole", "EvalResourceName": "*", "EvalDecision": "allowed"}
    stub("iam").add_response(
        "simulate_principal_policy",
        {"EvaluationResults": [result]},
        {
            "PolicySourceArn": "arn:aws:iam::111122223333:role/team/R",
            "ActionNames": ["iam:GetRole"],
            "ResourceArns": ["*"],
            "ContextEntries": [
                {
                    "ContextKeyName": "aws:RequestedRegion",
                    "ContextKeyType": "string",
                    "ContextKeyValues": ["us-east-1"],
                }
            ],
        },
    )
    asked = permissions.simulate(
        access,
        caller(CallerKind.ROLE, "R"),
        [(("iam:GetRole",), ("*",))],
        context={"aws:RequestedRegion": "us-east-1"},
    )
    assert asyncio.run(asked) == (Decision("iam:GetRole", "*", allowed=True, reason=""),)


@pytest.mark.parametrize(
    ("result", "allowed", "reason"),
    [
        ({"EvalDecision": "allowed"}, True, ""),
        ({"EvalDecision": "implicitDeny"}, False, "implicitDeny"),
        ({"EvalDecision": "explicitDeny"}, False, "explicitDeny"),
        (
            {"EvalDecision": "implicitDeny", "OrganizationsDecisionDetail": {"AllowedByOrganizations": False}},
            False,
            "scp",
        ),
        (
            {
                "EvalDecision": "implicitDeny",
                "PermissionsBoundaryDecisionDetail": {"AllowedByPermissionsBoundary": False},
                "OrganizationsDecisionDetail": {"AllowedByOrganizations": True},
            },
            False,
            "boundary",
        ),
    ],
)
def test_reasons(access: AwsAccess, stub: Stub, result: dict[str, Any], allowed: bool, reason: str) -> None:
    full = {"EvalActionName": "iam:GetRole", "EvalResourceName": "*", **result}
    stub("iam").add_response("simulate_principal_policy", {"EvaluationResults": [full]})
    asked = permissions.simulate(access, caller(CallerKind.USER), [(("iam:GetRole",), ("*",))])
    assert asyncio.run(asked) == (Decision("iam:GetRole", "*", allowed=allowed, reason=reason),)


def test_several_resources_are_answered_one_by_one_and_in_pages(access: AwsAccess, stub: Stub) -> None:
    def result(action: str) -> dict[str, Any]:
        return {
            "EvalActionName": action,
            "EvalResourceName": "*",
            "EvalDecision": "implicitDeny",
            "ResourceSpecificResults": [
                {"EvalResourceName": "arn:a", "EvalResourceDecision": "allowed"},
                {"EvalResourceName": "arn:b", "EvalResourceDecision": "implicitDeny"},
            ],
        }

    source = {"PolicySourceArn": "arn:aws:iam::111122223333:user/ada"}
    sent = {**source, "ActionNames": ["iam:GetRole", "iam:TagRole"], "ResourceArns": ["arn:a", "arn:b"]}
    stubber = stub("iam")
    first = {"EvaluationResults": [result("iam:GetRole")], "IsTruncated": True, "Marker": "m"}
    stubber.add_response("simulate_principal_policy", first, sent)
    stubber.add_response(
        "simulate_principal_policy", {"EvaluationResults": [result("iam:TagRole")]}, {**sent, "Marker": "m"}
    )
    asked = [(("iam:GetRole", "iam:TagRole"), ("arn:a", "arn:b"))]
    found = asyncio.run(permissions.simulate(access, caller(CallerKind.USER), asked))
    assert [(one.action, one.resource, one.allowed) for one in found] == [
        ("iam:GetRole", "arn:a", True),
        ("iam:GetRole", "arn:b", False),
        ("iam:TagRole", "arn:a", True),
        ("iam:TagRole", "arn:b", False),
    ]


def test_who_cannot_be_simulated(access: AwsAccess) -> None:
    with pytest.raises(AwsError) as caught:
        asyncio.run(permissions.simulate(access, caller(CallerKind.FEDERATED), [(("iam:GetRole",), ("*",))]))
    assert caught.value.code == "CannotSimulate"


def test_role_is_found_with_its_trust_decoded(access: AwsAccess, stub: Stub) -> None:
    encoded = {**ROLE, "AssumeRolePolicyDocument": quote(json.dumps(TRUST))}
    stub("iam").add_response("get_role", {"Role": encoded}, {"RoleName": "R"})
    assert asyncio.run(roles.find(access, "R")) == roles.Role(
        arn="arn:aws:iam::111122223333:role/team/R",
        name="R",
        path="/team/",
        trust=TRUST,
        tags={"k": "v"},
        created_at=AT,
    )


def test_no_role_is_none_and_a_refusal_is_not(access: AwsAccess, stub: Stub) -> None:
    stub("iam").add_client_error("get_role", "NoSuchEntity", "not found", 404)
    stub("iam").add_client_error("get_role", "AccessDenied", "no", 403)
    assert asyncio.run(roles.find(access, "R")) is None
    with pytest.raises(AwsError) as caught:
        asyncio.run(roles.find(access, "R"))
    assert caught.value.access_denied


def test_policies_inline_and_attached(access: AwsAccess, stub: Stub) -> None:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:Get*", "Resource": "*"}]}
    arn = "arn:aws:iam::aws:policy/SecurityAudit"
    stubber = stub("iam")
    stubber.add_response(
        "list_role_policies", {"PolicyNames": ["a"], "IsTruncated": True, "Marker": "m"}, {"RoleName": "R"}
    )
    stubber.add_response("list_role_policies", {"PolicyNames": ["b"]}, {"RoleName": "R", "Marker": "m"})
    for name in ("a", "b"):
        reply = {"RoleName": "R", "PolicyName": name, "PolicyDocument": quote(json.dumps(document))}
        stubber.add_response("get_role_policy", reply, {"RoleName": "R", "PolicyName": name})
    attached = {"AttachedPolicies": [{"PolicyName": "SecurityAudit", "PolicyArn": arn}]}
    stubber.add_response("list_attached_role_policies", attached, {"RoleName": "R"})
    stubber.add_response("get_policy", {"Policy": {"DefaultVersionId": "v7"}}, {"PolicyArn": arn})
    stubber.add_response(
        "get_policy_version",
        {"PolicyVersion": {"Document": quote(json.dumps(document))}},
        {"PolicyArn": arn, "VersionId": "v7"},
    )
    assert asyncio.run(roles.policies(access, "R")) == (
        roles.RolePolicy("a", document, ""),
        roles.RolePolicy("b", document, ""),
        roles.RolePolicy("SecurityAudit", document, arn),
    )


def test_policies_of_no_role(access: AwsAccess, stub: Stub) -> None:
    stub("iam").add_client_error("list_role_policies", "NoSuchEntity", "not found", 404)
    with pytest.raises(NotFound):
        asyncio.run(roles.policies(access, "R"))


def test_trusted_access(access: AwsAccess, stub: Stub) -> None:  # R11
    stubber = stub("cloudformation")
    stubber.add_response("describe_organizations_access", {"Status": "DISABLED"}, {})
    stubber.add_response(
        "activate_organizations_access", {"ResponseMetadata": {"RequestId": "r", "HTTPStatusCode": 200}}, {}
    )
    stubber.add_response("describe_organizations_access", {"Status": "ENABLED"}, {"CallAs": "DELEGATED_ADMIN"})
    assert asyncio.run(trusted_access.state(access)) is TrustedAccess.DISABLED
    asyncio.run(trusted_access.activate(access))
    assert asyncio.run(trusted_access.state(access.acting_as("DELEGATED_ADMIN"))) is TrustedAccess.ENABLED


def test_regions(access: AwsAccess, stub: Stub) -> None:
    reply = {"RegionName": "af-south-1", "RegionOptStatus": "DISABLED"}
    stub("account").add_response("get_region_opt_status", reply, {"RegionName": "af-south-1"})
    assert asyncio.run(regions.opt_status(access, "af-south-1")) is RegionStatus.DISABLED
    known = asyncio.run(regions.known_regions("aws"))
    assert {"us-east-1", "eu-west-1", "af-south-1"} <= set(known)
    assert "cn-north-1" in asyncio.run(regions.known_regions("aws-cn"))
    assert "cn-north-1" not in known
