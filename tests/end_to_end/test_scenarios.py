"""The main job on every scenario of the embedded AWS: it ends as declared, with the cause that is named."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_DOING_ANYTHING_SPECIAL = {
    "happy",
    "large",
    "throttled",
    "slow",
    "flaky-network",
    "iam-slow",
    "unicode",
}
"""Scenarios on which the main job passes as if nothing were the matter."""
ELSEWHERE = {"huge"}
"""10,000 accounts take their own time: a performance test."""


def declared() -> dict[str, dict[str, object]]:
    listed = subprocess.run(
        [sys.executable, "-m", "wizard.simulator", "--list"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return {one["name"]: one["ends"] for one in map(json.loads, listed.stdout.splitlines())}


FAST = ("--speed", "60")
SPEED: dict[str, tuple[str, ...]] = {"tolerance-exceeded": ()}
"""A roll-back at sixty times the speed takes the StackSet, and with it the reasons, between two looks at it."""
ENDS = declared()


@pytest.mark.parametrize("scenario", sorted(set(ENDS) - ELSEWHERE))
def test_the_main_job_ends_as_the_scenario_declares(scenario: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment |= {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "wizard",
            "--tour",
            str(tmp_path / "tour"),
            "--demo",
            scenario,
            *SPEED.get(scenario, FAST),
        ],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    record = json.loads((tmp_path / "tour" / "tour.json").read_text(encoding="utf-8"))
    assert {"outcome": record["outcome"], "cause": record["cause"] or None} == ENDS[scenario]


@pytest.mark.parametrize("scenario", sorted(WITHOUT_DOING_ANYTHING_SPECIAL))
def test_some_troubles_are_none_for_the_person(scenario: str) -> None:
    assert ENDS[scenario] == {"outcome": "connected", "cause": None}
