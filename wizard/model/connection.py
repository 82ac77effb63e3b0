"""A connected organization as the list shows it, and what a person asked to be connected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection, Targets


class Phase(StrEnum):
    """Where a connection stands."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    PARTLY_CONNECTED = "partly-connected"
    FAILED = "failed"


class Status(StrEnum):
    """The status switch, as verified at AWS. MIXED: verified, and not the same in every account."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """How a connection was made, and what is known of it.

    PROFILE: with credentials; what the row says was asked of AWS
    CONSOLE: by the person, in the AWS console; nothing was verified until somebody signs in
    """

    PROFILE = "profile"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Names:
    """What is made is called so, in every organization; all empty where nothing is made at AWS.

    own_stack_sets: the StackSets belong to no stack, and there is no role in the management account
    """

    stack: str
    stack_set: str
    filtered_stack_set: str
    role: str
    own_stack_sets: bool = False

    @property
    def anything(self) -> bool:
        """True where something is made at AWS."""
        return bool(self.stack or self.stack_set or self.filtered_stack_set or self.role)


@dataclass(frozen=True, slots=True)
class ConnectRequest:
    """All that the pages collected, ready to be planned. Secrets are references, never values.

    connection_id: the tag `org-wizard:connection` of everything that is made
    profile:       the profile to work with; empty for credentials of the environment
    region:        the one region of the stack and the StackSets (R32)
    settings:      by field ID of the provider's definition
    secrets:       by field ID, references into the SecretStore
    account_names: of every account of the organization, for what people read
    """

    connection_id: str
    provider_id: str
    profile: str
    region: str
    partition: str
    identity: OrganizationIdentity
    selection: Selection
    targets: Targets
    names: Names
    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(default_factory=dict)
    account_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """What the last check found: so many accounts of so many have the role, and one sentence's worth of trouble."""

    connected: int = 0
    total: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """One row of the list: enough to show it without reading a provider or asking AWS.

    role_arn:   empty until it is known
    created_at: UTC
    checked_at: when AWS was last asked, UTC
    way:        CONSOLE until a sign-in has verified what a person made in the console; `profile` is empty then
    status_at_aws: whether the status switch changes AWS; False where the template has no parameter for it, and the
                status is a mark in this list alone
    """

    connection_id: str
    provider_id: str
    provider_name: str
    identity: OrganizationIdentity
    profile: str
    region: str
    partition: str
    phase: Phase
    status: Status
    names: Names
    selection: Selection
    settings: Mapping[str, str]
    role_arn: str
    health: Health
    created_at: datetime
    checked_at: datetime | None = None
    way: Way = Way.PROFILE
    status_at_aws: bool = True
