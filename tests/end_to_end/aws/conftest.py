import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.embedded_aws import EmbeddedAws
from wizard.aws.access import AccessFactory, AwsAccess

Open = Callable[[str], AwsAccess]


@pytest.fixture(scope="module")
def embedded_aws() -> Iterator[Mapping[str, str]]:
    """The embedded AWS, a process of its own; gives what it exports."""
    with EmbeddedAws(speed=50) as aws:
        yield aws.exports


@pytest.fixture
def sign_in(embedded_aws: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Open]:
    """Signs in as one of those that the embedded AWS knows: AWS (the administrator), MEMBER, DELEGATED, LIMITED."""
    for name in list(os.environ):
        if name.startswith("AWS_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    whose = ("AWS", "MEMBER", "DELEGATED", "LIMITED")
    sections = [
        f"[{who}]\naws_access_key_id = {embedded_aws[who + '_ACCESS_KEY_ID']}\n"
        f"aws_secret_access_key = {embedded_aws[who + '_SECRET_ACCESS_KEY']}\n"
        for who in whose
    ]
    (tmp_path / "credentials").write_text("".join(sections), encoding="utf-8")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ENDPOINT_URL", embedded_aws["AWS_ENDPOINT_URL"])
    factory = AccessFactory("0.0")
    yield lambda who: factory.open(who, embedded_aws["AWS_DEFAULT_REGION"])
    factory.close()


@pytest.fixture
def admin(sign_in: Open) -> AwsAccess:
    return sign_in("AWS")
