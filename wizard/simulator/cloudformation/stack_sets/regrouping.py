"""What an update of `AWS::CloudFormation::StackSet` takes away and adds (R33).

The resource type knows no tree: it compares its groups unit by unit, by the OU's ID. An account that one OU's target
loses is removed, and comes back only where another OU's target adds it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Share:
    """The accounts of an OU that are targeted: those `named`, or, with `others`, all but those named."""

    named: frozenset[str]
    others: bool

    def without(self, taken: "Share") -> "Share":
        """What of this share is not in the other."""
        return self.common(taken.complement())

    def complement(self) -> "Share":
        """All accounts of the OU that are not in this share."""
        return Share(self.named, not self.others)

    def common(self, other: "Share") -> "Share":
        """What is in both."""
        if self.others and other.others:
            return Share(self.named | other.named, others=True)
        if self.others:
            return Share(other.named - self.named, others=False)
        kept = self.named - other.named if other.others else self.named & other.named
        return Share(kept, others=False)

    def joined(self, other: "Share") -> "Share":
        """What is in either."""
        return self.complement().common(other.complement()).complement()

    @property
    def empty(self) -> bool:
        """Whether no account can be in it."""
        return not self.others and not self.named

    def filter(self) -> dict[str, Any]:
        """The share as the account filter of deployment targets (R25)."""
        if not self.named:
            return {"AccountFilterType": "NONE"}
        kind = "DIFFERENCE" if self.others else "INTERSECTION"
        return {"AccountFilterType": kind, "Accounts": sorted(self.named)}


Shares = Mapping[str, Share]
NOTHING = Share(frozenset(), others=False)


def shares(targets: Iterable[Mapping[str, Any]]) -> dict[str, Share]:
    """The share of each OU that deployment targets name; several of one OU add up."""
    found: dict[str, Share] = {}
    for one in targets:
        accounts = frozenset(str(account) for account in one.get("Accounts") or [] if account)
        share = Share(accounts, others=str(one.get("AccountFilterType") or "NONE") != "INTERSECTION")
        for unit in one.get("OrganizationalUnitIds") or []:
            found[str(unit)] = found.get(str(unit), NOTHING).joined(share)
    return found


def lost(before: Shares, after: Shares) -> list[dict[str, Any]]:
    """The deployment targets that an update takes away; OUs with equal filters are one operation."""
    parts: dict[Share, list[str]] = {}
    for unit, share in before.items():
        gone = share.without(after.get(unit, NOTHING))
        if not gone.empty:
            parts.setdefault(gone, []).append(unit)
    return [{"OrganizationalUnitIds": units, **share.filter()} for share, units in parts.items()]
