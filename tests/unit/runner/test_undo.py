import asyncio

import pytest

from tests.unit.runner.fakes import failed, states_of, wizard_error
from wizard.model.plan import OperationState, OutcomeKind, RunEnd
from wizard.store.runs import Direction

S = OperationState


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture
def made(bench):
    bench.aws.made.update(bench.plan.operations)
    return bench


def test_undo_goes_backwards(run, made):
    async def work():
        return await made.undo().wait()

    assert run(work()) is RunEnd.DONE
    assert made.aws.calls == ["undo check", "undo stack", "undo access"]
    assert states_of(made.facts, "stack") == [S.WAITING, S.RUNNING, S.DONE]
    assert made.aws.made == set()


def test_undo_is_tried_again_and_stops_at_a_failure(run, made):
    made.check.undo_script.append(failed(OutcomeKind.RETRYABLE))
    made.stack.undo_script.append(wizard_error("after-fix"))

    async def work():
        return await made.undo().wait()

    assert run(work()) is RunEnd.FAILED
    assert made.aws.calls == ["undo check", "undo check", "undo stack"]
    assert made.aws.made == {"access", "stack"}


def test_what_is_gone_already_is_undone(run, made):
    """R19: a stack that does not exist is refused, and that is what was wanted."""

    async def gone_meanwhile(context, progress):
        made.aws.made.discard("stack")
        raise wizard_error("treat-as-done")

    made.stack.undo_script.append(gone_meanwhile)

    async def work():
        return await made.undo().wait()

    assert run(work()) is RunEnd.DONE


def test_what_is_still_there_is_not_undone_whatever_the_words(run, made):
    made.stack.undo_script.append(wizard_error("treat-as-done"))

    async def work():
        return await made.undo().wait()

    assert run(work()) is RunEnd.FAILED
    assert made.facts[-1].failure.text == "treat-as-done"


def test_undo_looks_nowhere_where_nothing_is_doubtful(run, made):
    async def work():
        await made.undo().wait()

    run(work())
    assert [one for one in made.aws.calls if one.startswith("look")] == []


def test_a_killed_undo_goes_on_as_an_undo(run, made):
    async def die(context, progress):
        raise Killed

    made.stack.undo_script.append(die)

    async def work():
        await made.start().wait()
        with pytest.raises(Killed):
            await made.undo().wait()
        made.new_runner()
        (record,) = await made.runner.unfinished()
        made.aws.calls.clear()
        handle = await made.resume()
        return record, handle.direction, await handle.wait(), await made.runner.unfinished()

    record, direction, ended, left = run(work())
    assert (record.direction, direction) == (Direction.UNDO, Direction.UNDO)
    assert (ended, left) == (RunEnd.DONE, ())
    assert made.aws.calls == ["undo stack", "undo access"]


def test_starting_over_makes_everything_again_with_other_tokens(run, bench):
    """R20: a token of a stack that was deleted is refused."""
    tokens = []

    async def remember(context, progress):
        tokens.append(await context.journal.token("create"))

    bench.stack.script.extend([remember, remember])

    async def work():
        ends = [await bench.start().wait(), await bench.undo().wait(), await bench.start().wait()]
        return ends, await bench.undo().wait()

    assert run(work()) == ([RunEnd.DONE] * 3, RunEnd.DONE)
    assert bench.aws.calls.count("run stack") == 2
    assert bench.aws.calls.count("undo stack") == 2
    assert len(set(tokens)) == 2


def test_the_notes_of_the_run_are_at_hand_for_the_undo(run, bench):
    noted = []

    async def keep(context, progress):
        await context.journal.note("create", "stack-id")

    async def read(context, progress):
        noted.append(await context.journal.noted("create"))

    bench.stack.script.append(keep)
    bench.stack.undo_script.append(read)

    async def work():
        await bench.start().wait()
        await bench.undo().wait()

    run(work())
    assert noted == ["stack-id"]


def test_undo_can_be_stopped(run, made):
    async def stop(context, progress):
        handles[0].stop()

    handles = []
    made.check.undo_script.append(stop)

    async def work():
        handles.append(made.undo())
        return await asyncio.wait_for(handles[0].wait(), 10)

    assert run(work()) is RunEnd.STOPPED
    assert made.aws.calls == ["undo check"]
