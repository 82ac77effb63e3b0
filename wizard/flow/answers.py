"""What each page collected: one frozen dataclass per step, and all of them together.

Answers hold references to secrets, never the secrets, so a draft of them can be saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.model.connection import Connection
from wizard.model.organization import OrganizationIdentity
from wizard.model.plan import RunEnd
from wizard.model.profile import Caller
from wizard.model.progress import AccountResult
from wizard.model.targets import Selection, Targets


@dataclass(frozen=True, slots=True)
class ProviderAnswers:
    """Which service, and what of: "organization" or "account"."""

    provider_id: str
    scope: str = "organization"


@dataclass(frozen=True, slots=True)
class SignInAnswers:
    """Which profile, and who it is. `region` is what the profile names, or a default."""

    profile: str
    region: str
    caller: Caller


@dataclass(frozen=True, slots=True)
class OrganizationAnswers:
    """Which organization and which of its accounts.

    connection_id: tags everything that will be made; that of an unfinished connection where there is one
    account_names: by account ID, of every account
    unit_names:    by ID, of the units that the targets name
    unfinished:    the row of a connection of this organization that was begun and not finished
    """

    identity: OrganizationIdentity
    selection: Selection
    targets: Targets
    connection_id: str
    account_names: Mapping[str, str] = field(default_factory=dict)
    unit_names: Mapping[str, str] = field(default_factory=dict)
    unfinished: Connection | None = None


@dataclass(frozen=True, slots=True)
class SettingsAnswers:
    """Values by field ID, and references to secrets by field ID."""

    values: Mapping[str, str]
    region: str
    secrets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChecksAnswers:
    """The checks that passed, and those that the person went past with a warning."""

    passed: frozenset[str]
    warned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReviewAnswers:
    """That the person acknowledged named IAM resources (CAPABILITY_NAMED_IAM, R14)."""

    acknowledged: bool


@dataclass(frozen=True, slots=True)
class DeployAnswers:
    """How the run ended and what became of each account."""

    end: RunEnd
    accounts: tuple[AccountResult, ...]
    role_arn: str


@dataclass(frozen=True, slots=True)
class RoleAnswers:
    """The RoleARN and whether every check of it passed."""

    role_arn: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything collected so far; None where a step has not been answered."""

    provider: ProviderAnswers | None = None
    sign_in: SignInAnswers | None = None
    organization: OrganizationAnswers | None = None
    settings: SettingsAnswers | None = None
    checks: ChecksAnswers | None = None
    review: ReviewAnswers | None = None
    deploy: DeployAnswers | None = None
    role: RoleAnswers | None = None
