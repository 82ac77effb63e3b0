import pytest

from tests.end_to_end.operations.bench import Bench, explain, scenario
from tests.end_to_end.operations.conftest import Run
from wizard.aws import trusted_access
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.failure import Diagnosis
from wizard.model.plan import FindingKind, Outcome, OutcomeKind
from wizard.model.progress import AccountProgress, Counted, ResourceChanged
from wizard.model.targets import Selection
from wizard.operations.registry import operation
from wizard.operations.role import find_role_arn


def resources(bench: Bench) -> list[tuple[str, str, str]]:
    return [(one.logical_id, one.status, one.reason) for one in bench.facts if isinstance(one, ResourceChanged)]


def with_progress(bench: Bench, progress: AccountProgress) -> set[str]:
    return {account for account, result in bench.accounts.items() if result.progress is progress}


def cause_of(diagnosis: Diagnosis | None) -> str:
    assert diagnosis is not None
    return diagnosis.cause


def test_the_whole_organization_is_connected(run: Run, bench: Bench) -> None:
    request = bench.request()
    outcomes = run(bench.connect(request))
    assert list(outcomes) == ["trusted-access", "stack", "accounts", "role"]
    assert set(outcomes.values()) == {Outcome.done()}
    management = bench.tree.identity.management_account_id
    assert bench.accounts_with_role() == request.targets.connected | {management}
    assert with_progress(bench, AccountProgress.SUCCEEDED) == request.targets.connected
    assert with_progress(bench, AccountProgress.SKIPPED) == request.targets.suspended
    total = len(request.targets.connected)
    assert [one for one in bench.facts if isinstance(one, Counted)][-1] == Counted(total, total, 0)
    arn = run(find_role_arn(bench.access, request, bench.provider))
    assert arn == f"arn:aws:iam::{management}:role/CloudEntitlementsReadOnly"


def test_accounts_and_resources_are_reported_while_the_stack_is_being_made(run: Run, bench: Bench) -> None:
    run(bench.connect(bench.request()))
    seen = resources(bench)
    assert len(seen) == len(set(seen)), "an event was reported twice"
    complete = next(
        place
        for place, one in enumerate(bench.facts)
        if isinstance(one, ResourceChanged) and (one.logical_id, one.status) == ("MemberRoles", "CREATE_COMPLETE")
    )
    before = [one for one in bench.facts[:complete] if isinstance(one, Counted)]
    assert len(before) > 1
    assert before[0].done == 0


@pytest.mark.rule("R26")
def test_two_units_without_an_inner_one_and_an_account_and_the_accounts_under_an_opened_parent(
    run: Run, bench: Bench
) -> None:
    chosen = frozenset({bench.unit("Workloads"), bench.unit("Security")})
    left_out = frozenset({bench.unit("Payments"), bench.account("Log Archive")})
    request = bench.request(Selection(chosen, left_out))
    assert set(run(bench.connect(request)).values()) == {Outcome.done()}
    expected = {
        bench.account(name)
        for name in (
            "Security Tooling",
            "Workloads Automation",
            "Shop Production",
            "Data Platform Production",
            "Shop Development",
            "Data Platform Development",
        )
    }
    assert request.targets.connected == expected
    assert bench.accounts_with_role() == expected | {bench.tree.identity.management_account_id}
    assert with_progress(bench, AccountProgress.SUCCEEDED) == expected


@pytest.mark.rule("R33")
@scenario("member-role-clash")
def test_three_accounts_fail_and_the_rest_is_connected(run: Run, bench: Bench) -> None:
    request = bench.request()
    assert set(run(bench.connect(request)).values()) == {Outcome.done()}
    names = ("Log Archive", "Data Platform Production", "Shop Development")
    assert with_progress(bench, AccountProgress.FAILED) == {bench.account(name) for name in names}
    assert with_progress(bench, AccountProgress.SUCCEEDED) == request.targets.connected - {
        bench.account(name) for name in names
    }
    failed = bench.accounts[bench.account("Log Archive")]
    assert failed.name == "Log Archive"
    assert failed.reason is not None
    assert "already exists" in failed.reason.text
    assert failed.reason.account == bench.account("Log Archive")
    assert {cause_of(bench.accounts[bench.account(name)].diagnosis) for name in names} == {"iam-role-name-taken"}
    assert [one for one in bench.facts if isinstance(one, Counted)][-1].failed == 3


