"""A connected organization is changed: other accounts, other settings; and back."""

from dataclasses import replace
from typing import Any

import pytest

from tests.embedded_aws import settled_stack
from tests.end_to_end.operations.bench import Bench, scenario
from tests.end_to_end.operations.conftest import Run
from wizard.model.connection import ConnectRequest
from wizard.model.failure import WizardError
from wizard.model.plan import FindingKind, Outcome, OutcomeKind
from wizard.model.planned_change import Action, Replacement
from wizard.model.progress import AccountProgress, ResourceChanged, Said
from wizard.model.targets import Selection
from wizard.operations.change_preview import ChangePreview
from wizard.operations.context import Context
from wizard.operations.registry import operation

STEPS = ("make-room", "apply-change", "accounts", "role")
STACK = "org-wizard-cloud-entitlements"
WATCHED, FILTERED = f"{STACK}-members", f"{STACK}-members-filtered"


def context(bench: Bench, previous: ConnectRequest, request: ConnectRequest, name: str) -> Context:
    return replace(bench.context(request, name), previous=previous)


async def change(bench: Bench, previous: ConnectRequest, request: ConnectRequest) -> dict[str, Outcome]:
    """Perform a run's operations as the runner does, with a new journal."""
    bench.journals.clear()
    bench.facts.clear()
    outcomes: dict[str, Outcome] = {}
    for name in STEPS:
        with_both, one = context(bench, previous, request, name), operation(name)
        finding = await one.look(with_both)
        assert finding.kind is not FindingKind.IN_THE_WAY, finding
        done = finding.kind is FindingKind.DONE
        outcomes[name] = Outcome.done() if done else await one.run(with_both, bench.take)
        if outcomes[name] != Outcome.done():
            break
    return outcomes


async def undo(bench: Bench, previous: ConnectRequest, request: ConnectRequest) -> None:
    """Undo as the runner does: the last operation first."""
    bench.journals.clear()
    for name in reversed(STEPS):
        outcome = await operation(name).undo(context(bench, previous, request, name), bench.take)
        assert outcome == Outcome.done()


def chosen(bench: Bench, *names: str, without: tuple[str, ...] = ()) -> Selection:
    def ids(given: tuple[str, ...]) -> frozenset[str]:
        tree = bench.tree
        found = {one.name: one.ou_id for one in tree.units.values()}
        return frozenset(found[name] if name in found else bench.account(name) for name in given)

    return Selection(ids(names), ids(without))


def instances(bench: Bench) -> dict[str, set[str]]:
    client, found = bench.embedded.client("cloudformation"), {}
    for one in client.list_stack_sets(Status="ACTIVE")["Summaries"]:
        name = one["StackSetName"]
        found[name] = {each["Account"] for each in client.list_stack_instances(StackSetName=name)["Summaries"]}
    return found


def stack(bench: Bench) -> dict[str, Any]:
    found: dict[str, Any] = bench.embedded.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
    return found


def updates(bench: Bench) -> int:
    events = bench.embedded.client("cloudformation").describe_stack_events(StackName=STACK)["StackEvents"]
    own = [one for one in events if one["LogicalResourceId"] == STACK]
    return sum(one["ResourceStatus"] == "UPDATE_IN_PROGRESS" for one in own)


def assert_roles(bench: Bench, request: ConnectRequest) -> None:
    assert bench.accounts_with_role() == request.targets.connected | {bench.tree.identity.management_account_id}


@pytest.mark.rule("R33")
def test_from_two_units_to_everything_without_one_account_and_back(run: Run, bench: Bench) -> None:
    some = bench.request(chosen(bench, "Security", "Workloads"))
    most = bench.request(chosen(bench, "Root", without=("Network", "Shop Production")))
    run(bench.connect(some))
    assert_roles(bench, some)
    assert set(run(change(bench, some, most)).values()) == {Outcome.done()}
    assert_roles(bench, most)
    in_both = set.intersection(*instances(bench).values())
    assert in_both == set()
    assert {one.progress for one in bench.accounts.values()} == {AccountProgress.SUCCEEDED, AccountProgress.SKIPPED}
    said = [one.message.key for one in bench.facts if isinstance(one, Said)]
    assert said.index("change.making-room") < said.index("change.applying")
    assert set(run(change(bench, most, some)).values()) == {Outcome.done()}
    assert_roles(bench, some)
    assert set(instances(bench)) == {WATCHED}


