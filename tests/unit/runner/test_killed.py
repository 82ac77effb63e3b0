import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.model.plan import OperationState, RunEnd
from wizard.store.store import Store

S = OperationState


class Killed(BaseException):
    """The process is gone: nothing is caught, nothing is written."""


async def _die(context, progress):
    raise Killed


async def _kill(handle):
    with pytest.raises(Killed):
        await handle.wait()


def test_a_killed_run_goes_on_from_its_first_unfinished_operation(run, bench):
    bench.stack.script.append(_die)

    async def work():
        await _kill(bench.start())
        bench.new_runner()
        (record,) = await bench.runner.unfinished()
        bench.aws.calls.clear()
        return record, await (await bench.resume()).wait(), await bench.runner.unfinished()

    record, ended, left = run(work())
    assert (record.ended, record.states) == (None, {"access": S.DONE, "stack": S.RUNNING})
    assert (ended, left) == (RunEnd.DONE, ())
    assert bench.aws.calls == ["look stack", "run stack", "look check", "run check"]


def test_a_killed_run_uses_the_same_tokens_and_notes(run, bench):
    """R20: the repeated call is the same request."""
    seen = []

    async def remember(context, progress):
        journal = context.journal
        seen.append((await journal.token("create"), await journal.token("delete"), await journal.noted("create")))
        await journal.note("create", "stack-id")
        if len(seen) == 1:
            raise Killed

    bench.stack.script.extend([remember, remember])

    async def work():
        await _kill(bench.start())
        bench.new_runner()
        await (await bench.resume()).wait()

    run(work())
    (first, second) = seen
    assert first[:2] == second[:2]
    assert first[0] != first[1]
    assert (first[2], second[2]) == (None, "stack-id")
    assert re.fullmatch(r"[a-zA-Z0-9][-a-zA-Z0-9]{0,127}", first[0])


# A process of its own: prints the token that it was given, and hangs until it is killed.
_VICTIM = """
import asyncio, sys
from pathlib import Path
from tests.unit.runner.bench import Bench
from wizard.store.store import Store

async def hang(context, progress):
    print(await context.journal.token("create"), flush=True)
    await asyncio.Event().wait()

async def main():
    bench = Bench(await Store.open(Path(sys.argv[1])))
    bench.stack.script.append(hang)
    await bench.start().wait()

asyncio.run(main())
"""


def test_a_process_that_is_really_killed_goes_on_with_its_token(run, tmp_path):
    path = tmp_path / "victim.db"
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    arguments = [sys.executable, "-c", _VICTIM, str(path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as victim:
        token = victim.stdout.readline().strip()
        victim.send_signal(signal.SIGKILL)

    async def work():
        store = await Store.open(path)
        try:
            (record,) = await store.runs.unfinished()
            return record, await store.steps.token("run-1", "stack", "create", "another")
        finally:
            await store.close()

    record, kept = run(work())
    assert kept == token != ""
    assert (record.ended, record.states) == (None, {"access": S.DONE, "stack": S.RUNNING})
