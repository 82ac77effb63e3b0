import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.operations.cloud import ROLE_ARN, TRUST_NOBODY, role, trust
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_ROLE, START, FakeAws, FakeClock, aws_error, explain
from wizard.aws.access import AwsAccess
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest
from wizard.operations.role_check import ROLE_CHECKS, RoleCheck, RoleExpectations
from wizard.operations.role_expectations import expectations, promised_actions
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import ProviderDefinition

EXTERNAL_ID = "0123456789abcdef"
SERVICE = "arn:aws:iam::999999999999:root"
Verify = Callable[..., list[CheckResult]]


@pytest.fixture
def expected() -> RoleExpectations:
    return RoleExpectations(
        account_id="111111111111",
        partition="aws",
        role_name="CloudEntitlementsReadOnly",
        principal="999999999999",
        external_id=EXTERNAL_ID,
        actions=("iam:ListRoles", "organizations:ListAccounts"),
    )


@pytest.fixture
def right(aws: FakeAws) -> FakeAws:
    """A role that is as it should be; its account ID comes back as the ARN of the root, as IAM does."""
    aws.answer("GetRole", role(trust=trust(SERVICE, EXTERNAL_ID)))
    aws.answer("ListRolePolicies", {"PolicyNames": ["read"], "IsTruncated": False})
    aws.answer("GetRolePolicy", policy("iam:List*", "organizations:ListAccounts"))
    aws.answer("ListAttachedRolePolicies", {"AttachedPolicies": [], "IsTruncated": False})
    return aws


def policy(*actions: str) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return {"PolicyName": "read", "PolicyDocument": {"Statement": [statement]}}


@pytest.fixture
def verify(run: Run, access: AwsAccess, clock: FakeClock, expected: RoleExpectations) -> Verify:
    async def collect(text: str, wanted: RoleExpectations) -> list[CheckResult]:
        return [one async for one in RoleCheck(access, clock, explain, wanted).verify(text)]

    return lambda text=ROLE_ARN, wanted=expected: run(collect(text, wanted))


def final(results: list[CheckResult]) -> dict[str, tuple[str, str]]:
    return {
        one.check: (one.state.value, one.message.key if one.message else "")
        for one in results
        if one.state is not CheckState.RUNNING
    }


@pytest.mark.rule("R39")
def test_a_right_role_passes_every_check_in_order(right: FakeAws, verify: Verify) -> None:
    results = verify()
    assert final(results) == {
        "form": ("passed", "role.well-formed"),
        "account": ("passed", "role.right-account"),
        "exists": ("passed", "role.exists"),
        "trust": ("passed", "role.trust-right"),
        "permissions": ("passed", "role.permissions-right"),
    }
    assert tuple(dict.fromkeys(one.check for one in results)) == ROLE_CHECKS
    assert right.asked("GetRole")[0] == {"RoleName": "CloudEntitlementsReadOnly"}


@pytest.mark.parametrize(
    ("arn", "key"),
    [
        (ROLE_ARN.replace("111111111111", "222222222222"), "role.wrong-account"),
        (ROLE_ARN.replace("arn:aws:", "arn:aws-cn:"), "role.wrong-partition"),
    ],
)
def test_a_role_of_another_account_is_refused_before_aws_is_asked(
    aws: FakeAws, verify: Verify, arn: str, key: str
) -> None:
    assert final(verify(arn)) == {"form": ("passed", "role.well-formed"), "account": ("problem", key)}
    assert aws.calls == []


@pytest.mark.rule("R38")
def test_a_role_that_is_not_there_yet_is_asked_for_again_quietly(
    right: FakeAws, verify: Verify, clock: FakeClock
) -> None:
    right.answer("GetRole", NO_ROLE, NO_ROLE, NO_ROLE, role(trust=trust(SERVICE, EXTERNAL_ID)))
    assert final(verify())["exists"] == ("passed", "role.exists")
    assert clock.slept == [1, 2, 4]


@pytest.mark.rule("R38")
def test_patience_with_a_role_has_a_limit(right: FakeAws, verify: Verify, clock: FakeClock) -> None:
    right.answer("GetRole", NO_ROLE)
    assert final(verify())["exists"] == ("problem", "role.does-not-exist")
    assert 30 < sum(clock.slept) <= 60


def test_a_role_that_nobody_just_made_is_not_waited_for_long(right: FakeAws, verify: Verify, clock: FakeClock) -> None:
    right.answer("GetRole", NO_ROLE)
    assert final(verify(ROLE_ARN + "x"))["exists"] == ("problem", "role.does-not-exist")
    assert sum(clock.slept) <= 5


