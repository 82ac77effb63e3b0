"""IDs in AWS's forms. The same scenario gives the same organization, account and key IDs on every start."""

import random
import string
import uuid

_LOWER = string.ascii_lowercase + string.digits
_UPPER = string.ascii_uppercase + "234567"


class IdMaker:
    """Makes IDs from a seed, so that pictures and tests see the same ones each time."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - IDs of a practice world, not secrets
        self._root_suffix = self._text(_LOWER, 4)
        self._accounts: set[str] = set()

    def organization(self) -> str:
        """An organization ID (R1)."""
        return f"o-{self._text(_LOWER, 10)}"

    def root(self) -> str:
        """The root ID (R1)."""
        return f"r-{self._root_suffix}"

    def unit(self) -> str:
        """An OU ID that bears the root's suffix (R1)."""
        return f"ou-{self._root_suffix}-{self._text(_LOWER, 8)}"

    def policy(self) -> str:
        """The ID of a policy of AWS Organizations."""
        return f"p-{self._text(_LOWER, 8)}"

    def account(self) -> str:
        """Twelve digits, leading zeros included (R1); never twice."""
        while True:
            account = self._text(string.digits, 12)
            # The first member's ID has leading zeros: whoever takes account IDs for numbers, loses them.
            if len(self._accounts) == 1:
                account = "00" + account[2:]
            if account not in self._accounts:
                self._accounts.add(account)
                return account

    def _text(self, alphabet: str, length: int) -> str:
        return "".join(self._random.choices(alphabet, k=length))


def access_key(prefix: str = "AKIA") -> str:
    """An access key ID: AKIA for users, ASIA for sessions."""
    return prefix + "".join(random.choices(_UPPER, k=16))  # noqa: S311 - opens a practice world only


def secret_key() -> str:
    """A secret access key of 40 characters."""
    return "".join(random.choices(string.ascii_letters + string.digits + "+/", k=40))  # noqa: S311 - likewise


def new_uuid() -> str:
    """A random UUID as text."""
    return str(uuid.uuid4())
