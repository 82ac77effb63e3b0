"""Resource Explorer in an organization: which account has an index in which region (R43)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wizard.model.message import Message


class IndexKind(StrEnum):
    """What an index is. AGGREGATOR: the one of its account that holds what all others of it know."""

    LOCAL = "LOCAL"
    AGGREGATOR = "AGGREGATOR"


@dataclass(frozen=True, slots=True)
class AccountIndexes:
    """One account, and its indexes by region."""

    account_id: str
    name: str
    indexes: Mapping[str, IndexKind]
    management: bool = False

    @property
    def aggregator(self) -> str:
        """The region of its aggregator; empty where it has none."""
        return next((region for region, kind in self.indexes.items() if kind is IndexKind.AGGREGATOR), "")


@dataclass(frozen=True, slots=True)
class Exploration:
    """What was found. Nothing of it is kept.

    regions:  every region in which any account has an index, in order
    accounts: the management account first, then the active members by name
    findings: what is not as it should be, the worst first; empty where all is well
    """

    regions: tuple[str, ...]
    accounts: tuple[AccountIndexes, ...]
    findings: tuple[Message, ...] = ()

    def missing(self, one: AccountIndexes) -> tuple[str, ...]:
        """Give the regions in which others have an index, and this account has none."""
        return tuple(region for region in self.regions if region not in one.indexes)
