"""Profiles of access keys that a person typed: in the keyring or in memory, never in a file."""

import asyncio
import json
from collections.abc import Iterable, Sequence

from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.model.access_key import AccessKey, KeyPlace, OwnKey
from wizard.model.failure import RawFailure
from wizard.model.ports import SecretStore
from wizard.model.profile import About, Profile, ProfileKind


class OwnKeys:
    """The access keys that were typed into the program; the factory opens them by name like any profile.

    Whoever has this keeps the list of OwnKey between two runs (there is no secret in it) and gives it to `restore`.
    """

    def __init__(self, factory: AccessFactory, secrets: SecretStore) -> None:
        self._factory = factory
        self._secrets = secrets
        self._known: dict[str, OwnKey] = {}

    async def keep(self, own: OwnKey, key: AccessKey) -> None:
        """Keep a key where `own.place` says, in place of one of the same name, and let the factory open it.

        Raises WizardError where the keyring refuses: nothing is kept then, and `place` SESSION always works.
        """
        if own.place is KeyPlace.KEYRING:
            await asyncio.to_thread(self._secrets.put, _reference(own.name), _written(key))
            self._provide_from_keyring(own)
        else:
            self._factory.provide(own.name, lambda: key)
        self._known[own.name] = own

    def restore(self, kept: Iterable[OwnKey]) -> None:
        """Know keys of an earlier run again, those in the keyring; it is not asked before a key is needed."""
        for own in kept:
            if own.place is KeyPlace.KEYRING:
                self._provide_from_keyring(own)
                self._known[own.name] = own

    async def forget(self, name: str) -> None:
        """Forget a key, in the keyring too; nothing happens where there is none. Raises WizardError for the keyring."""
        own = self._known.get(name)
        if own is None:
            return
        if own.place is KeyPlace.KEYRING:
            await asyncio.to_thread(self._secrets.forget, _reference(name))
        self._factory.withdraw(name)
        del self._known[name]

    @property
    def known(self) -> Sequence[OwnKey]:
        """Give all keys, by name."""
        return [self._known[name] for name in sorted(self._known, key=str.casefold)]

    def profiles(self) -> Sequence[Profile]:
        """Give them as profiles, to stand in the list with those of the files."""
        return [
            Profile(own.name, ProfileKind.ACCESS_KEY, own.region, about=About(kept=own.place)) for own in self.known
        ]

    def _provide_from_keyring(self, own: OwnKey) -> None:
        def read() -> AccessKey:
            kept = self._secrets.get(_reference(own.name))
            if kept is None:
                raise _gone(own)
            return _read(kept)

        self._factory.provide(own.name, read)


def _reference(name: str) -> str:
    return f"access-key/{name}"


def _written(key: AccessKey) -> str:
    parts = [key.access_key_id, key.secret_access_key, key.session_token]
    return json.dumps(parts, separators=(",", ":"))


def _read(kept: str) -> AccessKey:
    access_key_id, secret, token = json.loads(kept)
    return AccessKey(access_key_id, secret, token)


def _gone(own: OwnKey) -> AwsError:
    text = f"The keyring does not hold the access key {own.access_key_id} any more. Type it in again."
    return AwsError(RawFailure(text=text, surface="keyring", code="NoCredentialsError"))
