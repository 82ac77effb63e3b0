"""Where the secrets of connections are: in memory while they are typed, in the keyring once a run needs them."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from uuid import uuid4

from wizard.model.failure import WizardError
from wizard.model.ports import SecretStore
from wizard.store.secrets import MemorySecrets

_log = logging.getLogger(__name__)
_PREFIX = "setting/"
_NO_STORE = frozenset({"NoKeyringError", "UnsafeKeyring"})
"""Codes of a computer that has no place for secrets: what was in memory only is gone there, and nothing is locked."""


class Vault:
    """Secrets by reference. A reference is a random name: it may stand in the database, the secret never does.

    A wizard that is closed leaves nothing behind, because only `make_last`, which a run does before it begins, writes
    into the lasting store; where that refuses, the secret stays in memory until the program ends.

    lasting: the keyring, or memory in practice; asked in worker threads alone
    """

    def __init__(self, lasting: SecretStore | None = None) -> None:
        self._lasting = lasting or MemorySecrets()
        self._typed: dict[str, str] = {}

    def take(self, secret: str) -> str:
        """Keep a secret in memory and give its reference; returns at once."""
        reference = f"{_PREFIX}{uuid4().hex}"
        self._typed[reference] = secret
        return reference

    def drop(self, reference: str) -> None:
        """Forget what was typed and never made to last; returns at once."""
        self._typed.pop(reference, None)

    async def values(self, references: Mapping[str, str]) -> dict[str, str]:
        """Give the secrets under the names that refer to them; those that nobody knows any more are left out.

        Raises WizardError (surface "keyring") where the keyring stays closed and one of them is kept there.
        """
        found: dict[str, str] = {}
        for name, reference in references.items():
            secret = self._typed.get(reference)
            if secret is None:
                secret = await asyncio.to_thread(self._kept, reference)
            if secret is not None:
                found[name] = secret
        return found

    def _kept(self, reference: str) -> str | None:
        """Give what the lasting store has. A computer without one has nothing: disconnecting must work there too."""
        try:
            return self._lasting.get(reference)
        except WizardError as error:
            if error.failure.code in _NO_STORE:
                return None
            raise

    async def make_last(self, references: Iterable[str]) -> None:
        """Let secrets outlive this process, so that a run can go on in the next. Raises nothing.

        A computer without a keyring keeps them in memory.
        """
        for reference in references:
            if reference in self._typed:
                try:
                    await asyncio.to_thread(self._lasting.put, reference, self._typed[reference])
                except WizardError as error:
                    _log.info("A secret stays in memory: %s", error.failure.text)
                else:
                    self._typed.pop(reference, None)

    async def forget(self, references: Iterable[str]) -> None:
        """Remove secrets of a connection that is gone. Raises nothing: a keyring that is closed keeps a dead entry."""
        for reference in references:
            if self._typed.pop(reference, None) is None:
                try:
                    await asyncio.to_thread(self._lasting.forget, reference)
                except WizardError as error:
                    _log.info("A secret could not be removed: %s", error.failure.text)
