import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from botocore.stub import Stubber

from tests.unit.aws.local_aws import LocalAws, serve
from wizard.aws.access import AccessFactory, AwsAccess, Patience
from wizard.aws.errors import CallSite


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("AWS_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wonderland")


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "config"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def credentials(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "credentials"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def factory() -> Iterator[AccessFactory]:
    made = AccessFactory("0.0", patience=Patience(()))
    yield made
    made.close()


@pytest.fixture
def access(factory: AccessFactory, keys: None) -> AwsAccess:
    return factory.open("", "eu-west-1")


@pytest.fixture
def stub(access: AwsAccess) -> Iterator[Callable[[str], Stubber]]:
    """Gives a Stubber for a service: it checks what is sent and what is answered against AWS's own model."""
    stubbers: dict[str, Stubber] = {}

    def for_service(service: str) -> Stubber:
        if service not in stubbers:
            client = access._sign_in._ready_client(CallSite(service, "", access.region))
            stubbers[service] = Stubber(client)
            stubbers[service].activate()
        return stubbers[service]

    yield for_service
    for stubber in stubbers.values():
        stubber.assert_no_pending_responses()


@pytest.fixture
def local_aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalAws]:
    with serve() as local:
        monkeypatch.setenv("AWS_ENDPOINT_URL", local.url)
        yield local
