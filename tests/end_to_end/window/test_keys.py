"""Access keys that a person pastes: in a real keyring, for the session alone, of a root user; and in no file."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtWidgets import QApplication

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from tests.unit.aws.local_aws import serve, who

UNLOCK = 'eval "$(printf test-password | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"\n'
ROOT_KEYS = "aws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
SAY = 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat'


@pytest.fixture
def _chosen_keyring() -> Iterator[None]:
    before = keyring.core._keyring_backend
    yield
    keyring.core._keyring_backend = before


@pytest.fixture
def no_keyring(_chosen_keyring: None) -> None:
    """Let this computer have no keyring."""
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]


@pytest.fixture
def secret_service(_chosen_keyring: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give this computer gnome-keyring, on a D-Bus and in a home of its own."""
    if not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")):
        pytest.skip("needs the packages gnome-keyring and dbus")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime)}
    command = [str(shutil.which("dbus-run-session")), "--", "/bin/sh", "-c", UNLOCK + SAY]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as session:
        assert session.stdout is not None
        assert session.stdin is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.stdout.readline().strip())
        from keyring.backends.SecretService import Keyring

        keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
        yield
        session.stdin.close()


def block(aws: EmbeddedAws) -> str:
    """The three lines that the access portal shows."""
    key, secret = aws.exports["AWS_ACCESS_KEY_ID"], aws.exports["AWS_SECRET_ACCESS_KEY"]
    return f"[411406094958_Administrator]\naws_access_key_id={key}\naws_secret_access_key={secret}\n"


async def pastes_keys(someone: Person, text: str, name: str) -> None:
    await someone.opens_the_wizard()
    await someone.next()
    await someone.press("sign-in.keys")
    await someone.hands.enabled("keys.next")
    await someone.pastes("keys.paste", text)
    await someone.hands.type("keys.name", name)


async def is_signed_in(someone: Person, name: str) -> None:
    await someone.hands.until(lambda: not someone.sees("keys"), "the dialog to close")
    await someone.hands.seen(f"sign-in.profile.{name}")
    await someone.hands.until(lambda: "administrator in account" in someone.profile_says(name), "who it is")


def written(home: Path) -> list[Path]:
    """Every file that the program, or one of AWS's tools, could have written."""
    return [one for folder in ("data", "aws") for one in (home / folder).rglob("*") if one.is_file()]


def assert_nowhere(home: Path, secret: str) -> None:
    files = written(home)
    assert files
    assert [one for one in files if secret.encode() in one.read_bytes()] == []


@pytest.mark.usefixtures("secret_service")
def test_pasted_keys_are_kept_in_the_keyring_and_used_after_a_restart(
    untouched_aws: EmbeddedAws, person: Callable[[], Person]
) -> None:
    someone = person()
    someone.can_reach(untouched_aws.exports)
    secret = untouched_aws.exports["AWS_SECRET_ACCESS_KEY"]

    async def first() -> None:
        async with someone.at_the_program():
            await pastes_keys(someone, block(untouched_aws), "acme keys")
            assert someone.read("keys.paste") != secret
            assert someone.read("keys.id") == untouched_aws.exports["AWS_ACCESS_KEY_ID"]
            assert secret not in _shown(someone, "keys.secret")
            await someone.press("keys.show")
            assert _shown(someone, "keys.secret") == secret
            await someone.hands.until(lambda: someone.can_press("keys.place.keyring"), "the keyring")
            await someone.press("keys.next")
            await is_signed_in(someone, "acme keys")
            assert "kept in the keyring" in someone.profile_says("acme keys")

    async def again() -> None:
        async with someone.at_the_program():
            await someone.opens_the_wizard()
            await someone.next()
            await is_signed_in(someone, "acme keys")
            await someone.next()
            await someone.reads_the_organization()

    async def forgets() -> None:
        async with someone.at_the_program():
            await someone.opens_the_wizard()
            await someone.next()
            await someone.chooses_profile("acme keys")
            await someone.press("sign-in.forget-keys")
            await someone.press("forget-keys.yes")
            await someone.hands.until(lambda: not someone.sees("sign-in.profile.acme keys"), "the keys to be gone")

    run_on_qt_loop(first)
    run_on_qt_loop(again)
    assert keyring.get_password("org-wizard", "access-key/acme keys")
    run_on_qt_loop(forgets)
    assert keyring.get_password("org-wizard", "access-key/acme keys") is None
    QApplication.clipboard().clear()
    assert_nowhere(someone.home, secret)


