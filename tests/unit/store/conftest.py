import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wizard.model.connection import Connection, Health, Names, Phase, Status
from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection
from wizard.store.store import Store

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def run() -> Iterator[Run]:
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "wizard.db"


@pytest.fixture
def store(run: Run, path: Path) -> Iterator[Store]:
    opened = run(Store.open(path))
    yield opened
    run(opened.close())


@pytest.fixture
def connection() -> Connection:
    return Connection(
        connection_id="c-1",
        provider_id="cloud-entitlements",
        provider_name="Cloud Entitlements",
        identity=OrganizationIdentity("o-a1b2c3d4e5", "r-ab12", "012345678901", "Acme Corp"),
        profile="acme",
        region="eu-central-1",
        partition="aws",
        phase=Phase.PARTLY_CONNECTED,
        status=Status.ACTIVE,
        names=Names("acme-stack", "acme-set", "acme-filtered", "AcmeRole"),
        selection=Selection(frozenset({"r-ab12"}), frozenset({"ou-ab12-12345678", "111122223333"})),
        settings={"external-id": "Grüße=1"},
        role_arn="arn:aws:iam::012345678901:role/AcmeRole",
        health=Health(3, 4, "denied"),
        created_at=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
    )
