"""What the dialogs for access keys and for roles need from the rooms below, as a protocol."""

from collections.abc import Collection, Sequence
from typing import Protocol

from wizard.model.access_key import AccessKey, OwnKey
from wizard.model.failure import RawFailure
from wizard.model.profile import Caller, Profile
from wizard.model.sign_in import RoleToAssume


class OwnProfiles(Protocol):
    """Tries, keeps and forgets profiles that a person makes. Every coroutine but one raises WizardError."""

    async def keyring_trouble(self) -> RawFailure | None:
        """Say why nothing can be kept in the keyring of this computer; None where it can. Raises nothing."""

    async def profiles(self) -> Sequence[Profile]:
        """Give the profiles of the files."""

    async def names(self) -> Collection[str]:
        """Give every name that is taken."""

    async def try_key(self, key: AccessKey, region: str) -> Caller:
        """Ask AWS whose key it is."""

    async def keep_key(self, own: OwnKey, key: AccessKey) -> None:
        """Keep a key where `own.place` says."""

    async def forget_key(self, name: str) -> None:
        """Forget a key, in the keyring too."""

    async def try_role(self, role: RoleToAssume, region: str) -> Caller:
        """Assume a role once, as its profile would."""

    async def write_role(self, name: str, role: RoleToAssume, region: str) -> None:
        """Write a profile of a role."""
