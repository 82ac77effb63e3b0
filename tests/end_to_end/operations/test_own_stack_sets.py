"""StackSets that belong to no stack: connected, changed, tried again, inspected and removed."""

from datetime import UTC, datetime

import pytest

from tests.end_to_end.operations.bench import Bench, explain, scenario
from tests.end_to_end.operations.conftest import Run
from tests.end_to_end.operations.own_stack_sets import OwnStackSets
from wizard.model.connection import Health, Phase
from wizard.model.plan import FindingKind, Outcome, RunKind
from wizard.model.progress import AccountProgress
from wizard.model.targets import Selection
from wizard.operations.inspection import Inspector
from wizard.operations.registry import operation

MEMBERS, FILTERED = "org-wizard-datadog-members", "org-wizard-datadog-members-filtered"


@pytest.mark.rule("R24", "R28", "R32")
def test_every_member_account_is_connected_at_once_and_nothing_is_made_twice(run: Run, bench: Bench) -> None:
    own = OwnStackSets(bench)
    request = own.request()
    assert run(own.perform(RunKind.CONNECT, request)) == Outcome.done()
    assert own.with_role() == set(request.targets.connected)
    made = own.described(MEMBERS)
    assert made["AutoDeployment"] == {"Enabled": True, "RetainStacksOnAccountRemoval": False}
    assert made["ManagedExecution"] == {"Active": True}
    assert made["Regions"] == ["us-east-1"]
    assert {one["Key"] for one in made["Tags"]} >= {"org-wizard:connection", "org-wizard:provider"}
    shown = {one["ParameterKey"]: one["ParameterValue"] for one in made["Parameters"]}
    assert (shown["DatadogApiKey"], shown["DatadogAppKey"], shown["DatadogSite"]) == ("****", "****", "datadoghq.eu")
    assert own.names() == {MEMBERS}
    for name in ("stack-sets", "accounts"):
        run(operation(name).run(own.context(request, name), bench.take))
    assert own.operations_of(MEMBERS) == ["CREATE"]
    look = run(operation("stack-sets").look(own.context(request, "stack-sets")))
    assert look.kind is FindingKind.DONE


@pytest.mark.rule("R26")
def test_where_something_is_left_out_a_second_stack_set_without_automatic_deployment_is_made(
    run: Run, bench: Bench
) -> None:
    own = OwnStackSets(bench)
    out = bench.account("Payments Production")
    request = own.request(Selection(frozenset({bench.tree.identity.root_id}), frozenset({out})))
    assert run(own.perform(RunKind.CONNECT, request)) == Outcome.done()
    assert own.names() == {MEMBERS, FILTERED}
    assert own.described(FILTERED)["AutoDeployment"] == {"Enabled": False}
    assert own.with_role() == set(request.targets.connected)
    assert out not in own.with_role()


@scenario("member-role-clash")
def test_one_accounts_failure_fails_no_other_and_is_tried_again_alone(run: Run, bench: Bench) -> None:
    own = OwnStackSets(bench)
    request = own.request(**{"role-name": "CloudEntitlementsReadOnly"})
    assert run(own.perform(RunKind.CONNECT, request)) == Outcome.done()
    failed = {account for account, one in bench.accounts.items() if one.progress is AccountProgress.FAILED}
    assert len(failed) == 3
    for account in failed:
        bench.embedded.in_member(account, "iam").delete_role(RoleName="CloudEntitlementsReadOnly")
    bench.journals.clear()
    assert run(own.perform(RunKind.RETRY, request)) == Outcome.done()
    assert {one.progress for one in bench.accounts.values()} <= {AccountProgress.SUCCEEDED, AccountProgress.SKIPPED}


