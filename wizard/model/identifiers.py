"""Identifiers of AWS: their form, and which kind a pasted text is.

The forms are rules R1 to R3 (AWS Organizations and IAM API references). Account IDs are text: leading zeros count.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

ROOT_ID = re.compile(r"r-[0-9a-z]{4,32}")
OU_ID = re.compile(r"ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}")
ORGANIZATION_ID = re.compile(r"o-[a-z0-9]{10,32}")
ACCOUNT_ID = re.compile(r"[0-9]{12}")
STACK_NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]{0,127}")
EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII)
ROLE_NAME = re.compile(r"[\w+=,.@-]{1,64}", re.ASCII)

_ARN = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):(?P<service>[a-z0-9-]+):(?P<region>[a-z0-9-]*):(?P<account>[^:]*):(?P<rest>.+)"
)
_ROLE = re.compile(r"role(?P<path>/(?:[!-.0-~]+/)*)(?P<name>[\w+=,.@-]{1,64})", re.ASCII)


class IdentifierKind(StrEnum):
    """What a typed or pasted text is."""

    EMPTY = "empty"
    ROOT = "root"
    ORGANIZATIONAL_UNIT = "organizational-unit"
    ORGANIZATION = "organization"
    ACCOUNT = "account"
    ARN = "arn"
    ALMOST_ROOT = "almost-root"
    UNKNOWN = "unknown"


def identifier_kind(text: str) -> IdentifierKind:
    """Tell which kind of identifier the whole of `text` is (R1); white space around it is not part of it."""
    text = text.strip()
    kinds = (
        (re.compile(""), IdentifierKind.EMPTY),
        (ROOT_ID, IdentifierKind.ROOT),
        (OU_ID, IdentifierKind.ORGANIZATIONAL_UNIT),
        (ORGANIZATION_ID, IdentifierKind.ORGANIZATION),
        (re.compile(r"\d{12}|\d{4}[ -]\d{4}[ -]\d{4}", re.ASCII), IdentifierKind.ACCOUNT),
        (re.compile(r"arn:.*", re.DOTALL), IdentifierKind.ARN),
        (re.compile(r"r-.*", re.IGNORECASE | re.DOTALL), IdentifierKind.ALMOST_ROOT),
    )
    return next((kind for pattern, kind in kinds if pattern.fullmatch(text)), IdentifierKind.UNKNOWN)


def grouped_account_id(account_id: str) -> str:
    """Give an account ID as people read it: 1111 2222 3333. Anything that is not one comes back unchanged."""
    if not ACCOUNT_ID.fullmatch(account_id):
        return account_id
    return f"{account_id[:4]} {account_id[4:8]} {account_id[8:]}"


@dataclass(frozen=True, slots=True)
class Arn:
    """An Amazon Resource Name, taken apart; `rest` is everything behind the account."""

    partition: str
    service: str
    region: str
    account_id: str
    rest: str

    @classmethod
    def parse(cls, text: str) -> "Arn":
        """Take an ARN apart. Raises ValueError where `text` is not one."""
        match = _ARN.fullmatch(text)
        if match is None:
            raise ValueError(f"not an ARN: {text!r}")
        return cls(match["partition"], match["service"], match["region"], match["account"], match["rest"])


@dataclass(frozen=True, slots=True)
class RoleArn:
    """The ARN of an IAM role (R2); `path` begins and ends with a slash."""

    partition: str
    account_id: str
    path: str
    name: str

    @classmethod
    def parse(cls, text: str) -> "RoleArn":
        """Read a role's ARN. Raises ValueError for anything else, white space around it included."""
        arn = Arn.parse(text)
        role = _ROLE.fullmatch(arn.rest)
        if arn.service != "iam" or arn.region or role is None or not ACCOUNT_ID.fullmatch(arn.account_id):
            raise ValueError(f"not the ARN of a role: {text!r}")
        return cls(arn.partition, arn.account_id, role["path"], role["name"])

    def __str__(self) -> str:
        return f"arn:{self.partition}:iam::{self.account_id}:role{self.path}{self.name}"
