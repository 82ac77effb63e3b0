"""The process is killed after each single thing that it writes or does: nothing is lost, nothing is done twice."""

import asyncio
import copy
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.unit.runner.works_bench import BUILD, WorksBench, World, copy_as_it_is, request, set_status
from wizard.model.connection import Phase, Status
from wizard.model.failure import RawFailure
from wizard.model.plan import OperationState, Outcome, OutcomeKind, RunEnd, RunKind
from wizard.model.targets import Selection
from wizard.store.store import Store

NEW = replace(request(), selection=Selection(frozenset({BUILD})))
RUNS = {
    RunKind.CONNECT: ("trusted-access", "stack", "accounts", "role"),
    RunKind.SWITCH_OFF: ("switch-off", "confirm-status"),
    RunKind.CHANGE: ("make-room", "apply-change", "accounts", "role"),
    RunKind.RETRY: ("retry-accounts", "accounts"),
    RunKind.REPAIR: (
        "continue-rollback",
        "repair-trust",
        "make-room",
        "repair-scope",
        "retry-accounts",
        "accounts",
    ),
    RunKind.DISCONNECT: ("settle-stack-sets", "remove-stack", "remove-stack-sets", "confirm-gone"),
    RunKind.START_OVER: ("settle-stack-sets", "remove-stack", "remove-stack-sets", "confirm-gone"),
}


@dataclass(frozen=True)
class Moment:
    """What is on the disk and at AWS when the process is killed."""

    path: Path
    made: frozenset[tuple[str, str]]
    tokens: dict[str, set[str]]


class Camera:
    """Keeps every moment of a run."""

    def __init__(self, bench: WorksBench) -> None:
        self.moments: list[Moment] = []
        self._bench = bench
        self._write = bench.store.thread.run
        bench.store.thread.run = self._written
        bench.world.happened = self.keep

    async def _written(self, work, *args, **kwargs):
        result = await self._write(work, *args, **kwargs)
        self.keep()
        return result

    def keep(self) -> None:
        path = self._bench.path.with_name(f"moment-{len(self.moments)}.db")
        copy_as_it_is(self._bench.path, path)
        world = self._bench.world
        self.moments.append(Moment(path, frozenset(world.made), copy.deepcopy(world.tokens)))

    def stop(self) -> None:
        self._bench.store.thread.run = self._write
        self._bench.world.happened = lambda: None


async def whole_run(bench: WorksBench, kind: RunKind) -> list[Moment]:
    if kind is not RunKind.CONNECT:
        await bench.connected()
    if kind is RunKind.SWITCH_OFF:
        set_status(bench.aws, "Inactive", {"org-wizard:connection": "c-1"})
    camera = Camera(bench)
    leads_to = {RunKind.CHANGE: NEW, RunKind.CONNECT: request()}.get(kind)
    work = await bench.works.begin(kind, "c-1", leads_to)
    assert await work.wait() is RunEnd.DONE
    await work.settled()
    camera.stop()
    await bench.store.close()
    return camera.moments


async def go_on_after(moment: Moment, bench: WorksBench, kind: RunKind) -> WorksBench:
    """A new process: what it finds, the person goes on with; where nothing was begun yet, the person begins again."""
    world = World(made=set(moment.made), tokens=copy.deepcopy(moment.tokens))
    after = WorksBench(await Store.open(moment.path), moment.path, world, bench.factory, bench.clock)
    begun = await after.store.runs.of_connection("c-1")
    await after.works.restore()
    work = after.works.of("c-1")
    if work is not None:
        await work.go_on()
        assert await work.wait() is RunEnd.DONE
        await work.settled()
    elif not any(one.plan.kind is kind for one in begun):
        assert moment.made == frozenset()
        again = await after.works.begin(kind, "c-1", {RunKind.CHANGE: NEW, RunKind.CONNECT: request()}.get(kind))
        assert await again.wait() is RunEnd.DONE
        await again.settled()
    return after


async def is_as_it_should_be(after: WorksBench, kind: RunKind) -> None:
    assert await after.workshop.runner.unfinished() == ()
    assert {key for _, key in after.world.made} == set(RUNS[kind])
    assert [key for key, tokens in after.world.tokens.items() if len(tokens) != 1] == []
    row = await after.row()
    if kind in (RunKind.DISCONNECT, RunKind.START_OVER):
        assert row is None
        kept = await after.works.take_start_over("c-1")
        assert (kept is not None) is (kind is RunKind.START_OVER)
        return
    wanted = NEW if kind is RunKind.CHANGE else request()
    assert (row.selection, (await after.store.requests.find("c-1")).selection) == (wanted.selection, wanted.selection)
    assert row.status is (Status.INACTIVE if kind is RunKind.SWITCH_OFF else Status.ACTIVE)
    assert row.phase is Phase.CONNECTED


