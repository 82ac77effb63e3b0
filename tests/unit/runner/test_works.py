"""The desk of all runs: what begins, what is refused, and what else may be done with a run."""

import asyncio
from dataclasses import replace

import pytest

from tests.unit.operations.fakes import aws_error
from tests.unit.runner.works_bench import (
    done,
    expire,
    fail,
    organization,
    refused,
    request,
    until_stopped,
)
from wizard.model.plan import OperationState, RunEnd, RunKind
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult


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
