import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.runner.bench import Bench
from wizard.store.store import Store

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
