"""Service control policies of an organization, and where they are attached."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class TargetKind(StrEnum):
    """What a policy can be attached to."""

    ROOT = "root"
    UNIT = "unit"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Target:
    """One place that policies are attached to; `name` is its ID where nobody may read its name."""

    kind: TargetKind
    target_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A service control policy: `statements` as its document has them, in their order."""

    policy_id: str
    name: str
    statements: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Level:
    """What is attached to one place on the way from the root to an account.

    complete: False where there can be more policies than these, so that a missing Allow proves nothing
    """

    target: Target
    policies: tuple[Policy, ...]
    complete: bool = True
