"""The actions that the provider lists are enough for all that comes after connecting, and none is too many."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.end_to_end.operations.bench import Bench
from tests.end_to_end.operations.conftest import Run
from tests.end_to_end.operations.status import Forbidden, assumable, everywhere, perform_all
from tests.end_to_end.operations.test_verify import inspect
from wizard.aws.errors import AwsError
from wizard.model.check import CheckState
from wizard.model.connection import Status
from wizard.model.plan import Outcome, OutcomeKind, RunKind
from wizard.operations.checks.registry import run_check

_SIMULATE = {"Effect": "Allow", "Action": ["iam:SimulatePrincipalPolicy", "iam:GetUser"], "Resource": "*"}


def operator(bench: Bench, monkeypatch: pytest.MonkeyPatch, *, without: str = "") -> Bench:
    """The same organization, seen by a user who may do what the provider lists and nothing else."""
    names = bench.request().names
    account = bench.tree.identity.management_account_id
    statements = [
        {
            "Effect": "Allow",
            "Action": [one for one in needed.actions if one != without] or ["iam:ListAccountAliases"],
            "Resource": list(needed.arns(names, "aws", "us-east-1", account)),
        }
        for needed in bench.provider.needed_actions
    ]
    iam = bench.embedded.client("iam")
    iam.create_user(UserName="operator")
    policy = json.dumps({"Version": "2012-10-17", "Statement": [*statements, _SIMULATE]})
    iam.put_user_policy(UserName="operator", PolicyName="operator", PolicyDocument=policy)
    key = iam.create_access_key(UserName="operator")["AccessKey"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key["SecretAccessKey"])
    return replace(bench, access=bench.opened_anew())


@pytest.mark.rule("R41")
def test_they_are_enough_to_switch_to_try_again_to_check_and_to_disconnect(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = operator(bench, monkeypatch)
    request = there.request()
    refusing = bench.account("Network")
    assert set(run(there.connect(request)).values()) == {Outcome.done()}
    policy = Forbidden(bench, refusing)
    assert set(run(perform_all(there, request, RunKind.SWITCH_OFF)).values()) == {Outcome.done()}
    assert assumable(bench, request) == {refusing}
    policy.lift()
    assert set(run(perform_all(there, request, RunKind.RETRY)).values()) == {Outcome.done()}
    assert (assumable(bench, request), run(inspect(there, request)).connection.status) == (set(), Status.INACTIVE)
    assert set(run(perform_all(there, request, RunKind.SWITCH_ON)).values()) == {Outcome.done()}
    assert assumable(bench, request) == everywhere(bench, request)
    assert set(run(perform_all(there, request, RunKind.DISCONNECT)).values()) == {Outcome.done()}
    assert bench.accounts_with_role() == set()


@pytest.mark.rule("R41")
@pytest.mark.parametrize(
    "action", ["cloudformation:UpdateStack", "cloudformation:UpdateStackSet", "iam:UpdateAssumeRolePolicy"]
)
def test_without_one_of_them_one_connects_with_a_warning_and_cannot_switch(
    run: Run, bench: Bench, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    there = operator(bench, monkeypatch, without=action)
    request = there.request()
    result = run(run_check("permissions", there.subject(request)))
    assert (result.state, result.blocks) == (CheckState.WARNING, False)
    assert result.message is not None
    assert result.message.key == "check.permissions.missing-later"
    assert result.message.values["purposes"] == "switch the status off and on"
    assert {line.split()[0] for line in result.details} == {action}
    assert set(run(there.connect(request)).values()) == {Outcome.done()}
    with suppress(AwsError):
        assert run(perform_all(there, request, RunKind.SWITCH_OFF))["switch-off"].kind is OutcomeKind.FIXABLE
    assert assumable(bench, request) == everywhere(bench, request)