@pytest.mark.rule("R36")
@scenario("scp-denies-members")
def test_accounts_under_a_policy_are_told_with_the_policys_words(run: Run, bench: Bench) -> None:
    assert set(run(bench.connect(bench.request())).values()) == {Outcome.done()}
    failed = with_progress(bench, AccountProgress.FAILED)
    assert failed == {bench.account(name) for name in ("Network", "Shop Production", "Sandbox Anna")}
    for account in failed:
        reason = bench.accounts[account].reason
        assert reason is not None
        assert "service control policy" in reason.text
        assert cause_of(bench.accounts[account].diagnosis) == "denied-by-scp"


@pytest.mark.rule("R29")
@scenario("member-suspended")
def test_suspended_accounts_are_skipped_and_are_no_failure(run: Run, bench: Bench) -> None:
    request = bench.request()
    assert set(run(bench.connect(request)).values()) == {Outcome.done()}
    skipped = {bench.account(name) for name in ("Network", "Data Platform Development", "Old Project")}
    assert with_progress(bench, AccountProgress.SKIPPED) == skipped
    assert with_progress(bench, AccountProgress.SUCCEEDED) == request.targets.connected
    assert with_progress(bench, AccountProgress.FAILED) == set()


@pytest.mark.rule("R18")
@scenario("role-name-taken")
def test_a_taken_role_name_is_the_cause_and_undo_leaves_what_is_not_ours(run: Run, bench: Bench) -> None:
    request = bench.request()
    outcomes = run(bench.connect(request))
    assert list(outcomes) == ["trusted-access", "stack"]
    assert outcomes["stack"].kind is OutcomeKind.FIXABLE
    failure = outcomes["stack"].failure
    assert failure is not None
    assert "already exists" in failure.text
    assert explain(failure).cause == "iam-role-name-taken"
    stack = operation("stack")
    context = bench.context(request, "stack")
    assert run(stack.look(context)).kind is FindingKind.IN_THE_WAY
    assert run(stack.undo(context, bench.facts.append)) == Outcome.done()
    assert run(stack.look(context)).kind is FindingKind.NEEDED
    assert bench.accounts_with_role() == {bench.tree.identity.management_account_id}, "the foreign role was touched"


@pytest.mark.rule("R31")
def test_undo_takes_everything_back_but_trusted_access(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    for name in reversed(bench.provider.operations):
        assert run(operation(name).undo(bench.context(request, name), bench.facts.append)) == Outcome.done()
    assert bench.accounts_with_role() == set()
    stacks = bench.embedded.client("cloudformation")
    assert stacks.describe_stacks()["Stacks"] == []
    assert stacks.list_stack_sets(Status="ACTIVE")["Summaries"] == []
    assert run(trusted_access.state(bench.access)) is TrustedAccess.ENABLED
    # The journal's tokens are used up by now; connecting again works all the same (R20).
    assert set(run(bench.connect(request)).values()) == {Outcome.done()}


@pytest.mark.rule("R44")
@scenario("throttled")
def test_throttling_slows_down_and_breaks_nothing(run: Run, bench: Bench) -> None:
    request = bench.request()
    assert set(run(bench.connect(request)).values()) == {Outcome.done()}
    assert with_progress(bench, AccountProgress.SUCCEEDED) == request.targets.connected


def test_a_run_that_was_stopped_goes_on_with_the_same_stack(run: Run, bench: Bench) -> None:
    request = bench.request()
    bench.stop_at = "ManagementRole"
    outcomes = run(bench.connect(request))
    assert outcomes["stack"].kind is OutcomeKind.CANCELLED
    bench.stop_at, bench.journals["stack"].stopped = "", False
    assert set(run(bench.connect(request)).values()) == {Outcome.done()}
    assert with_progress(bench, AccountProgress.SUCCEEDED) == request.targets.connected
    assert len(bench.embedded.client("cloudformation").describe_stacks()["Stacks"]) == 1


@pytest.mark.parametrize(
    ("before", "after"), [(["Security"], ["Security", "Sandbox"]), (["Security", "Sandbox"], ["Sandbox"])]
)
def test_another_choice_for_the_same_connection_updates_the_stack(
    run: Run, bench: Bench, before: list[str], after: list[str]
) -> None:
    first, second = (
        bench.request(Selection(frozenset(bench.unit(name) for name in names))) for names in (before, after)
    )
    run(bench.connect(first))
    bench.facts.clear()
    assert set(run(bench.connect(second)).values()) == {Outcome.done()}
    assert bench.accounts_with_role() == second.targets.connected | {bench.tree.identity.management_account_id}
    assert with_progress(bench, AccountProgress.SUCCEEDED) == bench.accounts.keys() == second.targets.connected
