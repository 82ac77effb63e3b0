import json
from dataclasses import replace

import pytest

from tests.end_to_end.operations.bench import Bench, scenario
from tests.end_to_end.operations.conftest import Run
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest
from wizard.model.plan import Outcome
from wizard.operations.checks.registry import run_all
from wizard.operations.mends import mend_plan


def check_all(run: Run, bench: Bench, request: ConnectRequest) -> dict[str, CheckResult]:
    results = run(run_all(bench.subject(request), bench.provider.checks, lambda _: None))
    return {one.check: one for one in results}


def states(results: dict[str, CheckResult]) -> dict[str, str]:
    return {name: one.state.value for name, one in results.items() if one.state is not CheckState.PASSED}


def key_of(result: CheckResult) -> str:
    assert result.message is not None
    return result.message.key


@pytest.mark.rule("R11")
def test_only_trusted_access_is_missing_and_its_mend_puts_it_right(run: Run, bench: Bench) -> None:
    request = bench.request()
    results = check_all(run, bench, request)
    assert states(results) == {"trusted-access": "problem"}
    plan = mend_plan(results["trusted-access"].mend, request, "run-1")
    assert [run(bench.perform(request, name)) for name in plan.operations] == [Outcome.done()]
    assert states(check_all(run, bench, request)) == {}


def test_what_is_connected_is_known_again_by_its_tags(run: Run, bench: Bench) -> None:
    run(bench.connect(bench.request()))
    ours = check_all(run, bench, bench.request())
    assert states(ours) == {"stack-name": "warning", "stack-set-name": "warning", "role-name": "warning"}
    other = check_all(run, bench, bench.request(connection_id="c-2"))
    assert states(other) == dict.fromkeys(("stack-name", "stack-set-name", "role-name", "already-connected"), "problem")
    assert key_of(other["already-connected"]) == "check.already-connected.elsewhere"
    assert key_of(other["role-name"]) == "check.role-name.other-connection"


@scenario("stack-left-over")
@pytest.mark.rule("R17")
def test_a_stack_that_was_left_over_is_found(run: Run, bench: Bench) -> None:
    results = check_all(run, bench, bench.request())
    assert results["stack-name"].state is CheckState.PROBLEM
    assert key_of(results["stack-name"]) in ("check.stack-name.left-over", "check.stack-name.foreign-left-over")


@scenario("stackset-left-over")
def test_a_stack_set_that_was_left_over_is_found(run: Run, bench: Bench) -> None:
    assert check_all(run, bench, bench.request())["stack-set-name"].state is CheckState.PROBLEM


@scenario("role-name-taken")
@pytest.mark.rule("R40")
def test_a_taken_role_name_is_found(run: Run, bench: Bench) -> None:
    assert key_of(check_all(run, bench, bench.request())["role-name"]) == "check.role-name.foreign"


def as_user(bench: Bench, key: str, secret: str, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The same organization, seen by somebody else."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    return replace(bench, access=bench.opened_anew())


@pytest.mark.rule("R41")
def test_missing_permissions_are_listed_one_by_one(run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    iam = bench.embedded.client("iam")
    iam.create_user(UserName="reader")
    allowed = ["organizations:*", "iam:SimulatePrincipalPolicy", "cloudformation:Describe*"]
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": allowed, "Resource": "*"}]}
    iam.put_user_policy(UserName="reader", PolicyName="read", PolicyDocument=json.dumps(policy))
    key = iam.create_access_key(UserName="reader")["AccessKey"]
    reader = as_user(bench, key["AccessKeyId"], key["SecretAccessKey"], monkeypatch)
    result = check_all(run, reader, bench.request())["permissions"]
    assert (result.state, key_of(result)) == (CheckState.PROBLEM, "check.permissions.missing")
    actions = {line.split()[0] for line in result.details}
    assert {"cloudformation:CreateStack", "iam:CreateRole"} <= actions
    assert not actions & {"organizations:ListRoots", "cloudformation:DescribeStacks"}


@pytest.mark.rule("R41")
@scenario("missing-permissions")
def test_whoever_may_neither_simulate_nor_look_is_stopped(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports = bench.embedded.exports
    limited = as_user(bench, exports["LIMITED_ACCESS_KEY_ID"], exports["LIMITED_SECRET_ACCESS_KEY"], monkeypatch)
    result = check_all(run, limited, bench.request())["permissions"]
    assert (result.state, key_of(result)) == (CheckState.PROBLEM, "check.permissions.refused")


@pytest.mark.rule("R5")
def test_a_member_account_is_told_which_one_is_the_management_account(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports = bench.embedded.exports
    member = as_user(bench, exports["MEMBER_ACCESS_KEY_ID"], exports["MEMBER_SECRET_ACCESS_KEY"], monkeypatch)
    result = check_all(run, member, bench.request())["management-account"]
    assert (result.state, key_of(result)) == (CheckState.PROBLEM, "check.management-account.member")
