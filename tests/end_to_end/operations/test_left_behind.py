"""What AWS cannot delete is named, and a person can mend it or leave it behind, of use to nobody (R22, R29, R31)."""

import json
from typing import Any

import pytest

from tests.embedded_aws import until
from tests.end_to_end.operations.bench import Bench, explain, scenario
from tests.end_to_end.operations.disconnecting import (
    FOREIGN,
    ROLE,
    Disconnecting,
    attach_foreign_policy,
    iam_of,
    nobody_is_trusted,
    with_progress,
)
from wizard.model.identifiers import grouped_account_id
from wizard.model.plan import Outcome
from wizard.model.progress import AccountProgress


@pytest.mark.rule("R22")
@scenario("delete-stuck")
def test_a_foreign_policy_on_the_role_is_named_and_detaching_it_is_enough(
    bench: Bench, connected: Disconnecting
) -> None:
    iam: Any = bench.embedded.client("iam")
    (policy,) = until(lambda: iam.list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"])
    failure = connected.fails("remove-stack")
    management = bench.tree.identity.management_account_id
    diagnosis = explain(failure)
    assert diagnosis.cause == "delete-failed-role-has-policies"
    assert diagnosis.actions[0] == "leave-role"
    assert policy["PolicyName"] in diagnosis.explanation
    assert ROLE in diagnosis.explanation
    assert (failure.account, policy["PolicyArn"] in failure.text) == (management, True)
    iam.detach_role_policy(RoleName=ROLE, PolicyArn=policy["PolicyArn"])
    connected.ends()
    connected.is_gone()


@pytest.mark.rule("R22")
@scenario("delete-stuck")
def test_the_role_can_be_left_behind_with_nobody_trusted(bench: Bench, connected: Disconnecting) -> None:
    iam: Any = bench.embedded.client("iam")
    until(lambda: iam.list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"])
    connected.fails("remove-stack")
    assert connected.perform("leave-role") == Outcome.done()
    connected.ends()
    assert connected.stays == ["gone.left-role"]
    assert nobody_is_trusted(iam)
    assert bench.accounts_with_role() == {bench.tree.identity.management_account_id}
    assert connected.cloudformation.describe_stacks()["Stacks"] == []


@pytest.mark.rule("R31")
def test_accounts_that_cannot_be_cleared_are_named_each_and_mending_them_is_enough(
    bench: Bench, connected: Disconnecting
) -> None:
    attach_foreign_policy(bench, "Network", "Log Archive")
    failure = connected.fails("remove-stack")
    diagnosis = explain(failure)
    assert (diagnosis.cause, diagnosis.actions[0]) == ("stackset-not-empty", "leave-accounts")
    assert "Network" in failure.text
    assert "Log Archive" in failure.text
    stuck = {bench.account("Network"), bench.account("Log Archive")}
    assert with_progress(bench, AccountProgress.FAILED) == stuck
    reason = bench.accounts[bench.account("Network")].reason
    assert reason is not None
    assert explain(reason).cause == "delete-failed-role-has-policies"
    assert bench.accounts_with_role() == stuck | {bench.tree.identity.management_account_id}
    for account in ("Network", "Log Archive"):
        iam_of(bench, account).delete_role_policy(RoleName=ROLE, PolicyName=FOREIGN)
    connected.ends()
    connected.is_gone()


@pytest.mark.rule("R31")
def test_accounts_can_be_left_behind_with_nobody_trusted(bench: Bench, connected: Disconnecting) -> None:
    attach_foreign_policy(bench, "Network")
    connected.fails("remove-stack")
    assert connected.perform("leave-accounts") == Outcome.done()
    connected.ends()
    assert connected.stays == ["gone.left-accounts"]
    assert connected.said[-1].values["accounts"] == f"Network ({grouped_account_id(bench.account('Network'))})"
    assert nobody_is_trusted(iam_of(bench, "Network"))
    assert bench.accounts_with_role() == {bench.account("Network")}
    assert connected.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"] == []


def test_a_role_whose_account_does_not_let_us_in_is_told_to_be_trusted_still(
    bench: Bench, connected: Disconnecting
) -> None:
    attach_foreign_policy(bench, "Network")
    connected.fails("remove-stack")
    network = iam_of(bench, "Network")
    denied = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
        }
    )
    network.update_assume_role_policy(RoleName="OrganizationAccountAccessRole", PolicyDocument=denied)
    assert connected.perform("leave-accounts") == Outcome.done()
    connected.ends()
    assert connected.stays == ["gone.left-accounts", "gone.still-trusted"]
    assert not nobody_is_trusted(network)


@pytest.mark.rule("R29")
def test_an_account_suspended_since_is_let_go_and_told(bench: Bench, connected: Disconnecting) -> None:
    bench.embedded.client("organizations").close_account(AccountId=bench.account("Network"))
    connected.ends()
    letting_go = [one for one in connected.said if one.key == "stack-set.letting-go"]
    assert [grouped_account_id(bench.account("Network")) in one.values["accounts"] for one in letting_go] == [True]
    assert bench.accounts[bench.account("Network")].progress is AccountProgress.SKIPPED
    assert connected.stays == ["gone.let-go"]
    assert connected.said[-1].values["accounts"] == f"Network ({grouped_account_id(bench.account('Network'))})"
    assert connected.cloudformation.describe_stacks()["Stacks"] == []
    assert connected.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"] == []


@pytest.mark.rule("R28")
@scenario("member-delete-stuck")
def test_accounts_beyond_the_tolerance_of_a_deletion_are_left_behind_like_others(
    bench: Bench, connected: Disconnecting
) -> None:
    network = iam_of(bench, "Network")
    until(lambda: network.list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"])
    assert explain(connected.fails("remove-stack")).actions[0] == "leave-accounts"
    assert connected.perform("leave-accounts") == Outcome.done()
    connected.ends()
    assert connected.stays == ["gone.left-accounts"]
    assert bench.accounts_with_role() == {bench.account("Network"), bench.account("Log Archive")}
    assert nobody_is_trusted(network)
