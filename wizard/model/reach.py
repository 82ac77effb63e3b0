"""Whether the addresses that the program talks to can be reached from this network."""

from dataclasses import dataclass
from enum import StrEnum

from wizard.model.failure import RawFailure


class ReachState(StrEnum):
    """How far asking an address has come."""

    WAITING = "waiting"
    ASKING = "asking"
    REACHED = "reached"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ServiceAddress:
    """One address of AWS or of a vendor.

    service:   e.g. "cloudformation", as botocore names it; "vendor" for others
    ca_bundle: a file of certificates to trust besides the system's; empty where none is set
    """

    service: str
    url: str
    ca_bundle: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """What asking an address gave.

    through:      the proxy's address without its password; empty where the way is direct
    milliseconds: how long the whole way took
    """

    address: ServiceAddress
    state: ReachState
    through: str = ""
    failure: RawFailure | None = None
    milliseconds: int = 0