@pytest.mark.usefixtures("secret_service")
def test_keys_that_left_the_keyring_are_asked_for_again(
    untouched_aws: EmbeddedAws, person: Callable[[], Person]
) -> None:
    someone = person()
    someone.can_reach(untouched_aws.exports)

    async def keeps() -> None:
        async with someone.at_the_program():
            await pastes_keys(someone, block(untouched_aws), "acme")
            await someone.press("keys.next")
            await is_signed_in(someone, "acme")

    async def is_asked() -> None:
        async with someone.at_the_program():
            await someone.opens_the_wizard()
            await someone.next()
            await someone.chooses_profile("acme")
            assert "does not work" in someone.profile_says("acme")
            assert not someone.can_press("wizard.next")
            await someone.press("sign-in.action.sign-in-again")
            await someone.hands.enabled("keys.next")
            assert someone.read("keys.name") == "acme"
            await someone.pastes("keys.paste", block(untouched_aws))
            await someone.press("keys.next")
            await is_signed_in(someone, "acme")

    run_on_qt_loop(keeps)
    keyring.delete_password("org-wizard", "access-key/acme")
    run_on_qt_loop(is_asked)


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_they_last_for_the_session(untouched_aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.can_reach(untouched_aws.exports)

    async def job() -> None:
        async with someone.at_the_program():
            await pastes_keys(someone, block(untouched_aws), "for now")
            await someone.hands.until(
                lambda: not someone.can_press("keys.place.keyring"), "the keyring to be looked for"
            )
            assert "keyring" in someone.description("keys.place.keyring")
            await someone.press("keys.next")
            await is_signed_in(someone, "for now")
            assert "for this session only" in someone.profile_says("for now")
            await someone.next()
            await someone.reads_the_organization()

    async def next_day() -> None:
        async with someone.at_the_program():
            await someone.opens_the_wizard()
            await someone.next()
            await someone.settled()
            assert not someone.sees("sign-in.profile.for now")

    run_on_qt_loop(job)
    run_on_qt_loop(next_day)
    assert_nowhere(someone.home, untouched_aws.exports["AWS_SECRET_ACCESS_KEY"])


@pytest.mark.usefixtures("no_keyring")
def test_keys_of_the_root_user_are_taken_after_a_warning(person: Callable[[], Person]) -> None:
    someone = person()

    async def job() -> None:
        async with someone.at_the_program():
            await pastes_keys(someone, ROOT_KEYS, "root keys")
            await someone.press("keys.next")
            await someone.hands.seen("keys.root")
            assert "nothing can limit it" in someone.read("keys.root")
            await someone.press("keys.back")
            assert someone.read("keys.name") == "root keys"
            await someone.press("keys.next")
            await someone.hands.seen("keys.root")
            await someone.press("keys.next")
            await someone.hands.until(lambda: not someone.sees("keys"), "the dialog to close")
            await someone.hands.seen("sign-in.profile.root keys")
            await someone.hands.until(lambda: someone.reads_strip("sign-in.message") != "", "the warning")
            assert "root user" in someone.reads_strip("sign-in.message")

    with serve() as local:
        local.respond = lambda _request: who(arn="arn:aws:iam::111122223333:root")
        someone.can_reach({"AWS_ENDPOINT_URL": local.url})
        run_on_qt_loop(job)


@pytest.mark.usefixtures("no_keyring")
def test_what_is_wrong_is_said_where_it_stands(untouched_aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.can_reach(untouched_aws.exports)

    async def job() -> None:
        async with someone.at_the_program():
            await pastes_keys(someone, "no keys here", "acme")
            assert someone.description("keys.paste").startswith("There is no access key in this text.")
            await someone.press("keys.next")
            await someone.hands.until(lambda: "is missing" in someone.description("keys.id"), "the sentence")
            assert someone.description("keys.secret").startswith("The secret access key is missing.")
            await someone.hands.type("keys.id", "ASIAIOSFODNN7EXAMPLE")
            await someone.hands.type("keys.secret", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
            assert someone.description("keys.token").startswith("Keys that begin with ASIA are temporary")
            await someone.hands.type("keys.id", "AKIAIOSFODNN7EXAMPLE")
            await someone.press("keys.next")
            await someone.hands.until(lambda: someone.reads_strip("keys.message") != "", "what AWS says")
            assert someone.read("keys.id") == "AKIAIOSFODNN7EXAMPLE"
            await someone.press("keys.cancel")

    run_on_qt_loop(job)


def _shown(someone: Person, name: str) -> str:
    widget = someone.hands.find(name)
    assert widget is not None
    return str(widget.displayText())  # type: ignore[attr-defined]
