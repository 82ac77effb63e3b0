"""Profiles that a person makes in the window: of access keys, and of roles in other accounts."""

import asyncio
import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from wizard.aws import identity, profiles
from wizard.aws.access import AccessFactory
from wizard.aws.signing_in.own_keys import OwnKeys
from wizard.aws.signing_in.profile_writer import ProfileWriter
from wizard.aws.signing_in.role_trial import try_role
from wizard.model.access_key import AccessKey, KeyPlace, OwnKey
from wizard.model.failure import RawFailure, WizardError
from wizard.model.profile import Caller, Profile
from wizard.model.sign_in import RoleToAssume
from wizard.store.settings import Settings

_SETTING = "own_keys"
_TRIAL = "\n"
"""The name that a key is tried under; no profile is called so."""
_SHOWN = 4


class OwnProfiles:
    """Tries, keeps and forgets them.

    describe_keyring: names the keyring that would be used, raises WizardError where there is none that is fit; blocks
    """

    def __init__(
        self, factory: AccessFactory, own: OwnKeys, settings: Settings, describe_keyring: Callable[[], str]
    ) -> None:
        self._factory = factory
        self._own = own
        self._settings = settings
        self._describe_keyring = describe_keyring
        self._writer = ProfileWriter()

    @property
    def keys(self) -> OwnKeys:
        """Give the keys that are known."""
        return self._own

    async def load(self) -> None:
        """Know the keys again that an earlier run kept in the keyring. Raises WizardError for the database."""
        kept = await self._settings.get(_SETTING)
        self._own.restore(_read(kept) if kept else ())

    async def keyring_trouble(self) -> RawFailure | None:
        """Say why nothing can be kept in the keyring of this computer; None where it can."""
        try:
            await asyncio.to_thread(self._describe_keyring)
        except WizardError as error:
            return error.failure
        return None

    async def profiles(self) -> Sequence[Profile]:
        """Give the profiles of the files, which a role can be assumed from. Raises WizardError."""
        return await profiles.find_profiles()

    async def names(self) -> Collection[str]:
        """Give every name that is taken. Raises WizardError where the files cannot be read."""
        return {one.name for one in (*await profiles.find_all(), *self._own.profiles())}

    async def try_key(self, key: AccessKey, region: str) -> Caller:
        """Ask AWS whose key it is (sts:GetCallerIdentity, R4). Raises WizardError."""
        self._factory.provide(_TRIAL, lambda: key)
        try:
            return await identity.caller(self._factory.open(_TRIAL, region))
        finally:
            self._factory.withdraw(_TRIAL)

    async def keep_key(self, own: OwnKey, key: AccessKey) -> None:
        """Keep a key where `own.place` says, and its name for the next start. Raises WizardError."""
        await self._own.keep(own, key)
        await self._write()

    async def forget_key(self, name: str) -> None:
        """Forget a key, in the keyring too. Raises WizardError where the keyring refuses."""
        await self._own.forget(name)
        await self._write()

    async def try_role(self, role: RoleToAssume, region: str) -> Caller:
        """Assume a role once, as its profile would. Raises WizardError where AWS refuses, or no code is typed."""
        return await try_role(self._factory, role, region)

    async def write_role(self, name: str, role: RoleToAssume, region: str) -> None:
        """Write a profile of a role. Raises WizardError where it cannot be written."""
        await self._writer.put_role(name, role, region)
        self._factory.forget(name)

    async def _write(self) -> None:
        kept = [one for one in self._own.known if one.place is KeyPlace.KEYRING]
        if kept:
            await self._settings.put(_SETTING, json.dumps([_written(one) for one in kept]))
        else:
            await self._settings.remove(_SETTING)


def _written(own: OwnKey) -> dict[str, str]:
    """Give what stands in the database: not even the whole ID of the key, which nobody needs to know it again."""
    return {"name": own.name, "ending": own.access_key_id[-_SHOWN:], "region": own.region}


def _read(text: str) -> list[OwnKey]:
    entries: list[dict[str, Any]] = json.loads(text)
    return [OwnKey(str(one["name"]), f"…{one['ending']}", str(one["region"]), KeyPlace.KEYRING) for one in entries]
