import subprocess
import sys

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring

from wizard.model.failure import WizardError
from wizard.store.secrets import KeyringSecrets, MemorySecrets, describe_backend


class GoodKeyring(KeyringBackend):
    priority = 5

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


class WeakKeyring(GoodKeyring):
    priority = 0.5


class PlaintextKeyring(GoodKeyring):
    """Like the one of keyrings.alt, where somebody gave it a high priority."""


class BrokenKeyring(GoodKeyring):
    error: Exception = RuntimeError("D-Bus is away")

    def get_password(self, service, username):
        raise self.error


# keyring registers every subclass and would choose among them; no other test must meet these.
KeyringBackend._classes -= {GoodKeyring, WeakKeyring, PlaintextKeyring, BrokenKeyring}


@pytest.fixture(autouse=True)
def _restore():
    before = keyring.core._keyring_backend
    yield
    keyring.core._keyring_backend = before


@pytest.fixture(params=["keyring", "memory"])
def secrets(request):
    if request.param == "memory":
        return MemorySecrets()
    keyring.set_keyring(GoodKeyring())
    return KeyringSecrets()


def test_a_secret_is_kept_replaced_and_forgotten(secrets):
    assert secrets.get("c-1/api-key") is None
    secrets.put("c-1/api-key", "one")
    secrets.put("c-1/api-key", "two")
    assert secrets.get("c-1/api-key") == "two"
    assert secrets.get("c-2/api-key") is None
    secrets.forget("c-1/api-key")
    secrets.forget("c-1/api-key")
    assert secrets.get("c-1/api-key") is None


class WindowsKeyring(GoodKeyring):
    """Takes no more than the Credential Locker of Windows does."""

    def set_password(self, service, username, password):
        assert len(password.encode("utf-16-le")) <= 2560
        super().set_password(service, username, password)


KeyringBackend._classes -= {WindowsKeyring}


@pytest.mark.parametrize("letter", ["t", "é", "😀"])
@pytest.mark.parametrize("length", [1200, 1201, 5000])
def test_a_long_secret_is_kept_in_parts_and_leaves_none_behind(letter, length):
    backend = WindowsKeyring()
    keyring.set_keyring(backend)
    secrets = KeyringSecrets()
    secrets.put("key", letter * length)
    assert secrets.get("key") == letter * length
    secrets.put("key", "b" * 3000)
    assert secrets.get("key") == "b" * 3000
    assert len(backend.kept) == 6
    secrets.put("key", "short")
    assert backend.kept == {("org-wizard", "key"): "short"}
    secrets.put("key", letter * length)
    secrets.forget("key")
    assert (secrets.get("key"), backend.kept) == (None, {})


def test_a_secret_that_looks_like_a_list_of_parts_is_one_all_the_same():
    keyring.set_keyring(GoodKeyring())
    KeyringSecrets().put("key", "org-wizard-in-parts:2:x")
    assert KeyringSecrets().get("key") == "org-wizard-in-parts:2:x"


def test_a_secret_that_lacks_a_part_is_none():
    backend = GoodKeyring()
    keyring.set_keyring(backend)
    KeyringSecrets().put("key", "x" * 3000)
    del backend.kept[next(one for one in backend.kept if one[1] != "key")]
    assert KeyringSecrets().get("key") is None


def test_the_keyring_is_named():
    keyring.set_keyring(GoodKeyring())

    assert describe_backend() == GoodKeyring().name


@pytest.mark.parametrize("backend", [WeakKeyring, PlaintextKeyring, NullKeyring])
def test_a_keyring_that_does_not_protect_is_refused(backend):
    keyring.set_keyring(backend())

    with pytest.raises(WizardError, match="unencrypted, so it is not used") as refused:
        KeyringSecrets().put("c-1/api-key", "hush")
    assert (refused.value.failure.surface, refused.value.failure.code) == ("keyring", "UnsafeKeyring")
    assert "hush" not in refused.value.failure.text
    assert getattr(keyring.get_keyring(), "kept", {}) == {}


def test_no_keyring_is_said():
    keyring.set_keyring(NoKeyring())

    with pytest.raises(WizardError, match="no keyring on this computer") as refused:
        describe_backend()
    assert refused.value.failure.code == "NoKeyringError"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (keyring.errors.KeyringLocked("locked"), "KeyringLocked", "Unlock it"),
        (keyring.errors.NoKeyringError("none"), "NoKeyringError", "no keyring"),
        (keyring.errors.InitError("dismissed"), "InitError", "dismissed"),
        (RuntimeError("D-Bus is away"), "RuntimeError", "D-Bus is away"),
        (ConnectionResetError(), "ConnectionResetError", "ConnectionResetError"),
    ],
)
def test_what_the_keyring_answers_becomes_a_sentence(error, code, words):
    backend = BrokenKeyring()
    backend.error = error
    keyring.set_keyring(backend)

    with pytest.raises(WizardError, match=words) as refused:
        KeyringSecrets().get("c-1/api-key")
    assert (refused.value.failure.surface, refused.value.failure.code) == ("keyring", code)


def test_a_chain_never_falls_back_to_plain_text(monkeypatch):
    good, plain = GoodKeyring(), PlaintextKeyring()
    monkeypatch.setattr(ChainerBackend, "backends", [plain, good])
    keyring.set_keyring(ChainerBackend())
    KeyringSecrets().put("c-1/api-key", "hush")

    assert list(good.kept.values()) == ["hush"]
    assert plain.kept == {}


def test_a_chain_of_plain_text_alone_is_refused(monkeypatch):
    monkeypatch.setattr(ChainerBackend, "backends", [PlaintextKeyring(), WeakKeyring()])
    keyring.set_keyring(ChainerBackend())

    with pytest.raises(WizardError, match="unencrypted"):
        describe_backend()


def test_keyring_is_imported_only_when_a_secret_is_asked_for():
    code = "import sys, wizard.store.secrets, wizard.store.store; sys.exit('keyring' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
