"""What runs of each kind leave in the list."""

from dataclasses import replace

import pytest

from tests.unit.runner.works_bench import (
    AUDIT,
    BUILD,
    EXPIRED,
    done,
    expire,
    fail,
    organization,
    refused,
    request,
    set_status,
)
from wizard.model.connection import Phase, Status
from wizard.model.failure import RawFailure
from wizard.model.plan import RunEnd, RunKind
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult
from wizard.model.targets import Selection

OURS = {"org-wizard:connection": "c-1"}


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