def test_checking_again_tells_how_it_stands_and_what_is_gone(run: Run, bench: Bench) -> None:
    own = OwnStackSets(bench)
    request = own.request()
    run(own.perform(RunKind.CONNECT, request))
    inspector = Inspector(bench.access, bench.provider, explain)
    found = run(inspector.inspect(bench.row(request), bench.tree, datetime.now(UTC)))
    count = len(request.targets.connected)
    assert (found.connection.phase, found.problems) == (Phase.CONNECTED, ())
    assert found.connection.health == Health(count, count)
    bench.journals.clear()
    assert run(own.perform(RunKind.DISCONNECT, request)) == Outcome.done()
    gone = run(inspector.inspect(bench.row(request), bench.tree, datetime.now(UTC)))
    assert gone.connection.phase is Phase.FAILED
    assert next(one.key for one in gone.problems) == "inspect.stack-set-gone"


@pytest.mark.rule("R31")
def test_disconnecting_removes_the_instances_and_then_the_stack_sets(run: Run, bench: Bench) -> None:
    own = OwnStackSets(bench)
    out = bench.account("Payments Production")
    request = own.request(Selection(frozenset({bench.tree.identity.root_id}), frozenset({out})))
    run(own.perform(RunKind.CONNECT, request))
    assert run(own.perform(RunKind.DISCONNECT, request)) == Outcome.done()
    assert own.names() == set()
    assert own.with_role() == set()


def test_somebody_elses_stack_set_of_that_name_is_in_the_way_and_left(run: Run, bench: Bench) -> None:
    own = OwnStackSets(bench)
    request = own.request()
    run(operation("trusted-access").run(own.context(request, "trusted-access"), bench.take))
    own.cloudformation.create_stack_set(
        StackSetName=MEMBERS,
        TemplateBody='{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}',
        PermissionModel="SERVICE_MANAGED",
        AutoDeployment={"Enabled": False},
    )
    look = run(operation("stack-sets").look(own.context(request, "stack-sets")))
    assert look.kind is FindingKind.IN_THE_WAY
    assert run(operation("stack-sets").undo(own.context(request, "stack-sets"), bench.take)) == Outcome.done()
    assert own.names() == {MEMBERS}


def test_a_killed_run_goes_on_where_it_was(run: Run, bench: Bench) -> None:
    own = OwnStackSets(bench)
    request = own.request()
    run(operation("trusted-access").run(own.context(request, "trusted-access"), bench.take))
    journal = own.context(request, "stack-sets").journal
    journal.stopped = True  # type: ignore[attr-defined]
    stopped = run(operation("stack-sets").run(own.context(request, "stack-sets"), bench.take))
    assert stopped.kind.value == "cancelled"
    journal.stopped = False  # type: ignore[attr-defined]
    assert run(own.perform(RunKind.CONNECT, request)) == Outcome.done()
    assert own.operations_of(MEMBERS) == ["CREATE"]
    assert own.with_role() == set(request.targets.connected)


@pytest.mark.rule("R25", "R26")
def test_a_change_takes_out_what_goes_and_connects_what_comes(run: Run, bench: Bench) -> None:
    own = OwnStackSets(bench)
    before = own.request()
    run(own.perform(RunKind.CONNECT, before))
    out = bench.account("Payments Production")
    after = own.request(Selection(frozenset({bench.tree.identity.root_id}), frozenset({out})))
    bench.journals.clear()
    assert run(own.perform(RunKind.CHANGE, after, before)) == Outcome.done()
    assert own.with_role() == set(after.targets.connected)
    bench.journals.clear()
    assert run(own.perform(RunKind.CHANGE, before, after)) == Outcome.done()
    assert own.with_role() == set(before.targets.connected)
    assert own.names() == {MEMBERS}


def test_a_change_of_settings_reaches_every_account(run: Run, bench: Bench) -> None:
    own = OwnStackSets(bench)
    before, after = own.request(), own.request(**{"no-resources": "true"})
    run(own.perform(RunKind.CONNECT, before))
    bench.journals.clear()
    assert run(own.perform(RunKind.CHANGE, after, before)) == Outcome.done()
    shown = {one["ParameterKey"]: one["ParameterValue"] for one in own.described(MEMBERS)["Parameters"]}
    assert shown["DisableResourceCollection"] == "true"
    assert own.operations_of(MEMBERS)[0] == "UPDATE"
