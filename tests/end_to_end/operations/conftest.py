import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.operations.bench import Bench
from tests.end_to_end.operations.disconnecting import Disconnecting
from wizard.aws.access import AccessFactory, AwsAccess, Patience
from wizard.model.plan import Outcome

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def run() -> Iterator[Run]:
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def embedded(request: pytest.FixtureRequest) -> Iterator[EmbeddedAws]:
    """The embedded AWS, in the scenario that a test names."""
    with EmbeddedAws(getattr(request, "param", "happy"), speed=200) as aws:
        yield aws


@pytest.fixture
def bench(embedded: EmbeddedAws, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> Iterator[Bench]:
    """The product's own access to the embedded AWS, signed in as the administrator."""
    for name in ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, embedded.exports[name])
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    factories: list[AccessFactory] = []

    def opened_anew() -> AwsAccess:
        factories.append(AccessFactory("tests", patience=Patience((0.05, 0.1, 0.2))))
        return factories[-1].open("", "us-east-1")

    yield run(Bench.open(opened_anew, embedded))
    for factory in factories:
        factory.close()


@pytest.fixture
def removal(run: Run, bench: Bench) -> Disconnecting:
    """A run that disconnects, where nothing was connected yet."""
    return Disconnecting(run, bench, bench.request())


@pytest.fixture
def connected(run: Run, bench: Bench, removal: Disconnecting) -> Disconnecting:
    """A run that disconnects, of an organization that is connected whole."""
    assert set(run(bench.connect(removal.request)).values()) == {Outcome.done()}
    bench.facts.clear()
    return removal