@pytest.mark.parametrize("kind", RUNS)
def test_killed_after_each_thing_it_writes_or_does(run, tmp_path, kind):
    async def job():
        bench = WorksBench(await Store.open(tmp_path / "wizard.db"), tmp_path / "wizard.db")
        moments = await whole_run(bench, kind)
        assert len(moments) > 3 * len(RUNS[kind])
        for moment in moments:
            after = await go_on_after(moment, bench, kind)
            await is_as_it_should_be(after, kind)
            await after.works.close()
            await after.store.close()

    run(job())


async def broken_off(bench: WorksBench, kind: RunKind, operation: str) -> WorksBench:
    """Kill the process while that operation is at work."""
    at_work = bench.world.hang_at(operation)
    await bench.works.begin(kind, "c-1")
    await at_work.wait()
    after = await bench.killed()
    await after.works.restore()
    await bench.works.close()
    return after


def with_two(run, tmp_path, job):
    async def whole():
        path = tmp_path / "wizard.db"
        bench = WorksBench(await Store.open(path), path)
        await bench.connected()
        after = await job(bench)
        for one in (after, bench):
            await one.works.close()
            await one.store.close()

    run(whole())


def test_what_is_found_says_where_it_stands_and_waits(run, tmp_path):
    async def job(bench):
        after = await broken_off(bench, RunKind.SWITCH_OFF, "confirm-status")
        work = after.works.of("c-1")
        assert (work.kind, work.interrupted, work.undoing, work.holds) == (RunKind.SWITCH_OFF, True, False, False)
        assert {row.operation: row.state for row in work.state.operations.values()} == {
            "switch-off": OperationState.DONE,
            "confirm-status": OperationState.STOPPED,
        }
        assert work.state.end is RunEnd.STOPPED
        assert set(work.state.accounts) == {"222222222222", "333333333333"}
        assert after.told == ["c-1"]
        return after

    with_two(run, tmp_path, job)


def test_a_run_that_was_killed_behind_its_last_operation_comes_to_its_end_by_itself(run, tmp_path):
    async def job(bench):
        looked = bench.aws.call
        at_work = asyncio.Event()

        async def hang(service, operation, /, **parameters):
            if bench.world.made and operation == "DescribeStacks":
                at_work.set()
                await asyncio.Event().wait()
            return await looked(service, operation, **parameters)

        work = await bench.works.begin(RunKind.RETRY, "c-1")
        bench.aws.call = hang
        await at_work.wait()
        after = await bench.killed()
        bench.aws.call = looked
        await after.works.restore()
        assert await after.works.of("c-1").wait() is RunEnd.DONE
        assert await after.workshop.runner.unfinished() == ()
        assert work.state.end is None
        return after

    with_two(run, tmp_path, job)


def test_a_switch_that_was_killed_can_be_put_back(run, tmp_path):
    async def job(bench):
        after = await broken_off(bench, RunKind.SWITCH_OFF, "confirm-status")
        work = after.works.of("c-1")
        await work.put_back()
        assert await work.wait() is RunEnd.DONE
        assert after.world.made == set()
        assert not work.interrupted
        return after

    with_two(run, tmp_path, job)


def test_a_failure_of_the_process_before_is_still_said(run, tmp_path):
    async def fail(job, context, progress):
        return Outcome(OutcomeKind.FIXABLE, RawFailure("denied"))

    async def job(bench):
        bench.world.steps["switch-off"] = fail
        work = await bench.works.begin(RunKind.SWITCH_OFF, "c-1")
        await work.wait()
        await work.settled()
        after = await bench.killed()
        await after.works.restore()
        found = after.works.of("c-1").state
        assert (found.end, found.failure.text) == (RunEnd.FAILED, "denied")
        after.works.put_aside("c-1")
        assert after.works.of("c-1") is None
        await after.works.close()
        assert await after.workshop.runner.unfinished() == ()
        return after

    with_two(run, tmp_path, job)


def test_only_the_newest_run_of_a_connection_counts(run, tmp_path):
    async def job(bench):
        between = await broken_off(bench, RunKind.SWITCH_OFF, "switch-off")
        first = between.works.of("c-1").plan.run_id
        between.clock.time += (between.clock.time - between.clock.time.replace(year=2025)) / 365
        between.works = type(between.works)(between.workshop)  # it never found the first one
        after = await broken_off(between, RunKind.RETRY, "retry-accounts")
        (left,) = await after.workshop.runner.unfinished()
        assert (left.plan.kind, left.plan.run_id == first) == (RunKind.RETRY, False)
        await between.store.close()
        return after

    with_two(run, tmp_path, job)


def test_a_run_without_a_row_and_a_mend_are_given_up(run, tmp_path):
    async def job(bench):
        after = await broken_off(bench, RunKind.SWITCH_OFF, "switch-off")
        await after.store.connections.remove("c-1")
        last = await after.killed()
        await last.works.restore()
        assert last.works.of("c-1") is None
        assert await last.workshop.runner.unfinished() == ()
        await after.store.close()
        return last

    with_two(run, tmp_path, job)
