"""The people and groups of an organization, as Identity Center keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass

STORE_ID = "identity-store-id"
"""What a connection's settings call the store; no setting of a provider is called so."""

_OWNER = "identity-center-account"
_INSTANCE = "identity-center-instance"


@dataclass(frozen=True, slots=True)
class IdentityCenter:
    """One instance of Identity Center, and the store with its people.

    region: the one that it lives in; it answers nowhere else (R42)
    owner:  the account that it belongs to: the management account, unless somebody made one for a single account
    """

    region: str
    instance_arn: str
    store_id: str
    owner: str

    @property
    def values(self) -> Mapping[str, str]:
        """What a connection keeps of it, by names that no setting has."""
        return {STORE_ID: self.store_id, _OWNER: self.owner, _INSTANCE: self.instance_arn}


def center_of(settings: Mapping[str, str], region: str) -> IdentityCenter | None:
    """Give the instance that a connection's settings keep; None where they keep none."""
    store_id = settings.get(STORE_ID, "")
    if not store_id:
        return None
    return IdentityCenter(region, settings.get(_INSTANCE, ""), store_id, settings.get(_OWNER, ""))


@dataclass(frozen=True, slots=True)
class FoundCenters:
    """Where Identity Center was found.

    silent: regions that did not say whether it is there
    """

    centers: tuple[IdentityCenter, ...]
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryUser:
    """A person. Everything but the ID and the user name can be empty."""

    user_id: str
    user_name: str
    display_name: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """What people call them."""
        return self.display_name or self.user_name or self.user_id


@dataclass(frozen=True, slots=True)
class DirectoryGroup:
    """A group. Identity Center knows groups without a display name."""

    group_id: str
    display_name: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody, in the order that AWS gives."""

    users: tuple[DirectoryUser, ...] = ()
    groups: tuple[DirectoryGroup, ...] = ()