def test_an_account_taken_out_of_a_list_disturbs_no_other(run: Run, bench: Bench) -> None:
    two = bench.request(chosen(bench, "Acme Legacy", "Sandbox Anna"))
    one = bench.request(chosen(bench, "Sandbox Anna"))
    run(bench.connect(two))
    anna = bench.embedded.in_member(bench.account("Sandbox Anna"), "iam")
    before = anna.get_role(RoleName="CloudEntitlementsReadOnly")["Role"]["RoleId"]
    assert set(run(change(bench, two, one)).values()) == {Outcome.done()}
    assert_roles(bench, one)
    assert anna.get_role(RoleName="CloudEntitlementsReadOnly")["Role"]["RoleId"] == before
    assert updates(bench) == 1


def test_the_status_stays_off_and_the_principal_changes(run: Run, bench: Bench) -> None:
    request = bench.request(chosen(bench, "Sandbox"))
    run(bench.connect(request))
    client = bench.embedded.client("cloudformation")
    kept = [
        {"ParameterKey": one["ParameterKey"], "UsePreviousValue": True}
        for one in stack(bench)["Parameters"]
        if one["ParameterKey"] != "Status"
    ]
    off = {"ParameterKey": "Status", "ParameterValue": "Inactive"}
    client.update_stack(
        StackName=STACK, UsePreviousTemplate=True, Parameters=[*kept, off], Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    settled_stack(client, STACK)
    other = replace(request, settings={**request.settings, "trusted-principal": "999988887777"})
    assert set(run(change(bench, request, other)).values()) == {Outcome.done()}
    parameters = {one["ParameterKey"]: one["ParameterValue"] for one in stack(bench)["Parameters"]}
    assert (parameters["Status"], parameters["TrustedPrincipal"]) == ("Inactive", "999988887777")


@pytest.mark.rule("R20")
def test_stopped_in_the_middle_it_goes_on_and_nothing_is_done_twice(run: Run, bench: Bench) -> None:
    some = bench.request(chosen(bench, "Workloads"))
    fewer = bench.request(chosen(bench, "Workloads", without=("Shop Production",)))
    run(bench.connect(some))

    async def stopped() -> Outcome:
        bench.journals.clear()
        bench.facts.clear()
        there = context(bench, some, fewer, "make-room")

        def press_stop(fact: Any) -> None:
            if isinstance(fact, ResourceChanged):
                bench.journals["make-room"].stopped = True

        return await operation("make-room").run(there, press_stop)

    assert run(stopped()).kind is OutcomeKind.CANCELLED

    async def go_on() -> None:
        bench.journals["make-room"].stopped = False
        for name in STEPS:
            with_both, one = context(bench, some, fewer, name), operation(name)
            if (await one.look(with_both)).kind is FindingKind.NEEDED:
                assert await one.run(with_both, bench.take) == Outcome.done()

    run(go_on())
    assert_roles(bench, fewer)
    assert updates(bench) == 2


def test_undoing_brings_back_what_was_there(run: Run, bench: Bench) -> None:
    some = bench.request(chosen(bench, "Workloads", "Sandbox"))
    fewer = replace(
        bench.request(chosen(bench, "Workloads", without=("Shop Production",))),
        settings={**some.settings, "trusted-principal": "999988887777"},
    )
    run(bench.connect(some))
    run(change(bench, some, fewer))
    assert_roles(bench, fewer)
    run(undo(bench, some, fewer))
    assert_roles(bench, some)
    parameters = {one["ParameterKey"]: one["ParameterValue"] for one in stack(bench)["Parameters"]}
    assert parameters["TrustedPrincipal"] == some.settings["trusted-principal"]
    assert set(instances(bench)) == {WATCHED}


@scenario("role-name-taken")
@pytest.mark.rule("R18")
def test_a_name_that_is_taken_rolls_the_change_back_and_is_named(run: Run, bench: Bench) -> None:
    free = bench.request(chosen(bench, "Sandbox"))
    taken = free.settings["role-name"]
    settings = {**free.settings, "role-name": "FreeName"}
    begun = replace(free, settings=settings, names=bench.provider.connection_names(settings))
    run(bench.connect(begun))
    back = replace(begun, settings={**settings, "role-name": taken}, names=free.names)
    outcomes = run(change(bench, begun, back))
    assert outcomes["apply-change"].kind is OutcomeKind.FIXABLE
    failure = outcomes["apply-change"].failure
    assert failure is not None
    assert taken in failure.text
    assert stack(bench)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    # Tried again it is a new update, which ends the same way.
    again = run(operation("apply-change").run(context(bench, begun, back, "apply-change"), bench.take))
    assert again.kind is OutcomeKind.FIXABLE
    assert updates(bench) == 2
    run(undo(bench, begun, back))
    assert bench.accounts_with_role("FreeName") == begun.targets.connected | {bench.tree.identity.management_account_id}


@scenario("scp-denies-members")
def test_accounts_that_fail_undo_no_other(run: Run, bench: Bench) -> None:
    some = bench.request(chosen(bench, "Security"))
    everyone = bench.request()
    run(bench.connect(some))
    assert set(run(change(bench, some, everyone)).values()) == {Outcome.done()}
    failed = {account for account, one in bench.accounts.items() if one.progress is AccountProgress.FAILED}
    assert len(failed) == 3
    management = bench.tree.identity.management_account_id
    assert bench.accounts_with_role() == everyone.targets.connected - failed | {management}


def preview(bench: Bench) -> ChangePreview:
    return ChangePreview(bench.access, bench.provider, bench.template, ("CAPABILITY_NAMED_IAM",), bench.clock)


@pytest.mark.rule("R21")
def test_the_preview_tells_what_would_change_and_leaves_nothing_behind(run: Run, bench: Bench) -> None:
    request = bench.request(chosen(bench, "Sandbox"))
    run(bench.connect(request))
    client = bench.embedded.client("cloudformation")
    assert run(preview(bench).of(request)).changes == ()
    client.create_change_set(  # as a killed process leaves one
        StackName=STACK,
        ChangeSetName="org-wizard-preview-c-1",
        UsePreviousTemplate=True,
        Parameters=[
            {"ParameterKey": one["ParameterKey"], "UsePreviousValue": True} for one in stack(bench)["Parameters"]
        ],
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    settings = {**request.settings, "role-name": "Another"}
    selection = chosen(bench, "Sandbox", "Acme Legacy")
    other = replace(bench.request(selection), settings=settings, names=bench.provider.connection_names(settings))
    found = {one.logical_id: one for one in run(preview(bench).of(other)).changes}
    assert found["ManagementRole"].action is Action.MODIFY
    assert found["ManagementRole"].replacement is Replacement.YES
    assert found["MemberRoles"].replacement is Replacement.NO
    assert found["FilteredMemberRoles"].action is Action.ADD
    assert client.list_change_sets(StackName=STACK)["Summaries"] == []
    assert stack(bench)["StackStatus"] == "CREATE_COMPLETE"


def test_without_the_stack_the_preview_says_so_and_makes_none(run: Run, bench: Bench) -> None:
    with pytest.raises(WizardError) as caught:
        run(preview(bench).of(bench.request()))
    assert "does not exist" in caught.value.failure.text
    assert bench.embedded.client("cloudformation").list_stacks()["StackSummaries"] == []
