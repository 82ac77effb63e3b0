"""Secrets in a real Secret Service: gnome-keyring on a private D-Bus, with a throw-away home."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.embedded_aws import ROOT

pytestmark = pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs the packages gnome-keyring and dbus",
)

UNLOCK = 'eval "$(printf test-password | gnome-keyring-daemon --unlock --components=secrets 2>/dev/null)"\n'
LOCK = (
    "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets "
    "org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null\n"
)
KEEP = """
import asyncio
from wizard.aws.access import AccessFactory
from wizard.aws.signing_in.own_keys import OwnKeys
from wizard.model.access_key import AccessKey, KeyPlace, OwnKey
from wizard.model.failure import WizardError
from wizard.store.secrets import KeyringSecrets, describe_backend
own = OwnKeys(AccessFactory("0"), KeyringSecrets())
key = AccessKey("ASIAIOSFODNN7EXAMPLE", "s" * 40, "t" * 3000)
try:
    print(describe_backend())
    asyncio.run(own.keep(OwnKey("work", key.access_key_id, place=KeyPlace.KEYRING), key))
    print("kept")
except WizardError as error:
    print(error.failure.code, error.failure.text)
asyncio.run(own.keep(OwnKey("for now", key.access_key_id), key))
print([one.name for one in own.known])
"""
READ = """
from wizard.store.secrets import KeyringSecrets
print(len(KeyringSecrets().get("access-key/work") or ""))
KeyringSecrets().forget("access-key/work")
print(KeyringSecrets().get("access-key/work"))
"""


def said(script: str, tmp_path: Path, *programs: str) -> list[str]:
    """What Python programs print, one after another, on a D-Bus of their own."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime)}
    runs = "".join(f'"$PYTHON" -c "${name}"\n' for name in (f"P{number}" for number in range(len(programs))))
    environment |= {"PYTHON": sys.executable, **{f"P{number}": one for number, one in enumerate(programs)}}
    ended = subprocess.run(
        [str(shutil.which("dbus-run-session")), "--", "/bin/sh", "-c", script + runs],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


def test_a_key_with_a_long_token_is_kept_in_the_keyring_and_in_no_file(tmp_path: Path) -> None:
    backend, kept, known, length, gone = said(UNLOCK, tmp_path, KEEP, READ)
    assert "SecretService" in backend
    assert (kept, known, gone) == ("kept", "['for now', 'work']", "None")
    assert int(length) > 3000
    written = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert not any(b"tttttttttt" in one.read_bytes() or b"ssssssssss" in one.read_bytes() for one in written)


def test_a_locked_keyring_is_said_and_this_session_works_all_the_same(tmp_path: Path) -> None:
    *_, refused, known = said(UNLOCK + LOCK, tmp_path, KEEP)
    assert refused.startswith("KeyringLocked The keyring is locked")
    assert known == "['for now']"


def test_without_a_keyring_it_is_said_and_this_session_works_all_the_same(tmp_path: Path) -> None:
    *_, refused, known = said("export DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere\n", tmp_path, KEEP)
    assert refused.startswith("NoKeyringError There is no keyring on this computer")
    assert known == "['for now']"


def test_a_question_for_the_password_that_nobody_answers_is_said(tmp_path: Path) -> None:
    """Nothing was unlocked at sign-in, as on a computer where nobody has a keyring yet, and there is no screen."""
    *_, refused, known = said("", tmp_path, KEEP)
    assert refused.startswith("InitError The keyring stays closed")
    assert known == "['for now']"
