from dataclasses import replace

import pytest

from tests.end_to_end.operations.bench import Bench, explain, scenario
from tests.end_to_end.operations.conftest import Run
from wizard.aws import organizations
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest, Phase, Status
from wizard.model.plan import Outcome
from wizard.model.targets import Selection
from wizard.operations.account_results import NO_LONGER_CHOSEN
from wizard.operations.inspection import Inspection, Inspector
from wizard.operations.role import find_role_arn
from wizard.operations.role_check import RoleCheck
from wizard.operations.role_expectations import expectations


async def verify(bench: Bench, request: ConnectRequest, text: str = "") -> list[CheckResult]:
    arn = text or await find_role_arn(bench.access, request, bench.provider)
    expected = await expectations(request, bench.provider, bench.template)
    check = RoleCheck(bench.access, bench.clock, explain, expected)
    return [one async for one in check.verify(arn) if one.state is not CheckState.RUNNING]


async def inspect(bench: Bench, request: ConnectRequest) -> Inspection:
    inspector = Inspector(bench.access, bench.provider, explain)
    tree = await organizations.read_tree(bench.access)
    return await inspector.inspect(bench.row(request), tree, bench.clock.now())


@pytest.mark.rule("R39")
def test_the_role_that_was_made_passes_every_check(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    assert {one.check: one.state.value for one in run(verify(bench, request))} == dict.fromkeys(
        ("form", "account", "exists", "trust", "permissions"), "passed"
    )


@pytest.mark.rule("R38")
@scenario("iam-slow")
def test_a_role_that_iam_shows_late_is_waited_for(run: Run, bench: Bench) -> None:
    request = bench.request()
    assert set(run(bench.connect(request)).values()) == {Outcome.done()}
    assert {one.state for one in run(verify(bench, request))} == {CheckState.PASSED}


@pytest.mark.rule("R39")
def test_a_trust_that_was_changed_by_hand_is_told(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    bench.embedded.client("iam").update_assume_role_policy(
        RoleName="CloudEntitlementsReadOnly",
        PolicyDocument='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": '
        f'{{"AWS": "arn:aws:iam::{bench.tree.identity.management_account_id}:root"}}, "Action": "sts:AssumeRole"}}]}}',
    )
    trust = next(one for one in run(verify(bench, request)) if one.check == "trust")
    assert trust.message is not None
    assert (trust.state, trust.message.key) == (CheckState.PROBLEM, "role.trusts-other-principal")
    found = run(inspect(bench, request))
    assert found.connection.health.problem == "inspect.trust-changed"


def test_a_connected_organization_is_healthy(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    row = run(inspect(bench, request)).connection
    assert (row.phase, row.status, row.health.problem) == (Phase.CONNECTED, Status.ACTIVE, "")
    assert row.health.connected == row.health.total == len(request.targets.connected)
    assert row.role_arn.endswith(":role/CloudEntitlementsReadOnly")


def test_an_account_that_is_no_longer_chosen_and_has_the_role_is_named_so(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    left_out = bench.account("Log Archive")
    root = bench.tree.identity.root_id
    found = run(inspect(bench, replace(request, selection=Selection(frozenset({root}), frozenset({left_out})))))
    assert found.left == (left_out,)
    codes = {one.account_id: one.reason.code for one in found.accounts if one.reason is not None}
    assert [account for account, code in codes.items() if code == NO_LONGER_CHOSEN] == [left_out]
    assert found.connection.health.problem == "inspect.accounts-left"


@scenario("scp-denies-members")
def test_a_partly_connected_organization_says_how_many_are_missing(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    found = run(inspect(bench, request))
    assert found.connection.phase is Phase.PARTLY_CONNECTED
    assert found.connection.health.total - found.connection.health.connected == 3
    assert found.connection.health.problem == "inspect.accounts-not-connected"
    assert (found.joined, found.left) == ((), ())


def test_a_stack_that_somebody_deleted_is_told(run: Run, bench: Bench) -> None:
    request = bench.request()
    found = run(inspect(bench, request))
    assert found.connection.phase is Phase.FAILED
    assert found.connection.health.problem == "inspect.stack-gone"
