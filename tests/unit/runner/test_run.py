import sqlite3
from contextlib import closing

import pytest

from tests.unit.runner.fakes import FakeContext, failed, states_of, wizard_error
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, OperationChanged, OperationState, Outcome, OutcomeKind, RunEnd
from wizard.model.progress import Counted, Said
from wizard.runner.facts import OperationFact
from wizard.store.runs import Direction

S = OperationState


def test_operations_are_looked_at_and_run_in_order(run, bench):
    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.DONE
    assert bench.aws.calls == ["look access", "run access", "look stack", "run stack", "look check", "run check"]
    assert states_of(bench.facts, "stack") == [S.WAITING, S.LOOKING, S.RUNNING, S.DONE]


def test_what_is_done_already_is_not_run(run, bench):
    bench.aws.made.add("stack")

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.DONE
    assert "run stack" not in bench.aws.calls
    assert states_of(bench.facts, "stack") == [S.WAITING, S.LOOKING, S.ALREADY_DONE]


def test_what_is_in_the_way_is_shown_and_nothing_is_run(run, bench):
    obstacle = RawFailure("A stack of that name exists, and it is not ours")
    bench.stack.findings.append(Finding(FindingKind.IN_THE_WAY, obstacle))

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.FAILED
    assert bench.facts[-1] == OperationChanged("stack", S.FAILED, obstacle)
    assert bench.aws.made == {"access"}


def test_facts_carry_their_operation(run, bench):
    async def report(context, progress):
        progress(Counted(1, 2))
        progress(Said(Message("stack.creating")))

    bench.stack.script.append(report)

    async def work():
        await bench.start().wait()

    run(work())
    assert [one for one in bench.facts if isinstance(one, OperationFact)] == [
        OperationFact("stack", Counted(1, 2)),
        OperationFact("stack", Said(Message("stack.creating"))),
    ]


def test_the_journal_is_written_before_anyone_is_told(run, bench, tmp_path):
    """Whoever hears of a state finds it on the disk, through another connection."""
    told, written = [], []

    def look_at_the_disk(fact):
        if fact.state is not S.WAITING:
            told.append((fact.operation, fact.state))
            with closing(sqlite3.connect(tmp_path / "wizard.db")) as other:
                written.append(other.execute("SELECT operation, state FROM journal ORDER BY entry DESC").fetchone())

    async def work():
        await bench.runner.start(bench.plan, bench.operations, FakeContext, look_at_the_disk).wait()

    run(work())
    assert len(told) == 9
    assert written == told


def test_the_journal_has_every_step(run, bench):
    async def work():
        await bench.start().wait()
        return await bench.store.runs.entries("run-1", Direction.FORWARD)

    assert [(one.operation, one.state) for one in run(work())] == [
        (key, state) for key in ("access", "stack", "check") for state in (S.LOOKING, S.RUNNING, S.DONE)
    ]


@pytest.mark.parametrize(
    ("step", "end", "state"),
    [
        (failed(OutcomeKind.FIXABLE), RunEnd.FAILED, S.FAILED),
        (failed(OutcomeKind.BUG), RunEnd.FAILED, S.FAILED),
        (failed(OutcomeKind.NEEDS_SIGN_IN), RunEnd.PAUSED, S.PAUSED),
        (Outcome(OutcomeKind.CANCELLED), RunEnd.STOPPED, S.STOPPED),
        (wizard_error("after-fix"), RunEnd.FAILED, S.FAILED),
        (wizard_error("nobody knows this one"), RunEnd.FAILED, S.FAILED),
        (wizard_error("after-signin"), RunEnd.PAUSED, S.PAUSED),
    ],
)
def test_an_outcome_that_is_not_done_ends_the_run(run, bench, step, end, state):
    bench.stack.script.append(step)

    async def work():
        ended = await bench.start().wait()
        return ended, await bench.store.runs.find("run-1", Direction.FORWARD)

    ended, record = run(work())
    assert ended is end
    assert record.ended is end
    assert record.states == {"access": S.DONE, "stack": state}
    assert bench.facts[-1].state is state
    assert "look check" not in bench.aws.calls


