"""The rules of the code, run like any other test; what they print is what fails."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["-m", "ruff", "check", "--no-fix", "--output-format", "concise", "."], id="ruff-check"),
        pytest.param(["-m", "ruff", "format", "--check", "."], id="ruff-format"),
        pytest.param(["-m", "mypy", "--no-color-output"], id="mypy"),
        pytest.param(["-c", LINT_IMPORTS, "--no-logo"], id="import-linter"),
    ],
)
def test_the_code_keeps_the_rules(command):
    result = subprocess.run(
        [sys.executable, *command], cwd=REPOSITORY, capture_output=True, text=True, timeout=600, check=False
    )

    if result.returncode != 0:
        pytest.fail(f"{' '.join(command)}\n{result.stdout}{result.stderr}", pytrace=False)


def test_no_file_outgrows_itself():
    limit = 500

    long = {
        str(path.relative_to(REPOSITORY)): lines
        for folder in ("wizard", "tests", "packaging")
        for path in (REPOSITORY / folder).rglob("*")
        if path.suffix in {".py", ".sh"} and (lines := len(path.read_text().splitlines())) > limit
    }

    assert long == {}
