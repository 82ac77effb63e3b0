"""The list of what each rule alone catches."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from wizard.diagnosis.classifier import Classifier
from wizard.model.failure import RawFailure

SCRIPT = Path(__file__).resolve().parent / "rule_coverage.py"


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule_coverage", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_message_that_one_rule_alone_catches_is_listed_under_it(script: ModuleType) -> None:
    text = "is now earlier than 20210502T173143Z"
    coverage = script.cover([RawFailure(text, surface="")], Classifier.load())

    assert [(rule.cause, texts) for rule, texts in coverage.alone.items()] == [("clock-skew", [text])]


def test_it_runs_by_itself() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=True, timeout=60)

    assert "rules fit a single message only:" in done.stdout
