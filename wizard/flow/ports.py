"""What the pages need from the rooms below, as protocols; `app` hands in who fulfils them."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from wizard.flow.directory_ports import Directories
from wizard.flow.signing_in.own_profiles import OwnProfiles
from wizard.flow.signing_in.ports import SigningIn
from wizard.model.check import CheckResult
from wizard.model.connection import Connection, ConnectRequest, Status
from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.organization import OrganizationIdentity, OrganizationTree
from wizard.model.plan import RunEnd, RunKind
from wizard.model.planned_change import StackPreview
from wizard.model.profile import Profile, ProfileKind, ProfileReport
from wizard.model.reach import Reach
from wizard.model.run_state import RunState
from wizard.operations.vendor_templates import BroughtTemplate
from wizard.providers.definition import ProviderDefinition, ProviderSummary
from wizard.providers.template import Template


class Explain(Protocol):
    """Turns a failure into words."""

    def __call__(self, failure: RawFailure, /) -> Diagnosis:
        """Explain one failure."""


class Catalogue(Protocol):
    """The services that the program can connect to."""

    async def summaries(self) -> Sequence[ProviderSummary]:
        """Give each service's name and summary, cheaply."""

    async def icon(self, provider_id: str) -> bytes:
        """Give one service's own icon, an SVG. Raises WizardError where it has none."""

    async def definition(self, provider_id: str) -> ProviderDefinition:
        """Give one service's whole definition."""

    async def template_text(self, provider_id: str) -> str:
        """Give the CloudFormation template that is deployed."""

    async def code_text(self, provider_id: str) -> str:
        """Give the template of the code that a service is set up with. Raises WizardError where it has none."""

    async def policy_text(self, provider_id: str) -> str:
        """Give the IAM policy of a service that reads by itself. Raises WizardError where it has none."""

    async def read_template(self, text: str) -> Template:
        """Understand a template. Raises WizardError where it is none."""


class VendorTemplates(Protocol):
    """Templates that somebody brings. Every method raises WizardError with a sentence."""

    async def of_file(self, path: Path) -> BroughtTemplate:
        """Read a file."""

    async def of_link(self, link: str) -> BroughtTemplate:
        """Read what an address in S3 or a quick-create link names."""

    async def keep(self, brought: BroughtTemplate, name: str, *, as_stack_set: bool = False) -> str:
        """Keep a template as a provider, deployed as a stack or by a StackSet; give its ID."""


class SignIn(Protocol):
    """The profiles found on this computer."""

    async def profiles(self) -> Sequence[Profile]:
        """Give every profile found. Raises WizardError where the files cannot be read."""

    async def who(self, profile: Profile, *, may_ask: bool = False) -> ProfileReport:
        """Ask AWS who a profile is; a failure is part of the report.

        may_ask: True where the person waits for it, and can be asked for an MFA code
        """

    async def ends_at(self, profile: Profile) -> datetime | None:
        """Give when its credentials end for good, UTC; None where they do not, or do not say."""

    async def stamp(self) -> object:
        """Give how the files are now; another one, compared, after they have changed. Raises nothing."""

    def forget(self, profile: str) -> None:
        """Read a profile anew at its next call: its files have changed, or somebody signed in."""

    async def regions(self, partition: str) -> Sequence[str]:
        """Give the regions of a partition to choose from."""


class ReachTests(Protocol):
    """Tests the way to AWS."""

    def test(self, profile: str, region: str, kinds: Sequence[ProfileKind]) -> AsyncIterator[Reach]:
        """Give every address as ASKING, then each with its answer. Raises WizardError where nothing can be asked."""


class Secrets(Protocol):
    """The secrets of settings. Pages and answers hold references; a reference may be stored, a secret never is."""

    def take(self, secret: str) -> str:
        """Keep a secret in memory and give its reference; returns at once."""

    def drop(self, reference: str) -> None:
        """Forget what was typed and not used yet; returns at once, and does nothing where there is nothing."""

    async def values(self, references: Mapping[str, str]) -> Mapping[str, str]:
        """Give the secrets by the names that refer to them; unknown ones are left out. Raises WizardError."""


class IdentityCenters(Protocol):
    """Finds Identity Center."""

    async def region(self, profile: str, region: str) -> str:
        """Give the region that it lives in; empty where there is none. Raises WizardError."""


@dataclass(frozen=True, slots=True)
class SettingSources:
    """What the settings page asks besides.

    secrets:          without them secret settings are collected by nobody
    identity_centers: without them the region of Identity Center is asked for
    """

    secrets: Secrets | None = None
    identity_centers: IdentityCenters | None = None


class Organizations(Protocol):
    """Reads an organization with a profile."""

    async def identity(self, profile: str, region: str) -> OrganizationIdentity:
        """Say which organization it is. Raises WizardError."""

    async def tree(self, profile: str, region: str, on_progress: Callable[[int, int], None]) -> OrganizationTree:
        """Read all units and accounts; `on_progress(units, accounts)` on the way. Raises WizardError."""


class Checks(Protocol):
    """Prerequisites, checked one by one."""

    async def run(self, check: str, request: ConnectRequest) -> CheckResult:
        """Run one check; never raises for what AWS says."""

    async def mend(self, mend: str, request: ConnectRequest) -> None:
        """Do one mend, as a journaled plan of one operation. Raises WizardError."""


