import fcntl
import subprocess
import threading

import pytest


def pip_calls(computer):
    return [call for call in computer.calls() if call.startswith("pip ")]


def test_the_first_start_installs_the_lock_with_hashes_and_then_the_project(computer):
    result = computer.run("start.sh", "--version")

    assert result.returncode == 0, result.stderr
    assert result.stdout == "program --version\n"
    lock, project = pip_calls(computer)
    assert "--require-hashes" in lock
    assert lock.endswith(f" -r {computer.project}/packaging/lock/practice.txt")
    assert project.endswith(f" --no-deps --no-build-isolation -e {computer.project}")


def test_the_second_start_installs_nothing_and_says_nothing(computer):
    computer.run("start.sh", "--version")
    before = computer.calls()

    result = computer.run("start.sh", "--version")

    assert computer.calls() == before
    assert (result.stdout, result.stderr) == ("program --version\n", "")


def test_it_starts_from_any_folder(computer, tmp_path):
    result = computer.run("start.sh", "--data-dir", "a folder", "--version", cwd=tmp_path)

    assert result.stdout == "program --data-dir a folder --version\n"
    assert computer.venv.is_dir()


def test_an_interrupted_environment_is_made_anew(computer):
    computer.run("start.sh", "--version")
    (computer.venv / ".incomplete").touch()
    (computer.venv / "half-a-package").touch()

    result = computer.run("start.sh", "--version")

    assert result.returncode == 0, result.stderr
    assert computer.calls().count("venv") == 2
    assert sorted(path.name for path in computer.venv.iterdir()) == [".installed", ".lock", "bin", "install.log"]


def test_when_pip_breaks_its_reason_is_shown_and_the_next_start_repairs_it(computer):
    computer.write("pip-breaks")

    broken = computer.run("start.sh", "--version")
    (computer.folder / "pip-breaks").unlink()
    repaired = computer.run("start.sh", "--version")

    assert broken.returncode == 1
    assert broken.stdout == ""
    assert "    no space left on the disk\npip could not install the packages" in broken.stderr
    assert repaired.stdout == "program --version\n"


def test_a_python_that_is_gone_means_a_new_environment(computer):
    computer.run("start.sh", "--version")
    python = computer.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/nonexistent/python3.11")

    assert computer.run("start.sh", "--version").stdout == "program --version\n"
    assert computer.calls().count("venv") == 2


def test_a_project_that_moved_gets_a_new_environment(computer):
    computer.run("start.sh", "--version")
    moved = computer.project.rename(computer.project.with_name("moved"))

    result = type(computer)(computer.folder, moved).run("start.sh", "--version")

    assert result.stdout == "program --version\n"
    assert computer.calls().count("venv") == 2


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/lock/practice.txt", "packaging/lock/test.txt"])
def test_what_it_was_made_from_changed_so_pip_runs_again_in_place(computer, name):
    computer.run("start.sh", "--version")
    with (computer.project / name).open("a") as file:
        file.write("# changed\n")

    computer.run("start.sh", "--version")

    assert computer.calls().count("venv") == 1
    assert len(pip_calls(computer)) == 4


def test_an_environment_that_someone_made_by_hand_is_kept(computer):
    subprocess.run([computer.folder / "bin" / "python3", "-I", "-m", "venv", computer.venv], check=True)
    (computer.venv / "mine").touch()

    assert computer.run("start.sh", "--version").returncode == 0
    assert (computer.venv / "mine").exists()


def test_what_the_tests_need_is_enough_to_start(computer):
    assert computer.run("test.sh").returncode == 0
    before = computer.calls()

    assert computer.run("start.sh", "--version").stdout == "program --version\n"
    assert computer.run("test.sh").returncode == 0
    assert computer.calls() == before


def test_a_start_keeps_what_the_tests_need_when_the_locks_change(computer):
    computer.run("test.sh")
    with (computer.project / "packaging/lock/test.txt").open("a") as file:
        file.write("# changed\n")

    computer.run("start.sh", "--version")

    assert pip_calls(computer)[-2].endswith("/packaging/lock/test.txt")


def test_a_second_start_waits_for_the_first(computer):
    results = []
    computer.venv.mkdir()
    with (computer.venv / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        waits = threading.Thread(target=lambda: results.append(computer.run("start.sh", "--version")))
        waits.start()
        waits.join(timeout=0.5)
        assert waits.is_alive()
        assert computer.calls() == []
    waits.join(timeout=30)

    (result,) = results
    assert result.stdout == "program --version\n"
    assert f"Another start is installing into {computer.venv}; waiting for it to end\n" in result.stderr


def test_the_tests_run_without_the_aws_settings_and_the_screen_of_the_person(computer):
    result = computer.run(
        "test.sh",
        "-k",
        "one or two",
        environment={
            "AWS_PROFILE": "production",
            "AWS_ACCESS_KEY_ID": "AKIA",
            "DISPLAY": ":0",
            "PIP_INDEX_URL": "mine",
        },
    )

    lines = result.stdout.splitlines()
    assert lines[0] == "pytest -m pytest -n 2 --dist loadfile -k one or two"
    assert "QT_QPA_PLATFORM=offscreen" in lines
    assert "PIP_INDEX_URL=mine" in lines
    assert not [line for line in lines if line.startswith(("AWS_", "DISPLAY="))]
