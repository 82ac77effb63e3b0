"""Indexes of Resource Explorer: one per account and region, one aggregator per account (R43)."""

from dataclasses import dataclass, field
from datetime import datetime

from wizard.simulator.clock import Clock
from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.names import PARTITION

LOCAL, AGGREGATOR = "LOCAL", "AGGREGATOR"
_SECONDS_TO_CREATE = 20.0
_SECONDS_TO_CHANGE = 40.0
_PAUSE_AFTER_DEMOTION = 24 * 3600.0


@dataclass
class Index:
    """The index of one account in one region."""

    account: str
    region: str
    created: datetime
    kind: str = LOCAL
    state: str = "CREATING"
    updated: datetime | None = None
    unique: str = field(default_factory=new_uuid)

    @property
    def arn(self) -> str:
        """The ARN."""
        return f"arn:{PARTITION}:resource-explorer-2:{self.region}:{self.account}:index/{self.unique}"


@dataclass
class View:
    """A view of one account in one region."""

    arn: str
    name: str
    scope: str
    changed: datetime


@dataclass
class Explorer:
    """All indexes and views."""

    clock: Clock
    indexes: dict[tuple[str, str], Index] = field(default_factory=dict)
    views: dict[tuple[str, str], list[View]] = field(default_factory=dict)
    defaults: dict[tuple[str, str], str] = field(default_factory=dict)
    _demoted: dict[str, float] = field(default_factory=dict)

    def of(self, account: str) -> list[Index]:
        """The indexes of an account."""
        return [one for one in self.indexes.values() if one.account == account]

    def create(self, account: str, region: str) -> Index:
        """A local index, active after a while. Raises AwsError ConflictException where there is one."""
        if (account, region) in self.indexes:
            raise AwsError("ConflictException", "An index already exists in this Region.", 409)
        index = Index(account, region, self.clock.now())
        self.indexes[account, region] = index
        self.clock.later(_SECONDS_TO_CREATE, lambda: self._settle(index))
        return index

    def change(self, index: Index, kind: str) -> None:
        """Promote or demote an index; that takes a while, and a promotion a day after a demotion."""
        if kind == AGGREGATOR and index.kind != AGGREGATOR:
            if any(one.kind == AGGREGATOR for one in self.of(index.account)):
                raise AwsError(
                    "ConflictException",
                    "You already have an AGGREGATOR index in a different Region. Demote it to LOCAL first.",
                    409,
                )
            if self.clock.elapsed() - self._demoted.get(index.account, float("-inf")) < _PAUSE_AFTER_DEMOTION:
                raise AwsError(
                    "ServiceQuotaExceededException",
                    "An aggregator index was demoted or deleted less than 24 hours ago. Try again later.",
                    402,
                )
        if kind == LOCAL and index.kind == AGGREGATOR:
            self._demoted[index.account] = self.clock.elapsed()
        index.kind, index.state, index.updated = kind, "UPDATING", self.clock.now()
        self.clock.later(_SECONDS_TO_CHANGE, lambda: self._settle(index))

    def delete(self, index: Index) -> None:
        """Take an index away."""
        if index.kind == AGGREGATOR:
            self._demoted[index.account] = self.clock.elapsed()
        index.state = "DELETING"
        self.indexes.pop((index.account, index.region), None)

    def _settle(self, index: Index) -> None:
        index.state, index.updated = "ACTIVE", self.clock.now()
