"""Whatever happens, and however often the process dies: what looking finds done is never run again."""

import asyncio
from collections import deque
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.runner.bench import Bench
from tests.unit.runner.fakes import failed, wizard_error
from wizard.model.plan import Outcome, OutcomeKind, RunEnd
from wizard.store.store import Store

KEYS = ("access", "stack", "check")
EVENTS = (
    "throttled",
    "time-out-after-it-was-made",
    "sign-in",
    "fixable",
    "stopped",
    "killed",
    "killed-after-it-was-made",
)


class Killed(BaseException):
    """The process is gone."""


def _step(bench, key, event):
    async def play(context, progress):
        if event.endswith("it-was-made"):
            bench.aws.made.add(key)
        if event.startswith("killed"):
            raise Killed
        if event.startswith("time-out"):
            raise wizard_error("auto")
        return {
            "throttled": failed(OutcomeKind.RETRYABLE),
            "sign-in": failed(OutcomeKind.NEEDS_SIGN_IN),
            "fixable": failed(OutcomeKind.FIXABLE),
            "stopped": Outcome(OutcomeKind.CANCELLED),
        }[event]

    return play


async def _live_through(path: Path, made: set[str], events: dict[str, list[str]]) -> Bench:
    store = await Store.open(path)
    try:
        bench = Bench(store)
        bench.aws.made.update(made)
        for operation in bench.operations:
            operation.script = deque(_step(bench, operation.key, one) for one in events[operation.key])
        handle = bench.start()
        while await _end_of(handle) is not RunEnd.DONE:
            bench.new_runner()
            handle = await bench.resume()
        return bench
    finally:
        await store.close()


async def _end_of(handle):
    try:
        return await handle.wait()
    except Killed:
        return None


@settings(max_examples=40, deadline=None)
@given(
    made=st.sets(st.sampled_from(KEYS)),
    events=st.fixed_dictionaries({key: st.lists(st.sampled_from(EVENTS), max_size=3) for key in KEYS}),
)
def test_nothing_is_run_twice(made, events):
    with TemporaryDirectory() as folder:
        bench = asyncio.run(_live_through(Path(folder) / "wizard.db", made, events))

    assert bench.aws.made == set(KEYS)
    for key in KEYS:
        runs = bench.aws.calls.count(f"run {key}")
        if key in made:
            assert runs == 0
        else:
            assert runs == _expected(events[key])


def _expected(events: list[str]) -> int:
    """One run for each event, until one made it; one more where none did."""
    for number, event in enumerate(events, start=1):
        if event.endswith("it-was-made"):
            return number
    return len(events) + 1
