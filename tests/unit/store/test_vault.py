"""Secrets of settings: in memory until a run needs them, then in the keyring."""

import asyncio
import threading

import pytest

from wizard.model.failure import RawFailure, WizardError
from wizard.store.secrets import MemorySecrets
from wizard.store.vault import Vault


class Keyring(MemorySecrets):
    """Remembers in which threads it was asked; refuses where it is closed."""

    def __init__(self, *, closed: bool = False, code: str = "KeyringLocked") -> None:
        super().__init__()
        self.closed = closed
        self.code = code
        self.threads: set[threading.Thread] = set()

    def put(self, reference: str, secret: str) -> None:
        self._ask()
        super().put(reference, secret)

    def get(self, reference: str) -> str | None:
        self._ask()
        return super().get(reference)

    def forget(self, reference: str) -> None:
        self._ask()
        super().forget(reference)

    def _ask(self) -> None:
        self.threads.add(threading.current_thread())
        if self.closed:
            raise WizardError(RawFailure("The keyring is locked", "keyring", code=self.code))


def test_what_is_typed_touches_no_keyring():
    keyring = Keyring()
    vault = Vault(keyring)
    reference = vault.take("s3cret")
    assert "s3cret" not in reference
    assert asyncio.run(vault.values({"key": reference})) == {"key": "s3cret"}
    vault.drop(reference)
    assert keyring._secrets == {}
    assert asyncio.run(vault.values({"key": reference})) == {}


def test_what_a_run_needs_outlives_the_process_and_never_holds_the_window():
    keyring = Keyring()
    vault = Vault(keyring)
    reference = vault.take("s3cret")
    asyncio.run(vault.make_last([reference]))
    assert asyncio.run(Vault(keyring).values({"key": reference})) == {"key": "s3cret"}
    asyncio.run(Vault(keyring).forget([reference]))
    assert asyncio.run(vault.values({"key": reference})) == {}
    assert keyring.threads
    assert threading.main_thread() not in keyring.threads


def test_without_a_keyring_it_stays_in_memory():
    vault = Vault(Keyring(closed=True))
    reference = vault.take("s3cret")
    asyncio.run(vault.make_last([reference]))
    assert asyncio.run(vault.values({"key": reference})) == {"key": "s3cret"}
    asyncio.run(vault.forget([reference, "setting/elsewhere"]))
    with pytest.raises(WizardError, match="locked"):
        asyncio.run(vault.values({"key": reference}))


@pytest.mark.parametrize("code", ["NoKeyringError", "UnsafeKeyring"])
def test_a_computer_that_has_no_keyring_knows_nothing_and_refuses_nothing(code):
    vault = Vault(Keyring(closed=True, code=code))
    assert asyncio.run(vault.values({"key": "setting/of-the-last-start"})) == {}
