"""Secrets of settings on their way through a run: in the keyring before it begins, in no row, and gone at its end."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.unit.runner.works_bench import done, request
from wizard.model.plan import RunEnd, RunKind

SECRET = "0123456789abcdef0123456789abcdef"


async def connected_with_a_secret(bench):
    reference = bench.workshop.secrets.take(SECRET)
    await bench.connected(replace(request(), secrets={"api-key": reference}))
    return reference


def test_an_operation_is_given_it_and_the_database_is_not(with_bench):
    async def job(bench):
        await connected_with_a_secret(bench)
        assert [dict(one.secrets) for one in bench.world.contexts] == [{"api-key": SECRET}] * len(bench.world.contexts)
        assert SECRET not in repr(bench.world.contexts)
        with closing(sqlite3.connect(bench.path)) as database:
            assert SECRET not in "\n".join(database.iterdump())

    with_bench(job)


def test_a_run_goes_on_with_it_in_the_next_process(with_bench):
    async def job(bench):
        reference = bench.workshop.secrets.take(SECRET)
        at_work = bench.world.hang_at("stack")
        await bench.connecting.start(replace(request(), secrets={"api-key": reference}))
        await at_work.wait()
        after = await bench.killed()
        await after.works.restore()
        bench.world.contexts.clear()
        work = after.works.of("c-1")
        await work.go_on()
        assert await done(work) is RunEnd.DONE
        assert dict(bench.world.contexts[0].secrets) == {"api-key": SECRET}
        await bench.works.close()
        await after.works.close()
        await after.store.close()

    with_bench(job)


@pytest.mark.parametrize(("kind", "left"), [(RunKind.DISCONNECT, {}), (RunKind.START_OVER, {"api-key": SECRET})])
def test_disconnecting_forgets_it_and_starting_over_brings_it_back(with_bench, kind, left):
    async def job(bench):
        reference = await connected_with_a_secret(bench)
        assert await done(await bench.works.begin(kind, "c-1")) is RunEnd.DONE
        assert await bench.workshop.secrets.values({"api-key": reference}) == left

    with_bench(job)


def test_a_change_keeps_what_was_not_typed_anew(with_bench):
    async def job(bench):
        reference = await connected_with_a_secret(bench)
        token = bench.workshop.secrets.take("token")
        led_to = replace(request(), secrets={"token": token})
        assert await done(await bench.works.begin(RunKind.CHANGE, "c-1", led_to)) is RunEnd.DONE
        known = await bench.store.requests.find("c-1")
        assert known.secrets == {"api-key": reference, "token": token}

    with_bench(job)
