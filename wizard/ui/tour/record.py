"""What a tour writes down: tour.json."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wizard.model.connection import Connection


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page: its ID, what it said, the picture's file name, and how long the tour stayed."""

    id: str
    title: str
    picture: str
    seconds: float


@dataclass(slots=True)
class Record:
    """A whole tour. `outcome` is one of connected, partly-connected, refused, failed, paused."""

    scenario: str
    outcome: str = ""
    cause: str = ""
    pages: list[PageRecord] = field(default_factory=list)
    connection: dict[str, str] = field(default_factory=dict)
    aws_calls: dict[str, int] = field(default_factory=dict)
    longest_stall_ms: float = 0.0
    seconds: float = 0.0

    def describe(self, row: Connection | None) -> None:
        """Take over what the list says of the connection."""
        if row is not None:
            self.connection = {
                "provider": row.provider_id,
                "root_id": row.identity.root_id,
                "organization_id": row.identity.organization_id,
                "management_account": row.identity.management_account_id,
                "role_arn": row.role_arn,
                "status": row.status.value,
            }

    def write(self, folder: Path) -> None:
        """Write tour.json. Raises OSError."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2)
        (folder / "tour.json").write_text(text + "\n", encoding="utf-8")
