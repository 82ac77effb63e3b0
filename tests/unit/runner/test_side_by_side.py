import asyncio
from dataclasses import replace

import pytest

from tests.unit.runner.fakes import FakeContext, FakeOperation, failed
from wizard.model.failure import WizardError
from wizard.model.plan import OutcomeKind, RunEnd


def _start(bench, lock, run_id, script=()):
    plan = replace(bench.plan, run_id=run_id, lock=lock, operations=("stack",))
    operation = FakeOperation("stack", bench.aws)
    operation.script.extend(script)
    return bench.runner.start(plan, (operation,), FakeContext, bench.facts.append)


def test_two_organizations_run_side_by_side(run, bench):
    """Each waits for the other: one after the other they would never end."""

    async def meet(context, progress):
        await barrier.wait()

    async def work():
        nonlocal barrier
        barrier = asyncio.Barrier(2)
        first, second = _start(bench, "r-aaaa", "run-a", [meet]), _start(bench, "r-bbbb", "run-b", [meet])
        active = len(bench.runner.active())
        return active, await asyncio.wait_for(asyncio.gather(first.wait(), second.wait()), 10)

    barrier = None
    assert run(work()) == (2, [RunEnd.DONE, RunEnd.DONE])


@pytest.mark.parametrize("run_id", ["run-a", "run-b"])
def test_a_second_run_in_the_same_organization_is_refused_with_a_sentence(run, bench, run_id):
    async def work():
        first = _start(bench, "r-aaaa", "run-a")
        with pytest.raises(WizardError, match="Wait until it is done, or stop it first") as refused:
            _start(bench, "r-aaaa", run_id)
        return refused.value.failure, await first.wait()

    failure, ended = run(work())
    assert (failure.surface, failure.code, ended) == ("runner", "RunInProgress", RunEnd.DONE)
    assert bench.aws.calls == ["look stack", "run stack"]


def test_undo_does_not_start_under_a_run(run, bench):
    async def work():
        handle = bench.start()
        with pytest.raises(WizardError, match="r-ab12"):
            bench.undo()
        return await handle.wait()

    assert run(work()) is RunEnd.DONE


def test_a_paused_run_keeps_its_organization(run, bench):
    async def work():
        first = _start(bench, "r-aaaa", "run-a", [failed(OutcomeKind.NEEDS_SIGN_IN)])
        await first.wait()
        with pytest.raises(WizardError):
            _start(bench, "r-aaaa", "run-b")
        first.stop()
        await first.wait()
        return await _start(bench, "r-aaaa", "run-b").wait()

    assert run(work()) is RunEnd.DONE


@pytest.mark.parametrize("kind", [OutcomeKind.DONE, OutcomeKind.FIXABLE, OutcomeKind.BUG, OutcomeKind.CANCELLED])
def test_a_run_that_ended_frees_its_organization(run, bench, kind):
    async def work():
        await _start(bench, "r-aaaa", "run-a", [failed(kind)]).wait()
        bench.aws.made.clear()
        return await _start(bench, "r-aaaa", "run-b").wait(), bench.runner.active()

    assert run(work()) == (RunEnd.DONE, ())


def test_a_failed_run_is_not_resumed_into_another_one(run, bench):
    async def work():
        first = _start(bench, "r-aaaa", "run-a", [failed(OutcomeKind.FIXABLE)])
        await first.wait()
        second = _start(bench, "r-aaaa", "run-b")
        with pytest.raises(WizardError):
            first.resume()
        return await second.wait(), first.end

    assert run(work()) == (RunEnd.DONE, RunEnd.FAILED)


def test_the_facts_of_a_run_reach_its_own_listener_alone(run, bench):
    async def work():
        other = []
        plan = replace(bench.plan, run_id="run-z", lock="r-zzzz", operations=("elsewhere",))
        handle = bench.runner.start(plan, (FakeOperation("elsewhere", bench.aws),), FakeContext, other.append)
        await asyncio.gather(bench.start().wait(), handle.wait())
        return {one.operation for one in other}

    assert run(work()) == {"elsewhere"}
    assert {one.operation for one in bench.facts} == {"access", "stack", "check"}
