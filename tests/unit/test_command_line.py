"""The command line: what it asks for, and what it refuses in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wizard import __main__ as command_line
from wizard import __version__
from wizard.options import Options

ROOT = Path(__file__).resolve().parents[2]
KEYRING = """
from keyring.backend import KeyringBackend


class Named(KeyringBackend):
    name = "The Keyring of a Test"
    priority = 9

    def get_password(self, service, username):
        raise AssertionError("the self-check reads no secret")

    set_password = delete_password = get_password
"""


def org_wizard(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    clean.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "wizard", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_version_is_told_without_loading_qt() -> None:
    shown = org_wizard("--version")
    assert (shown.returncode, shown.stdout.strip()) == (0, f"org-wizard {__version__}")


def test_without_a_screen_it_says_so_in_one_line_and_what_to_do() -> None:
    shown = org_wizard()
    assert shown.returncode == 2
    assert shown.stderr.count("\n") == 1
    assert "no screen" in shown.stderr
    assert "--tour" in shown.stderr


def test_an_unknown_scenario_is_refused_with_the_way_to_the_list() -> None:
    shown = org_wizard("--demo", "made-up", QT_QPA_PLATFORM="offscreen")
    assert shown.returncode == 2
    assert "--demo list" in shown.stderr


def test_the_scenarios_are_listed_one_line_each() -> None:
    shown = org_wizard("--demo", "list")
    lines = shown.stdout.splitlines()
    assert any(line.startswith("happy: ") for line in lines)
    assert all(": " in line for line in lines)
    assert not shown.stderr


def test_the_self_check_has_a_line_for_each_thing_and_passes_here(tmp_path: Path) -> None:
    shown = org_wizard("--self-check", "--data-dir", str(tmp_path))
    names = [line.split(":")[0] for line in shown.stdout.splitlines()[1:]]
    assert names == ["python", "imports", "qt", "keyring", "botocore data", "providers", "database"]
    assert shown.returncode == 0, shown.stdout


def test_the_self_check_names_the_keyring_that_would_be_used(tmp_path: Path) -> None:
    (tmp_path / "named.py").write_text(KEYRING)
    shown = org_wizard("--self-check", PYTHONPATH=str(tmp_path), PYTHON_KEYRING_BACKEND="named.Named")
    assert "keyring: ok: The Keyring of a Test" in shown.stdout.splitlines()
    assert shown.returncode == 0, shown.stdout


def test_the_self_check_says_that_there_is_no_keyring_and_passes() -> None:
    shown = org_wizard("--self-check", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    [said] = [line for line in shown.stdout.splitlines() if line.startswith("keyring:")]
    assert said.startswith("keyring: not available: ")
    assert shown.returncode == 0, shown.stdout


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_a_screen_is_looked_for_before_qt(environment: dict[str, str], expected: bool) -> None:
    assert command_line.has_screen(environment) is expected


def test_options_go_together(tmp_path: Path) -> None:
    given = command_line.parse(
        ["--demo", "slow", "--tour", str(tmp_path), "--theme", "dark", "--data-dir", str(tmp_path)]
    )
    assert given == Options(demo="slow", tour=tmp_path, theme="dark", data_dir=tmp_path)


def test_demo_alone_is_the_happy_one() -> None:
    assert command_line.parse(["--demo"]).demo == "happy"