@pytest.mark.parametrize("where", ["look", "run"])
def test_a_bug_is_shown_with_its_text_and_logged_with_its_traceback(run, bench, caplog, expect_log, where):
    expect_log.append("The operation stack broke")
    error = KeyError("Outputs")
    (bench.stack.findings if where == "look" else bench.stack.script).append(error)

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.FAILED
    failure = bench.facts[-1].failure
    assert (failure.text, failure.surface, failure.code) == ("'Outputs'", "program", "KeyError")
    assert "Traceback" in caplog.text
    assert "The operation stack broke" in caplog.text


def test_a_context_that_cannot_be_built_is_a_bug_too(run, bench, caplog, expect_log):
    expect_log.append("The operation access broke")

    def broken(_):
        raise RuntimeError("no template")

    async def work():
        handle = bench.runner.start(bench.plan, bench.operations, broken, bench.facts.append)
        return await handle.wait(), handle.active

    assert run(work()) == (RunEnd.FAILED, False)
    assert bench.facts[-1].failure.text == "no template"
    assert "Traceback" in caplog.text


def test_a_listener_that_breaks_does_not_stop_the_work(run, bench, caplog, expect_log):
    expect_log.append("A listener broke")

    def broken(_):
        raise RuntimeError("the window is gone")

    async def work():
        return await bench.runner.start(bench.plan, bench.operations, FakeContext, broken).wait()

    assert run(work()) is RunEnd.DONE
    assert "the window is gone" in caplog.text


def test_treat_as_done_is_believed_when_looking_confirms_it(run, bench):
    async def made_meanwhile(context, progress):
        bench.aws.made.add("stack")
        raise wizard_error("treat-as-done")

    bench.stack.script.append(made_meanwhile)

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.DONE
    assert states_of(bench.facts, "stack")[-1] is S.DONE


def test_treat_as_done_is_a_failure_when_it_is_not_there(run, bench):
    bench.stack.script.append(wizard_error("treat-as-done"))

    async def work():
        return await bench.start().wait()

    assert run(work()) is RunEnd.FAILED
    assert bench.facts[-1].failure.text == "treat-as-done"


def test_a_disk_that_refuses_ends_the_run_and_says_why(run, bench, caplog, expect_log):
    expect_log.append("could not be written")

    async def break_disk(context, progress):
        await bench.store.thread.run(lambda database: database.execute("DROP TABLE operation_states"))

    bench.stack.script.append(break_disk)

    async def work():
        handle = bench.start()
        return await handle.wait(), handle.active

    assert run(work()) == (RunEnd.FAILED, False)
    assert bench.facts[-1].operation == "stack"
    assert "operation_states" in bench.facts[-1].failure.text


def test_operations_that_are_not_the_plans_are_refused(run, bench):
    async def work():
        bench.runner.start(bench.plan, bench.operations[:2], FakeContext, bench.facts.append)

    with pytest.raises(ValueError, match="The plan has the operations"):
        run(work())


def test_a_late_listener_hears_where_everything_stands_until_it_leaves(run, bench):
    async def work():
        bench.stack.script.append(failed(OutcomeKind.NEEDS_SIGN_IN))
        handle = bench.start()
        await handle.wait()
        late = []
        leave = handle.listen(late.append)
        heard = [(one.operation, one.state) for one in late]
        leave()
        handle.resume()
        await handle.wait()
        return heard, len(late)

    heard, count = run(work())
    assert heard == [("access", S.DONE), ("stack", S.PAUSED), ("check", S.WAITING)]
    assert count == 3


def test_errors_of_the_store_have_their_surface(run, bench):
    async def work():
        await bench.runner.resume_run("nobody", bench.operations, FakeContext, bench.facts.append)

    with pytest.raises(WizardError, match="nothing left to go on with"):
        run(work())