def test_the_path_of_the_arn_counts(right: FakeAws, verify: Verify, clock: FakeClock) -> None:
    arn = "arn:aws:iam::111111111111:role/team/CloudEntitlementsReadOnly"
    assert final(verify(arn))["exists"] == ("problem", "role.other-path")
    assert "trust" not in final(verify(arn))
    assert clock.slept == []


@pytest.mark.rule("R39")
@pytest.mark.parametrize(
    ("document", "key"),
    [
        (trust("arn:aws:iam::888888888888:root", EXTERNAL_ID), "role.trusts-other-principal"),
        (trust(SERVICE, "another"), "role.other-external-id"),
        (trust(SERVICE, None), "role.no-external-id"),
        (TRUST_NOBODY, "role.trusts-nobody"),
        ({"Statement": []}, "role.trusts-nobody"),
    ],
)
def test_a_wrong_trust_is_told_apart(
    right: FakeAws, verify: Verify, clock: FakeClock, document: dict[str, Any], key: str
) -> None:
    clock.moment = START.replace(hour=12)  # the role is three hours old: nothing settles any more
    right.answer("GetRole", role(trust=document))
    assert final(verify())["trust"] == ("problem", key)
    assert clock.slept == []


@pytest.mark.parametrize("principal", ["999999999999", SERVICE, ["arn:aws:iam::1:root", SERVICE]])
def test_the_principal_may_be_written_in_any_of_iams_ways(right: FakeAws, verify: Verify, principal: Any) -> None:
    right.answer("GetRole", role(trust=trust(principal, EXTERNAL_ID)))
    assert final(verify())["trust"] == ("passed", "role.trust-right")


@pytest.mark.rule("R38")
def test_a_new_roles_trust_may_still_settle(right: FakeAws, verify: Verify, clock: FakeClock) -> None:
    right.answer("GetRole", role(trust=TRUST_NOBODY), role(trust=TRUST_NOBODY), role(trust=trust(SERVICE, EXTERNAL_ID)))
    assert final(verify())["trust"] == ("passed", "role.trust-right")
    assert clock.slept == [1]


@pytest.mark.parametrize(
    ("document", "expected_key"),
    [(TRUST_NOBODY, "role.trust-taken-away"), (trust(SERVICE, EXTERNAL_ID), "role.still-trusted")],
)
def test_switched_off_means_that_nobody_is_trusted(
    right: FakeAws, verify: Verify, expected: RoleExpectations, document: dict[str, Any], expected_key: str
) -> None:
    right.answer("GetRole", role(trust=document))
    assert final(verify(ROLE_ARN, replace(expected, active=False)))["trust"][1] == expected_key


def test_missing_permissions_are_listed(right: FakeAws, verify: Verify) -> None:
    right.answer("GetRolePolicy", policy("iam:list*"))
    missing = [one for one in verify() if one.check == "permissions"][-1]
    assert missing.state is CheckState.PROBLEM
    assert missing.details == ("organizations:ListAccounts",)


def test_what_cannot_be_checked_stops_nobody(right: FakeAws, verify: Verify) -> None:
    right.answer("ListRolePolicies", aws_error("AccessDenied"))
    unknown = [one for one in verify() if one.check == "permissions"][-1]
    assert unknown.state is CheckState.UNKNOWN
    assert not unknown.blocks
    assert unknown.failure is not None


def test_expectations_come_from_the_request_and_our_template(
    run: Run, request_: ConnectRequest, provider: ProviderDefinition
) -> None:
    wanted = run(expectations(request_, provider, ProviderCatalogue().template_text("cloud-entitlements")))
    assert (wanted.account_id, wanted.principal, wanted.external_id) == ("111111111111", "999999999999", EXTERNAL_ID)
    assert {"iam:GetAccountAuthorizationDetails", "sso:ListInstances"} <= set(wanted.actions)


def test_only_roles_of_the_stack_itself_promise_anything() -> None:
    template = {
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {"Policies": [{"PolicyDocument": policy("s3:Get*")["PolicyDocument"]}]},
            },
            "Conditional": {"Type": "AWS::IAM::Role", "Properties": {"Policies": {"Fn::If": ["C", [], []]}}},
            "Other": {"Type": "AWS::S3::Bucket"},
        }
    }
    assert promised_actions(json.dumps(template)) == ("s3:Get*",)
