"""The tour as a person starts it: a process of its own, without a screen and without AWS."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"provider", "sign-in", "organization", "settings", "checks", "review", "deploy", "role", "connected"}
LONGEST_STALL_MS = 250


def tour(folder: Path, home: Path, *more: str) -> dict[str, Any]:
    """Take the tour in an empty home; gives tour.json. It has to end as its scenario declares."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "XDG_", "QT_"))}
    environment |= {"HOME": str(home), "PYTHONPATH": str(ROOT)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    ended = subprocess.run(
        [sys.executable, "-m", "wizard", "--tour", str(folder), *more],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    print(ended.stdout, ended.stderr)  # noqa: T201 - says how long the longest stall was
    assert ended.returncode == 0
    record: dict[str, Any] = json.loads((folder / "tour.json").read_text(encoding="utf-8"))
    return record


def assert_nothing_stalls(record: dict[str, Any], folder: Path, home: Path, *more: str) -> None:
    """Fail where the Qt thread is held in every one of three tours: what another program's work did does not recur."""
    longest = [record["longest_stall_ms"]]
    while min(longest) >= LONGEST_STALL_MS and len(longest) < 3:
        longest.append(tour(folder / f"again-{len(longest)}", home, *more)["longest_stall_ms"])
    assert min(longest) < LONGEST_STALL_MS


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give an empty home."""
    found = tmp_path / "home"
    found.mkdir()
    return found


def test_it_connects_and_takes_a_picture_of_every_page(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "tour"
    record = tour(folder, home)
    assert record["outcome"] == "connected"
    assert {page["id"] for page in record["pages"]} >= PAGES
    for number, page in enumerate(record["pages"], start=1):
        assert page["picture"] == f"{number:02}-{page['id']}.png"
        picture = (folder / page["picture"]).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) > 10_000
    connection = record["connection"]
    account = connection["management_account"]
    assert connection["role_arn"] == f"arn:aws:iam::{account}:role/CloudEntitlementsReadOnly"
    assert connection["provider"] == "cloud-entitlements"
    assert connection["root_id"].startswith("r-")
    assert connection["organization_id"].startswith("o-")
    assert connection["status"] == "active"
    assert record["aws_calls"]["cloudformation.CreateStack"] == 1
    assert_nothing_stalls(record, tmp_path, home)


def test_it_ends_partly_connected_where_a_policy_denies_some_accounts(tmp_path: Path, home: Path) -> None:
    scenario = ("--demo", "scp-denies-members")
    record = tour(tmp_path / "tour", home, *scenario)
    assert record["scenario"] == "scp-denies-members"
    assert record["outcome"] == "partly-connected"
    assert record["connection"]["status"] == "active"
    assert_nothing_stalls(record, tmp_path, home, *scenario)
