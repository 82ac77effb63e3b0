"""An access key: what signs calls to AWS."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

_ID = re.compile(r"A[KS]IA[A-Z0-9]{12,124}")
_SECRET = re.compile(r"[A-Za-z0-9/+=]{30,128}")


@dataclass(frozen=True, slots=True)
class AccessKey:
    """An access key; its repr shows neither secret nor token.

    session_token: of temporary keys (ASIA…); empty for long-lived ones (AKIA…)
    """

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str = field(default="", repr=False)

    @property
    def temporary(self) -> bool:
        """True for keys that expire."""
        return bool(self.session_token)


class KeyPlace(StrEnum):
    """Where an access key that was typed in is kept."""

    SESSION = "session"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A profile that a person made by typing an access key: all of it but the secret, so it may stand in a database.

    name:          what the profile is called
    access_key_id: which key, so that a person knows it again
    region:        where to work; empty where nothing was said
    place:         KEYRING: there until it is forgotten; SESSION: gone when the program ends
    """

    name: str
    access_key_id: str
    region: str = ""
    place: KeyPlace = KeyPlace.SESSION


class KeyProblem(StrEnum):
    """What is wrong with an access key before AWS is asked."""

    ID_MISSING = "id-missing"
    ID_MALFORMED = "id-malformed"
    SECRET_MISSING = "secret-missing"  # noqa: S105 - the name of a problem
    SECRET_MALFORMED = "secret-malformed"  # noqa: S105 - the name of a problem
    TOKEN_MISSING = "token-missing"  # noqa: S105 - the name of a problem
    TOKEN_UNEXPECTED = "token-unexpected"  # noqa: S105 - the name of a problem


def problems_of(key: AccessKey) -> tuple[KeyProblem, ...]:
    """Tell what is wrong with the form of a key, in the order of its fields (IAM User Guide, "IAM identifiers").

    Long-lived keys begin with AKIA and have no session token, temporary ones with ASIA and need theirs.
    """
    found = []
    if not key.access_key_id:
        found.append(KeyProblem.ID_MISSING)
    elif not _ID.fullmatch(key.access_key_id):
        found.append(KeyProblem.ID_MALFORMED)
    if not key.secret_access_key:
        found.append(KeyProblem.SECRET_MISSING)
    elif not _SECRET.fullmatch(key.secret_access_key):
        found.append(KeyProblem.SECRET_MALFORMED)
    if key.access_key_id.startswith("ASIA") and not key.session_token:
        found.append(KeyProblem.TOKEN_MISSING)
    if key.access_key_id.startswith("AKIA") and key.session_token:
        found.append(KeyProblem.TOKEN_UNEXPECTED)
    return tuple(found)
