"""Resource files are found beside the source and inside the package."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wizard import resources


@pytest.fixture(autouse=True)
def looked_for_anew() -> Iterator[None]:
    """The folder is looked for once; here each test finds its own, and leaves none to others."""
    resources._folder.cache_clear()
    yield
    resources._folder.cache_clear()


def test_beside_the_source() -> None:
    assert resources.resource_text("providers", "cloud-entitlements", "provider.yaml").startswith(
        "id: cloud-entitlements"
    )
    assert resources.resource_bytes("providers", "cloud-entitlements", "icon.svg").startswith(b"<svg")
    assert not resources.resource("providers", "nothing").is_dir()


def test_inside_the_package_as_a_wheel_and_a_bundle_carry_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_resources" / "icons").mkdir(parents=True)
    (tmp_path / "_resources" / "icons" / "one.svg").write_text("packaged", encoding="utf-8")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    assert resources.resource_text("icons", "one.svg") == "packaged"


def test_what_is_missing_raises() -> None:
    with pytest.raises(FileNotFoundError):
        resources.resource_text("providers", "nothing.yaml")
