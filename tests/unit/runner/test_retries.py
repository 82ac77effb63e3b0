import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.runner.fakes import failed, states_of, wizard_error
from wizard.model.message import Message
from wizard.model.plan import OperationState, OutcomeKind, RunEnd
from wizard.runner.retries import RetryPolicy

S = OperationState
SLOW_DOWN = failed(OutcomeKind.RETRYABLE)


@pytest.mark.parametrize("step", [SLOW_DOWN, wizard_error("auto")])
def test_throttling_is_tried_again_quietly_after_looking(run, bench, step):
    """R44, R45: never shown as a failure, and never repeated without looking."""
    bench.stack.script.extend([step, step])

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.DONE
    assert bench.clock.slept == [1.0, 2.0]
    assert bench.aws.calls[2:8] == ["look stack", "run stack"] * 3
    assert states_of(bench.facts, "stack") == [
        S.WAITING,
        *(S.LOOKING, S.RUNNING, S.WAITING_TO_RETRY) * 2,
        *(S.LOOKING, S.RUNNING, S.DONE),
    ]


def test_looking_is_tried_again_too(run, bench):
    bench.stack.findings.append(wizard_error("auto"))

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.DONE
    assert bench.clock.slept == [1.0]


def test_the_wait_is_told_with_its_reason(run, bench):
    bench.stack.script.append(SLOW_DOWN)

    async def work():
        await bench.start().wait()

    run(work())
    (waiting,) = (one for one in bench.facts if getattr(one, "state", None) is S.WAITING_TO_RETRY)
    assert waiting.failure == SLOW_DOWN.failure
    assert waiting.message == Message("run.retry-in", {"seconds": "1", "attempt": "1", "limit": "3"})


def test_after_the_limit_the_failure_is_shown(run, bench):
    bench.stack.script.extend([SLOW_DOWN] * 4)

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.FAILED
    assert bench.clock.slept == [1.0, 2.0, 4.0]
    assert bench.facts[-1].failure == SLOW_DOWN.failure


def test_hours_of_good_work_are_not_ended_by_old_retries(run, bench):
    async def work_long_then_slow_down(context, progress):
        await bench.clock.sleep(3600)
        return SLOW_DOWN

    bench.stack.script.extend([work_long_then_slow_down] * 6)

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.DONE
    assert [one for one in bench.clock.slept if one < 3600] == [1.0] * 6


def test_stop_ends_the_wait_at_once(run, bench):
    bench.clock.held = True
    bench.stack.script.append(SLOW_DOWN)

    async def work():
        handle = bench.start()
        waiting = asyncio.Event()
        handle.listen(lambda fact: getattr(fact, "state", None) is S.WAITING_TO_RETRY and waiting.set())
        await waiting.wait()
        handle.stop()
        return await handle.wait()

    assert run(work()) is RunEnd.STOPPED
    assert bench.facts[-1].state is S.STOPPED


@given(st.integers(1, 40), st.floats(0, 1))
def test_a_wait_is_never_longer_than_the_ceiling_and_never_nothing(attempt, jitter):
    policy = RetryPolicy(first=1, ceiling=60, jitter=lambda: jitter)

    assert 0.5 <= policy.delay(attempt) <= 60


def test_two_runs_do_not_come_back_at_the_same_moment():
    early, late = RetryPolicy(jitter=lambda: 0.0), RetryPolicy(jitter=lambda: 1.0)

    assert (early.delay(3), late.delay(3)) == (2.0, 4.0)
