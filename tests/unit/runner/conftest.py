import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.unit.runner.bench import Bench
from tests.unit.runner.works_bench import WorksBench
from wizard.store.store import Store

WithBench = Callable[[Callable[[WorksBench], Coroutine[Any, Any, None]]], None]
Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def run() -> Iterator[Run]:
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Iterator[Store]:
    opened = run(Store.open(tmp_path / "wizard.db"))
    yield opened
    run(opened.close())


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


@asynccontextmanager
async def open_bench(path: Path) -> AsyncIterator[WorksBench]:
    store = await Store.open(path)
    bench = WorksBench(store, path)
    try:
        yield bench
    finally:
        await bench.works.close()
        await bench.workshop.runner.close()
        await store.close()


@pytest.fixture
def with_bench(run, tmp_path) -> WithBench:
    def do(job):
        async def whole():
            async with open_bench(tmp_path / "wizard.db") as bench:
                await job(bench)

        run(whole())

    return do
