"""The desk of all runs: what begins, what it leaves in the list, and what else may be done with it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.operations.fakes import aws_error
from tests.unit.runner.works_bench import AUDIT, BUILD, EXPIRED, WorksBench, organization, request, set_status
from wizard.model.connection import Phase, Status, Way
from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import OperationState, Outcome, OutcomeKind, RunEnd, RunKind
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult
from wizard.model.targets import Selection
from wizard.store.store import Store

OURS = {"org-wizard:connection": "c-1"}
WithBench = Callable[[Callable[[WorksBench], Coroutine[Any, Any, None]]], None]


@asynccontextmanager
async def open_bench(path: Path) -> AsyncIterator[WorksBench]:
    store = await Store.open(path)
    bench = WorksBench(store, path)
    try:
        yield bench
    finally:
        await bench.works.close()
        await bench.workshop.runner.close()
        await store.close()


@pytest.fixture
def with_bench(run, tmp_path) -> WithBench:
    def do(job):
        async def whole():
            async with open_bench(tmp_path / "wizard.db") as bench:
                await job(bench)

        run(whole())

    return do


async def fail(job, context, progress):
    return Outcome(OutcomeKind.FIXABLE, RawFailure("denied", code="AccessDenied"))


async def expire(job, context, progress):
    return Outcome(OutcomeKind.NEEDS_SIGN_IN, EXPIRED.failure)


async def until_stopped(job, context, progress):
    while not context.journal.cancelled():
        await context.clock.sleep(1)
    return Outcome(OutcomeKind.CANCELLED)


async def refused(begin) -> str:
    with pytest.raises(WizardError) as caught:
        await begin
    return caught.value.failure.code


async def done(work):
    end = await work.wait()
    await work.settled()
    return end


def test_connecting_goes_over_the_same_desk(with_bench):
    async def report(job, context, progress):
        progress(AccountChanged(AccountResult(BUILD, "Build", AccountProgress.SUCCEEDED)))
        progress(AccountChanged(AccountResult(AUDIT, "Audit", AccountProgress.FAILED, RawFailure("denied"))))

    async def job(bench):
        bench.world.steps["accounts"] = report
        work = await bench.connecting.start(request())
        heard = []
        work.subscribe(lambda: heard.append(work.state.end))
        assert bench.works.of("c-1") is bench.connecting.attach("c-1") is work
        assert (await bench.row()).phase is Phase.CONNECTING
        assert (await done(work), heard[-1]) == (RunEnd.DONE, RunEnd.DONE)
        row = await bench.row()
        assert (row.phase, row.health.connected, row.health.total) == (Phase.PARTLY_CONNECTED, 1, 2)
        assert (row.status, row.status_at_aws) == (Status.UNKNOWN, True)
        assert row.role_arn == work.role_arn != ""
        assert [one.account_id for one in await bench.book.not_connected("c-1")] == [AUDIT]
        assert "ListRoots" not in [name for name, _ in bench.aws.calls]  # the wizard verifies the role itself
        assert set(bench.told) == {"c-1"}

    with_bench(job)


def test_the_list_hears_of_a_row_that_the_wizard_finished(with_bench):
    async def job(bench):
        await bench.connected()
        bench.told.clear()
        row = await bench.book.finish(request(), "arn:aws:iam::111111111111:role/Reader", verified=True)
        assert (bench.told, row.status) == (["c-1"], Status.ACTIVE)

    with_bench(job)


def test_a_run_that_nobody_watches_is_verified_at_its_end(with_bench):
    async def job(bench):
        await bench.connected()
        row = await bench.row()
        assert (row.phase, row.status, row.health.connected) == (Phase.CONNECTED, Status.ACTIVE, 2)

    with_bench(job)


@pytest.mark.parametrize(("step", "phase"), [(fail, Phase.FAILED), (expire, Phase.CONNECTING)])
def test_connecting_that_rests_before_its_end_says_so_in_the_list(with_bench, step, phase):
    async def job(bench):
        bench.world.steps["stack"] = step
        work = await bench.connecting.start(request())
        await done(work)
        assert (await bench.row()).phase is phase
        await work.go_on()
        assert await done(work) is RunEnd.DONE
        assert (await bench.row()).phase is Phase.CONNECTED

    with_bench(job)


def test_a_switch_shows_what_was_verified_and_not_what_was_asked(with_bench):
    async def job(bench):
        async def effective(job, context, progress):
            set_status(bench.aws, "Inactive", OURS)

        await bench.connected()
        bench.world.steps["switch-off"] = effective
        work = await bench.works.begin(RunKind.SWITCH_OFF, "c-1")
        assert await done(work) is RunEnd.DONE
        assert (await bench.row()).status is Status.INACTIVE
        assert work.state.accounts[BUILD].progress is AccountProgress.SUCCEEDED
        bench.world.made.clear()
        # This one says that it is done, and changes nothing.
        assert await done(await bench.works.begin(RunKind.SWITCH_ON, "c-1")) is RunEnd.DONE
        assert (await bench.row()).status is Status.INACTIVE

    with_bench(job)


def test_a_switch_whose_end_nobody_can_look_at_leaves_the_status_unknown_and_the_facts(with_bench):
    async def job(bench):
        await bench.connected()
        before = await bench.row()
        bench.world.steps["confirm-status"] = expire
        work = await bench.works.begin(RunKind.SWITCH_OFF, "c-1")
        bench.aws.answer("ListRoots", EXPIRED)
        assert await done(work) is RunEnd.PAUSED
        assert await bench.row() == replace(before, status=Status.UNKNOWN)
        await work.go_on()
        assert await done(work) is RunEnd.DONE
        assert await bench.row() == replace(before, status=Status.UNKNOWN)

    with_bench(job)


def test_a_switch_that_failed_is_put_back(with_bench):
    async def job(bench):
        await bench.connected()
        bench.world.steps["confirm-status"] = fail
        work = await bench.works.begin(RunKind.SWITCH_OFF, "c-1")
        assert await done(work) is RunEnd.FAILED
        assert (await bench.row()).status is Status.ACTIVE  # verified after the failure
        await work.put_back()
        assert work.undoing
        assert list(work.state.operations) == ["confirm-status", "switch-off"]
        assert await done(work) is RunEnd.DONE
        assert bench.world.asked[-2:] == ["undo confirm-status", "undo switch-off"]
        assert await bench.workshop.runner.unfinished() == ()
        await work.put_back()
        assert work.state.end is RunEnd.DONE  # there is nothing left to put back

    with_bench(job)


def test_only_a_switch_is_put_back(with_bench):
    async def job(bench):
        await bench.connected()
        bench.world.steps["retry-accounts"] = fail
        work = await bench.works.begin(RunKind.RETRY, "c-1")
        await done(work)
        assert await refused(work.put_back()) == "NothingToPutBack"

    with_bench(job)


def test_a_paused_switch_is_put_back_too(with_bench):
    async def job(bench):
        await bench.connected()
        bench.world.steps["confirm-status"] = expire
        work = await bench.works.begin(RunKind.SWITCH_OFF, "c-1")
        assert await done(work) is RunEnd.PAUSED
        await work.put_back()
        assert await done(work) is RunEnd.DONE

    with_bench(job)


def test_a_change_becomes_what_is_connected_when_it_is_done(with_bench):
    async def job(bench):
        await bench.connected()
        old = await bench.store.requests.find("c-1")
        new = replace(old, selection=Selection(frozenset({BUILD})), settings={**old.settings, "external-id": "fedcba"})
        bench.world.steps["apply-change"] = fail
        work = await bench.works.begin(RunKind.CHANGE, "c-1", new)
        await done(work)
        assert bench.world.contexts[-1].previous == old
        assert bench.world.contexts[-1].request == new
        assert (await bench.row()).selection == old.selection
        assert await bench.store.requests.find("c-1") == old
        await work.go_on()
        assert await done(work) is RunEnd.DONE
        row = await bench.row()
        assert (row.selection, row.settings) == (new.selection, new.settings)
        assert await bench.store.requests.find("c-1") == new
        assert await bench.store.requests.of_run(work.plan.run_id) is None

    with_bench(job)


def test_disconnecting_takes_the_row_away_when_aws_is_clean(with_bench):
    async def job(bench):
        await bench.connected()
        await bench.store.drafts.save("last", {"organization": {"connection_id": "c-1"}})
        await bench.store.drafts.save("other", {"organization": {"connection_id": "c-2"}})
        bench.world.steps["confirm-gone"] = fail
        work = await bench.works.begin(RunKind.DISCONNECT, "c-1")
        assert await done(work) is RunEnd.FAILED
        assert await bench.row() is not None
        await work.go_on()
        assert await done(work) is RunEnd.DONE
        assert await bench.row() is None
        assert await bench.store.requests.find("c-1") is None
        assert await bench.store.account_results.of("c-1") == ()
        assert await bench.store.drafts.load("last", dict[str, dict[str, str]]) is None
        assert await bench.store.drafts.load("other", dict[str, dict[str, str]]) is not None
        assert len(await bench.store.runs.of_connection("c-1")) == 2
        assert await bench.works.take_start_over("c-1") is None

    with_bench(job)


def test_starting_over_keeps_what_was_typed_until_it_is_taken(with_bench):
    async def job(bench):
        await bench.connected()
        work = await bench.works.begin(RunKind.START_OVER, "c-1")
        assert await done(work) is RunEnd.DONE
        assert await bench.row() is None
        after = await bench.killed()
        await after.works.restore()
        assert after.told == ["c-1"]
        for one in (after, bench):
            assert (await one.works.take_start_over("c-1")).settings == request().settings
            assert await one.works.take_start_over("c-1") is None
            assert await one.store.requests.to_start_over() == ()
        await after.store.close()

    with_bench(job)


def test_a_start_over_that_was_given_up_does_not_come_back(with_bench):
    async def job(bench):
        await bench.connected()
        bench.world.steps["remove-stack"] = fail
        await done(await bench.works.begin(RunKind.START_OVER, "c-1"))
        assert await done(await bench.works.begin(RunKind.DISCONNECT, "c-1")) is RunEnd.DONE
        assert await bench.store.requests.to_start_over() == ()

    with_bench(job)


def test_a_retry_works_on_the_accounts_as_they_are_now(with_bench):
    async def job(bench):
        await bench.connected()
        joined = {"Id": "555555555555", "Name": "New", "State": "ACTIVE"}
        everyone = bench.aws._answers["ListAccountsForParent"][0]["Accounts"]
        bench.aws.answer("ListAccountsForParent", {"Accounts": [*everyone, joined]})
        await done(await bench.works.begin(RunKind.RETRY, "c-1"))
        assert "555555555555" in bench.world.contexts[-1].request.targets.connected

    with_bench(job)


def test_the_profile_is_the_one_that_the_row_has_by_now(with_bench):
    async def job(bench):
        await bench.connected()
        await bench.store.connections.save(replace(await bench.row(), profile="other"))
        bench.factory.clouds["other"] = organization()
        await done(await bench.works.begin(RunKind.DISCONNECT, "c-1"))
        assert bench.world.contexts[-1].request.profile == "other"

    with_bench(job)


@pytest.mark.parametrize("connection_id", ["c-1", "c-2"])
def test_one_organization_never_has_two_runs(with_bench, connection_id):
    async def job(bench):
        await bench.connected()
        other = replace(await bench.row(), connection_id="c-2", provider_id="another")
        await bench.store.connections.save(other)
        bench.world.steps["settle-stack-sets"] = until_stopped
        work = await bench.works.begin(RunKind.DISCONNECT, "c-1")
        assert await refused(bench.works.begin(RunKind.START_OVER, connection_id)) == "RunInProgress"
        work.stop()
        assert await done(work) is RunEnd.STOPPED

    with_bench(job)


def test_two_presses_at_once_begin_one_run(with_bench):
    async def job(bench):
        await bench.connected()
        both = (bench.works.begin(RunKind.SWITCH_OFF, "c-1"), bench.works.begin(RunKind.DISCONNECT, "c-1"))
        first, second = await asyncio.gather(*both, return_exceptions=True)
        assert second.failure.code == "RunInProgress"
        assert await done(first) is RunEnd.DONE
        assert await bench.row() is not None

    with_bench(job)


def test_what_waits_for_a_sign_in_keeps_only_its_own_organization(with_bench):
    async def job(bench):
        await bench.connected()
        bench.factory.clouds["beta"] = organization("c-2", "r-cd34")
        await bench.connected(request("c-2", "beta", "r-cd34"))
        bench.world.steps["switch-off"] = expire
        paused = await bench.works.begin(RunKind.SWITCH_OFF, "c-1")
        assert await paused.wait() is RunEnd.PAUSED
        other = await bench.works.begin(RunKind.SWITCH_OFF, "c-2")
        assert await done(other) is RunEnd.DONE
        assert await refused(bench.works.begin(RunKind.DISCONNECT, "c-1")) == "RunInProgress"
        bench.works.put_aside("c-1")
        assert bench.works.of("c-1") is paused
        await paused.go_on()
        assert await done(paused) is RunEnd.DONE

    with_bench(job)


def test_stopping_a_paused_run_gives_its_organization_back(with_bench):
    async def job(bench):
        await bench.connected()
        bench.world.steps["switch-off"] = expire
        work = await bench.works.begin(RunKind.SWITCH_OFF, "c-1")
        await done(work)
        work.stop()
        assert await done(work) is RunEnd.STOPPED
        bench.works.put_aside("c-1")
        assert bench.works.of("c-1") is None
        assert await done(await bench.works.begin(RunKind.RETRY, "c-1")) is RunEnd.DONE
        assert await bench.workshop.runner.unfinished() == ()

    with_bench(job)


def test_a_new_run_takes_the_place_of_one_that_rests(with_bench):
    async def job(bench):
        await bench.connected()
        bench.world.steps["switch-off"] = fail
        await done(await bench.works.begin(RunKind.SWITCH_OFF, "c-1"))
        work = await bench.works.begin(RunKind.SWITCH_ON, "c-1")
        await done(work)
        assert bench.works.of("c-1") is work
        assert await bench.workshop.runner.unfinished() == ()

    with_bench(job)


def test_a_mend_is_done_first_and_then_the_run_goes_on(with_bench):
    async def job(bench):
        await bench.connected()
        bench.world.steps["retry-accounts"] = fail
        work = await bench.works.begin(RunKind.RETRY, "c-1")
        await done(work)
        bench.world.asked.clear()
        await work.mend("turn-on-trusted-access")
        assert await done(work) is RunEnd.DONE
        assert bench.world.asked == ["trusted-access", "retry-accounts", "accounts"]

    with_bench(job)


def test_a_mend_that_fails_leaves_the_run_at_rest(with_bench):
    async def job(bench):
        await bench.connected()
        bench.world.steps["retry-accounts"] = fail
        work = await bench.works.begin(RunKind.RETRY, "c-1")
        await done(work)
        bench.world.steps["trusted-access"] = fail
        assert await refused(work.mend("turn-on-trusted-access")) == "AccessDenied"
        assert work.state.end is RunEnd.FAILED

    with_bench(job)


def test_what_was_made_in_the_console_waits_for_a_sign_in(with_bench):
    async def job(bench):
        await bench.connected()
        await bench.store.connections.save(replace(await bench.row(), way=Way.CONSOLE, profile=""))
        for attempt in (bench.works.begin(RunKind.DISCONNECT, "c-1"), bench.book.check("c-1")):
            assert await refused(attempt) == "NotSignedIn"
        assert await refused(bench.works.begin(RunKind.DISCONNECT, "gone")) == "RowGone"

    with_bench(job)


def test_checking_keeps_the_accounts_and_the_name_of_the_organization_anew(with_bench):
    async def job(bench):
        await bench.connected()
        renamed = [{"Id": one, "Name": f"new {one}", "State": "ACTIVE"} for one in ("111111111111", BUILD, AUDIT)]
        bench.aws.answer("ListAccountsForParent", {"Accounts": renamed})
        row = await bench.book.check("c-1")
        assert row.identity.name == "new 111111111111"
        assert [one.name for one in await bench.store.account_results.of("c-1")] == [f"new {BUILD}", f"new {AUDIT}"]

    with_bench(job)


def test_only_the_profile_that_needs_a_sign_in_says_so(with_bench):
    async def job(bench):
        await bench.connected()
        bench.factory.clouds["beta"] = organization("c-2", "r-cd34")
        await bench.connected(request("c-2", "beta", "r-cd34"))
        bench.aws.answer("ListRoots", EXPIRED)
        first, second = await asyncio.gather(bench.book.check("c-1"), bench.book.check("c-2"), return_exceptions=True)
        assert first.failure.code == "ExpiredToken"
        assert second.status is Status.ACTIVE

    with_bench(job)


def test_a_profile_that_belongs_to_another_organization_changes_no_row(with_bench):
    async def job(bench):
        await bench.connected()
        before = await bench.row()
        bench.factory.clouds["acme"] = organization("c-1", "r-zz99")
        assert await refused(bench.book.check("c-1")) == "OtherOrganization"
        assert await bench.row() == before

    with_bench(job)


def test_a_check_that_took_long_does_not_bring_a_removed_row_back(with_bench):
    async def job(bench):
        await bench.connected()
        read = bench.aws.call

        async def remove_meanwhile(service, operation, /, **parameters):
            await bench.store.connections.remove("c-1")
            return await read(service, operation, **parameters)

        bench.aws.call = remove_meanwhile
        assert await refused(bench.book.check("c-1")) == "RowGone"
        assert await bench.row() is None

    with_bench(job)


def test_a_local_status_is_a_mark_in_the_list(with_bench):
    async def job(bench):
        await bench.connected()
        assert await refused(bench.book.set_local_status("c-1", Status.INACTIVE)) == "StatusIsAtAws"
        await bench.store.connections.save(replace(await bench.row(), status_at_aws=False))
        assert await refused(bench.works.begin(RunKind.SWITCH_OFF, "c-1")) == "StatusIsLocal"
        row = await bench.book.set_local_status("c-1", Status.INACTIVE)
        assert row.status is Status.INACTIVE is (await bench.row()).status

    with_bench(job)


def test_a_failure_of_the_first_look_keeps_everything_as_it_was(with_bench):
    async def job(bench):
        await bench.connected()
        before = await bench.row()
        bench.aws.answer("ListRoots", aws_error("AccessDenied"))
        assert await refused(bench.works.begin(RunKind.SWITCH_OFF, "c-1")) == "AccessDenied"
        assert (await bench.row(), bench.works.of("c-1"), bench.world.asked) == (before, None, [])
        assert await bench.workshop.runner.unfinished() == ()

    with_bench(job)


def test_closing_the_program_leaves_runs_to_go_on_with(with_bench):
    async def job(bench):
        await bench.connected()
        at_work = bench.world.hang_at("switch-off")
        work = await bench.works.begin(RunKind.SWITCH_OFF, "c-1")
        await at_work.wait()
        await bench.works.close()
        assert work.state.end is RunEnd.STOPPED
        after = await bench.killed()
        await after.works.restore()
        found = after.works.of("c-1")
        assert (found.interrupted, found.state.operations["switch-off"].state) == (True, OperationState.STOPPED)
        await after.works.close()
        await after.store.close()

    with_bench(job)


def test_ten_thousand_accounts_are_told_as_they_come_and_kept_once(with_bench):
    async def crowd(job, context, progress):
        for number in range(10_000):
            progress(AccountChanged(AccountResult(f"{number:012}", "", AccountProgress.SUCCEEDED)))

    async def job(bench):
        bench.world.steps["accounts"] = crowd
        work = await bench.connecting.start(request())
        heard = []
        end_of_it = work.subscribe(lambda: heard.append(1))
        assert await done(work) is RunEnd.DONE
        assert 10_000 <= len(heard) < 10_050
        assert (await bench.row()).health.connected == 10_000
        told = len(heard)
        end_of_it()
        work._tell()
        assert len(heard) == told

    with_bench(job)
