import asyncio

import pytest

from tests.unit.runner.fakes import failed, states_of
from wizard.model.failure import WizardError
from wizard.model.plan import OperationState, Outcome, OutcomeKind, RunEnd
from wizard.store.runs import Direction

S = OperationState
SIGN_IN = failed(OutcomeKind.NEEDS_SIGN_IN, "The SSO session has expired")


def test_a_pause_goes_on_with_the_same_operation_after_looking(run, bench):
    bench.stack.script.append(SIGN_IN)

    async def work():
        handle = bench.start()
        paused = await handle.wait()
        handle.resume()
        return paused, await handle.wait()

    assert run(work()) == (RunEnd.PAUSED, RunEnd.DONE)
    assert bench.aws.calls == [
        *("look access", "run access", "look stack", "run stack"),
        *("look stack", "run stack", "look check", "run check"),
    ]


def test_a_pause_can_be_given_up(run, bench):
    bench.stack.script.append(SIGN_IN)

    async def work():
        handle = bench.start()
        await handle.wait()
        held = handle.active
        handle.stop()
        ended = await handle.wait()
        return held, ended, handle.active, (await bench.runner.unfinished())[0].ended

    assert run(work()) == (True, RunEnd.STOPPED, False, RunEnd.STOPPED)
    assert bench.facts[-1].state is S.STOPPED


def test_a_failure_that_was_mended_goes_on(run, bench):
    bench.stack.script.append(failed(OutcomeKind.FIXABLE))

    async def work():
        handle = bench.start()
        ended = await handle.wait()
        handle.resume()
        return ended, await handle.wait()

    assert run(work()) == (RunEnd.FAILED, RunEnd.DONE)
    assert bench.aws.calls.count("run access") == 1


def test_resuming_what_runs_or_is_done_does_nothing(run, bench):
    async def work():
        handle = bench.start()
        handle.resume()
        await handle.wait()
        handle.resume()
        return await handle.wait()

    assert run(work()) is RunEnd.DONE
    assert len(bench.aws.calls) == 6


def test_an_operation_sees_the_stop_and_nothing_more_is_begun(run, bench):
    async def poll(context, progress):
        while not context.journal.cancelled():  # noqa: ASYNC110 -- an operation polls just so
            await asyncio.sleep(0)
        return Outcome(OutcomeKind.CANCELLED)

    bench.stack.script.append(poll)

    async def work():
        handle = bench.start()
        polling = asyncio.Event()
        handle.listen(lambda fact: (fact.operation, fact.state) == ("stack", S.RUNNING) and polling.set())
        await polling.wait()
        handle.stop()
        ended = await handle.wait()
        handle.resume()
        return ended, await handle.wait()

    assert run(work()) == (RunEnd.STOPPED, RunEnd.DONE)
    assert states_of(bench.facts, "stack")[:4] == [S.WAITING, S.LOOKING, S.RUNNING, S.STOPPED]
    assert bench.aws.calls.count("look check") == 1


def test_nothing_is_run_after_a_stop_while_looking(run, bench):
    async def work():
        handle = bench.start()
        handle.listen(lambda fact: (fact.operation, fact.state) == ("stack", S.LOOKING) and handle.stop())
        return await handle.wait()

    assert run(work()) is RunEnd.STOPPED
    assert bench.aws.calls == ["look access", "run access", "look stack"]
    assert states_of(bench.facts, "stack") == [S.WAITING, S.LOOKING, S.STOPPED]


def test_an_operation_that_ends_well_in_spite_of_the_stop_is_done(run, bench):
    async def finish(context, progress):
        handle.stop()

    bench.stack.script.append(finish)

    async def work():
        nonlocal handle
        handle = bench.start()
        return await handle.wait()

    handle = None
    assert run(work()) is RunEnd.STOPPED
    assert states_of(bench.facts, "stack")[-1] is S.DONE
    assert states_of(bench.facts, "check") == [S.WAITING, S.STOPPED]


def test_the_end_of_the_program_is_written_as_stopped(run, bench):
    async def hang(context, progress):
        hanging.set()
        await asyncio.Event().wait()

    hanging = asyncio.Event()
    bench.stack.script.append(hang)

    async def work():
        handle = bench.start()
        await hanging.wait()
        await bench.runner.close()
        record = await bench.store.runs.find("run-1", Direction.FORWARD)
        bench.new_runner()
        resumed = await bench.resume()
        return handle.end, record.ended, record.states, await resumed.wait()

    end, ended, states, resumed = run(work())
    assert (end, ended, resumed) == (RunEnd.STOPPED, RunEnd.STOPPED, RunEnd.DONE)
    assert states == {"access": S.DONE, "stack": S.STOPPED}


def test_a_run_closed_before_it_began_leaves_the_organization_free(run, bench):
    async def work():
        handle = bench.start()
        await bench.runner.close()
        return handle.end, handle.active, await bench.start().wait()

    assert run(work()) == (RunEnd.STOPPED, False, RunEnd.DONE)


def test_who_waits_can_leave_without_stopping_the_run(run, bench):
    async def hang(context, progress):
        await go_on.wait()

    go_on = asyncio.Event()
    bench.stack.script.append(hang)

    async def work():
        handle = bench.start()
        waiter = asyncio.ensure_future(handle.wait())
        await asyncio.sleep(0)
        waiter.cancel()
        await asyncio.wait({waiter})
        go_on.set()
        return await handle.wait()

    assert run(work()) is RunEnd.DONE


def test_a_fresh_token_replaces_the_one_before(run, bench):
    seen = []

    async def renew(context, progress):
        journal = context.journal
        seen.extend([await journal.token("create"), await journal.fresh_token("create"), await journal.token("create")])

    bench.stack.script.append(renew)

    async def work():
        await bench.start().wait()

    run(work())
    assert seen[0] != seen[1] == seen[2]


def test_two_operations_do_not_share_a_step(run, bench):
    seen = []

    async def remember(context, progress):
        seen.append(await context.journal.token("create"))

    bench.access.script.append(remember)
    bench.stack.script.append(remember)

    async def work():
        await bench.start().wait()

    run(work())
    assert len(set(seen)) == 2


def test_a_run_under_way_is_not_offered_for_resuming(run, bench):
    bench.stack.script.append(SIGN_IN)

    async def work():
        await bench.start().wait()
        before = await bench.runner.unfinished()
        bench.new_runner()
        return before, await bench.runner.unfinished()

    before, after = run(work())
    assert before == ()
    assert [one.ended for one in after] == [RunEnd.PAUSED]


def test_an_abandoned_run_cannot_be_resumed(run, bench):
    bench.stack.script.append(failed(OutcomeKind.FIXABLE))

    async def work():
        await bench.start().wait()
        await bench.runner.abandon("run-1")
        await bench.resume()

    with pytest.raises(WizardError) as refused:
        run(work())
    assert refused.value.failure.code == "NothingToResume"