class Deployments(Protocol):
    """Runs that connect."""

    async def start(self, request: ConnectRequest) -> "Deployment":
        """Begin to connect. Raises WizardError where the organization has a run already."""

    def attach(self, connection_id: str) -> "Deployment | None":
        """Give the run that connects, or tried to: on its way, resting, or over. None where nobody knows of one."""


class Deployment(Protocol):
    """A run: on its way, resting, or over."""

    @property
    def interrupted(self) -> bool:
        """True where an earlier process left it, and nobody has gone on with it yet."""

    @property
    def state(self) -> RunState:
        """What it has reported so far; `state.end` says how it rests."""

    @property
    def role_arn(self) -> str:
        """From the stack's output, once the run is done; empty where it could not be read."""

    def subscribe(self, heard: Callable[[], None]) -> Callable[[], None]:
        """Call `heard` whenever it reports or rests; give what ends that."""

    def stop(self) -> None:
        """Stop after the current call; AWS finishes what it has begun."""

    async def go_on(self) -> None:
        """Go on after a pause, a stop or a failure. Raises WizardError where another run holds the organization."""

    async def mend(self, mend: str) -> None:
        """Do what the person pressed (an ID of `wizard.operations.mends`), then go on. Raises WizardError."""

    async def wait(self) -> RunEnd:
        """Give how it rests: paused counts as an end until it goes on."""


class Removal(Deployment, Protocol):
    """A run that removes what another one made."""


class Removals(Protocol):
    """Runs that remove what was made."""

    async def start_over(self, connection_id: str) -> Removal:
        """Begin to remove all that a connection made, to begin anew. Raises WizardError as `Deployments.start`."""


class Changes(Deployments, Protocol):
    """Runs that change what is connected, and what they would do."""

    async def preview(self, request: ConnectRequest) -> StackPreview:
        """Ask CloudFormation what would change; nothing is left behind. Raises WizardError."""


class StatusRun(Protocol):
    """A run that switches the status, or tries accounts again that did not follow."""

    @property
    def kind(self) -> RunKind:
        """What it is for."""

    @property
    def undoing(self) -> bool:
        """True while it is being put back."""

    @property
    def state(self) -> RunState:
        """What it has reported so far; `state.end` says how it rests."""

    def subscribe(self, heard: Callable[[], None]) -> Callable[[], None]:
        """Call `heard` whenever it reports or rests; give what ends that."""

    def stop(self) -> None:
        """Stop after the current call; AWS finishes what it has begun."""

    async def go_on(self) -> None:
        """Go on after a pause, a stop or a failure. Raises WizardError."""

    async def put_back(self) -> None:
        """Let the status be as it was before. Raises WizardError."""

    async def settled(self) -> None:
        """Wait until it rests, and what AWS says then is written in the row."""


class Statuses(Protocol):
    """Runs that switch the status of connections."""

    async def begin(self, kind: RunKind, connection_id: str) -> StatusRun:
        """Begin one. Raises WizardError where the organization has a run already."""

    def put_aside(self, connection_id: str) -> None:
        """Show a run that is over no more."""


class Roles(Protocol):
    """Checks a RoleARN."""

    def verify(self, request: ConnectRequest, role_arn: str) -> AsyncIterator[CheckResult]:
        """Give each check's result as it comes, RUNNING first; retried while IAM settles (R38)."""


class Connections(Protocol):
    """The list of connected organizations."""

    async def find(self, provider_id: str, root_id: str) -> Connection | None:
        """Give the row of an organization, or None."""

    async def finish(self, request: ConnectRequest, role_arn: str, *, verified: bool) -> Connection:
        """Write down that the organization is connected; gives the row."""

    async def note(self, request: ConnectRequest, role_arn: str) -> Connection:
        """Write down what a person made in the AWS console, which nobody has verified; gives the row."""

    async def enlist(self, request: ConnectRequest) -> Connection:
        """Write down a connection for which nothing is made at AWS; gives the row."""

    async def set_local_status(self, connection_id: str, status: Status) -> Connection:
        """Mark the status of a row that AWS knows nothing of; gives the row. Raises WizardError."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the pages may ask for.

    changes:  what the window that changes a connection asks besides
    removals: without them nothing is started over from the Deploy page
    statuses: without them the last page shows the status, and cannot switch it
    signing_in: without it the Sign-in page shows what is there, and nobody signs in from it
    reach_tests: without them "Test connection" is not offered
    own_profiles: without them no profile is made of access keys, or of a role
    setting_sources: what the settings page asks besides
    directories: without them no service can be connected that reads by itself
    vendor_templates: without them no other service than those of the catalogue is offered
    """

    catalogue: Catalogue
    sign_in: SignIn
    organizations: Organizations
    checks: Checks
    deployments: Deployments
    roles: Roles
    connections: Connections
    explain: Explain
    changes: Changes | None = None
    removals: Removals | None = None
    statuses: Statuses | None = None
    signing_in: SigningIn | None = None
    reach_tests: ReachTests | None = None
    own_profiles: OwnProfiles | None = None
    setting_sources: SettingSources = SettingSources()
    directories: Directories | None = None
    vendor_templates: VendorTemplates | None = None
