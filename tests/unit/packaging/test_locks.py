import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).parents[3]
LOCKS = REPOSITORY / "packaging" / "lock"
SCRIPTS = sorted((REPOSITORY / "packaging").rglob("*.sh"))
EXTRAS = {"practice": ["practice"], "test": ["practice", "test"]}


def pinned(name):
    """The requirements of a lock with the number of their hashes."""
    text = (LOCKS / f"{name}.txt").read_text().replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {
        (requirement := Requirement(line.split("--hash", 1)[0].strip())).name: (
            requirement,
            line.count("--hash=sha256:"),
        )
        for line in lines
    }


def asked(name):
    """What pyproject.toml asks for: the program, the extras of the lock, and the build backend."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    optional = project["project"]["optional-dependencies"]
    lines = project["project"]["dependencies"] + project["build-system"]["requires"]
    return [Requirement(line) for line in lines + [line for extra in EXTRAS[name] for line in optional[extra]]]


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", EXTRAS)
def test_every_requirement_is_pinned_with_hashes(name):
    for requirement, hashes in pinned(name).values():
        assert [clause.operator for clause in requirement.specifier] == ["=="], requirement
        assert hashes > 0, requirement


@pytest.mark.parametrize("name", EXTRAS)
def test_the_lock_holds_what_the_project_asks_for(name):
    lock = pinned(name)

    for wanted in asked(name):
        assert normal(wanted.name) in lock, f"{wanted} is not in the lock: run sh packaging/lock.sh"
        ((clause),) = lock[normal(wanted.name)][0].specifier
        assert wanted.specifier.contains(clause.version), f"{wanted} has moved on: run sh packaging/lock.sh"


def test_both_locks_hold_one_resolution():
    practice, test = pinned("practice"), pinned("test")

    assert {name: str(requirement) for name, (requirement, _) in practice.items()}.items() <= {
        name: str(requirement) for name, (requirement, _) in test.items()
    }.items()


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_the_lock_is_whole_on_every_python_and_system(minor):
    for system in ("linux", "darwin", "win32"):
        environment = default_environment() | {
            "python_version": f"3.{minor}",
            "python_full_version": f"3.{minor}.0",
            "sys_platform": system,
        }
        names = {
            name
            for name, (requirement, _) in pinned("practice").items()
            if requirement.marker is None or requirement.marker.evaluate(environment)
        }
        assert {"pyside6-essentials", "awscrt", "moto", "keyring", "hatchling"} <= names
        assert ("secretstorage" in names) == (system == "linux")
        assert ("pywin32-ctypes" in names) == (system == "win32")
        assert ("importlib-metadata" in names) == (minor == 11)


@pytest.mark.parametrize("path", [*SCRIPTS, *LOCKS.iterdir()], ids=lambda path: path.name)
def test_no_file_says_where_packages_come_from(path):
    text = path.read_text()

    assert "://" not in text
    assert not re.search(r"^--", text, re.MULTILINE)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_read_by_the_plain_shell(path):
    result = subprocess.run(["/bin/sh", "-n", str(path)], capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr) == (0, "")


def test_the_check_of_the_repository_is_the_command_of_the_readme():
    text = (REPOSITORY / ".ci" / "run").read_text()

    assert (REPOSITORY / ".ci" / "run").stat().st_mode & 0o111
    assert text.splitlines()[-1] == "exec sh packaging/test.sh"
