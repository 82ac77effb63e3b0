import pytest

PLAIN_LINE = "sudo apt-get install --no-install-recommends"


@pytest.mark.parametrize("version", ["3.10.12", "3.14.0", "2.7.18"])
def test_another_python_is_refused_in_one_sentence_that_says_what_to_do(computer, version):
    computer.add_python("python3", version)
    computer.write("known", "python3.11")

    result = computer.run("start.sh", "--demo")

    assert result.returncode == 1
    assert result.stderr == (
        f"Org Wizard runs on Python 3.11, 3.12 or 3.13, and this computer has {version}: "
        "install one of them (sudo apt-get install python3.11 python3.11-venv) and start again.\n"
    )
    assert not computer.venv.exists()


def test_no_python_at_all_is_said(computer):
    (computer.folder / "bin" / "python3").unlink()

    result = computer.run("start.sh")

    assert result.returncode == 1
    assert "this computer has none: install one of them (Debian 12" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_commands_that_only_print_an_error_are_passed_over(computer):
    computer.add_python("python3", "3.10.12")
    computer.add_command("python3.13", "#!/bin/sh\necho 'no version is chosen' >&2\nexit 127\n")
    computer.add_python("python3.12", "3.12.3")

    result = computer.run("start.sh", "--version")

    assert result.returncode == 0, result.stderr
    assert "python 3.12.3" in (computer.venv / ".installed").read_text().splitlines()


def test_someone_who_is_not_root_gets_the_line_to_run_and_nothing_is_made(computer):
    computer.write("libraries", "\tlibGL.so.1 (libc6,x86-64) => /lib/libGL.so.1")
    computer.write("no-venv")

    result = computer.run("start.sh")

    assert result.returncode == 1
    assert result.stderr.splitlines()[1:] == [
        f"{PLAIN_LINE} python3-venv libglib2.0-0 libxkbcommon0 libegl1 libfontconfig1 libdbus-1-3"
    ]
    assert computer.calls() == []
    assert not computer.venv.exists()


def test_the_line_reads_the_lists_first_where_apt_knows_nothing_yet(computer):
    computer.write("libraries")
    computer.write("known")

    assert f"\nsudo apt-get update && {PLAIN_LINE} libglib2.0-0 " in computer.run("start.sh").stderr


def test_the_name_of_newer_releases_is_used_where_apt_knows_it(computer):
    computer.write("libraries")
    computer.write("known", "libglib2.0-0t64")

    assert f"\n{PLAIN_LINE} libglib2.0-0t64 libxkbcommon0 " in computer.run("start.sh").stderr


def test_a_library_that_only_dpkg_knows_of_is_not_missing(computer):
    computer.write("libraries")
    computer.write("installed", "libglib2.0-0", "libxkbcommon0", "libegl1", "libfontconfig1", "libdbus-1-3")

    assert computer.run("start.sh").stderr.splitlines()[1:] == [f"{PLAIN_LINE} libgl1"]


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen_needs_more_libraries(computer, display):
    result = computer.run("start.sh", environment={display: ":0"})

    assert f"{PLAIN_LINE} libx11-xcb1 libxcb-cursor0 libxcb-icccm4 " in result.stderr


def test_root_gets_the_packages_installed(computer):
    computer.write("user", "0")
    computer.write("libraries")
    computer.write("no-venv")
    computer.write("known-after-update", "libglib2.0-0t64", "libxkbcommon0", "libfontconfig1", "libdbus-1-3")

    result = computer.run("start.sh", "--version")

    assert result.returncode == 0, result.stderr
    update, install, venv = computer.calls()[:3]
    assert update.endswith(" update")
    assert install.endswith(
        " install --no-install-recommends python3-venv libglib2.0-0t64 libxkbcommon0 libegl1 libgl1"
        " libfontconfig1 libdbus-1-3"
    )
    assert venv == "venv"


def test_what_apt_could_not_install_is_said_with_its_reason(computer):
    computer.write("user", "0")
    computer.write("libraries", "\tlibGL.so.1 (libc6,x86-64) => /lib/libGL.so.1")
    computer.add_command("apt-get", "#!/bin/sh\necho 'E: no network'\nexit 100\n")

    result = computer.run("start.sh")

    assert result.returncode == 1
    assert "    E: no network" in result.stderr.splitlines()
    assert "apt could not install these packages" in result.stderr
    assert not computer.venv.exists()


def test_packages_that_an_interrupted_apt_left_half_done_are_mended(computer):
    computer.write("user", "0")
    computer.write("libraries")
    fake = (computer.folder / "bin" / "apt-get").read_text()
    computer.add_command(
        "apt-get",
        fake.replace("case", f"grep -q configure {computer.folder}/calls || exit 100\ncase", 1),
    )

    result = computer.run("start.sh", "--version")

    assert result.returncode == 0, result.stderr
    assert "dpkg --configure -a" in computer.calls()


def test_a_computer_without_apt_is_told_what_is_missing(computer):
    computer.write("libraries")
    (computer.folder / "bin" / "apt-get").unlink()

    result = computer.run("start.sh")

    assert result.returncode == 1
    assert "This computer has no apt" in result.stderr
    assert "libegl1" in result.stderr
