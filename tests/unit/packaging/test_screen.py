import pytest

SENTENCE = (
    "There is no screen here (DISPLAY and WAYLAND_DISPLAY are not set): "
    "the tour runs instead and saves its pictures in out/tour."
)


@pytest.fixture
def installed(computer):
    """A computer on which everything is installed, the libraries for a screen too."""
    computer.run("start.sh", "--version")
    libraries = computer.run("start.sh", environment={"DISPLAY": ":0"}).stderr.splitlines()[-1].split()
    computer.write("installed", *libraries)
    return computer


@pytest.mark.parametrize(
    "arguments", [[], ["--demo"], ["--demo", "three accounts"], ["--data-dir", "out-h"], ["--lang", "list"]]
)
def test_without_a_screen_the_tour_runs_and_one_sentence_says_so(installed, arguments):
    result = installed.run("start.sh", *arguments)

    assert result.stderr.splitlines() == [SENTENCE]
    assert result.stdout.split() == ["program", *" ".join(arguments).split(), "--tour", "out/tour"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--tour", "pictures"],
        ["--tour=pictures", "--demo"],
        ["--self-check"],
        ["--version"],
        ["--profiles"],
        ["--help"],
        ["-h"],
        ["--demo", "list"],
        ["--demo=list"],
    ],
)
def test_what_needs_no_window_is_left_as_it_is(installed, arguments):
    result = installed.run("start.sh", *arguments)

    assert result.stderr == ""
    assert result.stdout == f"program {' '.join(arguments)}\n"


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_screen_the_program_starts_as_asked(installed, name):
    result = installed.run("start.sh", "--demo", environment={name: "something"})

    assert (result.stdout, result.stderr) == ("program --demo\n", "")


def test_an_empty_display_is_no_screen(installed):
    assert installed.run("start.sh", environment={"DISPLAY": ""}).stderr.splitlines() == [SENTENCE]
