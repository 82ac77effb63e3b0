"""What each page collected: one frozen dataclass per step, and all of them together.

Answers hold references to secrets, never the secrets, so a draft of them can be saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.model.connection import Connection
from wizard.model.directory import IdentityCenter
from wizard.model.organization import OrganizationIdentity
from wizard.model.plan import RunEnd
from wizard.model.profile import Caller
from wizard.model.progress import AccountResult
from wizard.model.scope_change import ScopeChange
from wizard.model.targets import Selection, Targets
from wizard.model.typed_scope import TypedScope


@dataclass(frozen=True, slots=True)
class ProviderAnswers:
    """Which service, and what of: "organization" or "account".

    deploys: something is made at AWS for it; else it reads by itself
    by_stack: a stack is made, and it has one RoleARN; otherwise every account has its own
    """

    provider_id: str
    scope: str = "organization"
    deploys: bool = True
    by_stack: bool = True


@dataclass(frozen=True, slots=True)
class SignInAnswers:
    """Which profile, and who it is. `region` is what the profile names, or a default.

    console: the person does the steps in the AWS console: no profile, and a caller without an ARN
    """

    profile: str
    region: str
    caller: Caller
    console: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationAnswers:
    """Which organization and which of its accounts.

    connection_id: tags everything that will be made; that of an unfinished connection where there is one
    account_names: by account ID, of every account
    unit_names:    by ID, of the units that the targets name
    unfinished:    the row of a connection of this organization that was begun and not finished
    scope:         what the choice changes of what is connected already; None where nothing is
    partition, region, typed: what the person typed who does the steps in the AWS console
    center:        where the people are that the service reads by itself; None where something is deployed
    """

    identity: OrganizationIdentity
    selection: Selection
    targets: Targets
    connection_id: str
    account_names: Mapping[str, str] = field(default_factory=dict)
    unit_names: Mapping[str, str] = field(default_factory=dict)
    unfinished: Connection | None = None
    scope: ScopeChange | None = None
    partition: str = ""
    region: str = ""
    typed: TypedScope | None = None
    center: IdentityCenter | None = None


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
class ChangeAnswers:
    """That the difference was read, and whether the role gets another name, and with it another RoleARN."""

    role_renamed: bool


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
    change: ChangeAnswers | None = None
    deploy: DeployAnswers | None = None
    role: RoleAnswers | None = None

    @property
    def by_hand(self) -> bool:
        """True where the person does the steps in the AWS console."""
        return self.sign_in is not None and self.sign_in.console

    @property
    def reads_alone(self) -> bool:
        """True where nothing is made at AWS: the service reads by itself."""
        return self.provider is not None and not self.provider.deploys

    @property
    def one_role(self) -> bool:
        """False where every account has a RoleARN of its own, so that there is none to hand over."""
        return self.provider is None or self.provider.by_stack

    @property
    def one_account(self) -> bool:
        """True where one account is connected by itself."""
        return self.provider is not None and self.provider.scope == "account"

    @property
    def partition(self) -> str:
        """The partition as AWS said of who is signed in, or as it was typed; empty where neither is known."""
        if self.by_hand:
            return self.organization.partition if self.organization else ""
        return self.sign_in.caller.partition if self.sign_in else ""

    @property
    def first_region(self) -> str:
        """The region that the profile names, or that was typed; empty where neither is known."""
        if self.by_hand:
            return self.organization.region if self.organization else ""
        return self.sign_in.region if self.sign_in else ""


def scope_of(identity: OrganizationIdentity) -> str:
    """Give what was connected as one, by what it is."""
    return "account" if identity.is_account else "organization"
