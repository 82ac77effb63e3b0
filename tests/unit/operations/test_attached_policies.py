"""Policies that a role of the person's own must have for what they chose."""

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_ROLE, FakeAws, FakeClock, aws_error
from wizard.aws.access import AwsAccess
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest
from wizard.operations.checks.registry import run_check
from wizard.operations.checks.subject import CheckSubject
from wizard.providers.definition import AttachedPolicy, ProviderDefinition
from wizard.providers.setting import Kind, Option, Setting, When

POLICY = "AmazonSSMManagedInstanceCore"
HERE, ELSEWHERE = (f"arn:aws:iam::{account}:role/connector" for account in ("111111111111", "999999999999"))
ATTACHED = {"AttachedPolicies": [{"PolicyName": POLICY, "PolicyArn": f"arn:aws:iam::aws:policy/{POLICY}"}]}
NONE: dict[str, Any] = {"AttachedPolicies": []}


@pytest.fixture
def subject(
    access: AwsAccess, aws: FakeAws, request_: ConnectRequest, provider: ProviderDefinition, clock: FakeClock
) -> CheckSubject:
    async def nobody(_provider_id: str, _root_id: str) -> None:
        return None

    aws.answer("ListRolePolicies", {"PolicyNames": []})
    needed = AttachedPolicy("connector-role", POLICY, When("types", "ec2"), "Sessions need it.")
    settings = (
        *provider.settings,
        Setting("connector-role", "Role", "Which."),
        Setting("types", "Types", "Which.", kind=Kind.CHOICES, options=(Option("ec2", "EC2"), Option("s3", "S3"))),
    )
    with_policy = replace(provider, settings=settings, attached_policies=(needed,))
    return CheckSubject(access, request_, with_policy, nobody, clock)


def look(run: Run, subject: CheckSubject, role: str, types: str) -> CheckResult:
    settings = {**subject.request.settings, "connector-role": role, "types": types}
    result = run(run_check("attached-policies", replace(subject, request=replace(subject.request, settings=settings))))
    assert isinstance(result, CheckResult)
    return result


CASES = (
    (HERE, "s3", None, CheckState.PASSED, "check.attached-policies.none-needed"),
    (HERE, "s3,ec2", ATTACHED, CheckState.PASSED, "check.attached-policies.all-there"),
    (HERE, "ec2", NONE, CheckState.WARNING, "check.attached-policies.missing"),
    (ELSEWHERE, "ec2", None, CheckState.WARNING, "check.attached-policies.elsewhere"),
    (HERE, "ec2", NO_ROLE, CheckState.WARNING, "check.attached-policies.no-role"),
    (HERE, "ec2", aws_error("AccessDenied", "not authorized"), CheckState.UNKNOWN, "check.could-not-check"),
)


@pytest.mark.parametrize("case", CASES, ids=[key.rpartition(".")[2] for *_, key in CASES])
def test_what_is_found_is_told_and_stops_nobody(run: Run, aws: FakeAws, subject: CheckSubject, case: Any) -> None:
    role, types, attached, state, key = case
    if attached is not None:
        aws.answer("ListAttachedRolePolicies", attached)
    result = look(run, subject, role, types)
    assert result.message is not None
    assert (result.state, result.message.key) == (state, key)
    assert state is not CheckState.WARNING or result.message.values["policy"] == POLICY
