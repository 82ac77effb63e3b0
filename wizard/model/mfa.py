"""The question for the code of an MFA device."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MfaTrouble(StrEnum):
    """Why a code is asked for again."""

    NONE = "none"
    MALFORMED = "malformed"
    WRONG = "wrong"
    USED = "used"


@dataclass(frozen=True, slots=True)
class MfaQuestion:
    """What a person is asked, and why again.

    profile: which profile needs the code; empty for the environment's credentials
    serial:  the device: its ARN, or the serial number of a hardware token
    trouble: what was wrong with the code before; NONE the first time
    next_at: when the device shows another code, UTC, where the code before had served already
    """

    profile: str
    serial: str
    trouble: MfaTrouble = MfaTrouble.NONE
    next_at: datetime | None = None
