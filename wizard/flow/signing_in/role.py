"""A profile of a role in another account: what is typed, how it is tried, and how it is written."""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from wizard.flow.page import Notifier, Trouble
from wizard.flow.ports import Explain
from wizard.flow.signing_in.names import offered_name
from wizard.flow.signing_in.own_profiles import OwnProfiles
from wizard.model.failure import RawFailure, WizardError
from wizard.model.identifiers import EXTERNAL_ID, Arn, IdentifierKind, RoleArn, identifier_kind
from wizard.model.message import Message
from wizard.model.profile import Caller, Profile, ProfileKind
from wizard.model.sign_in import RoleToAssume

SESSION_SECONDS = (900, 1800, 3600, 7200, 14400, 28800, 43200)
"""How long a session may be asked to last: AWS takes 15 minutes to 12 hours, and the role may allow less."""
USUAL_SECONDS = 3600
_DEFAULT_REGION = "us-east-1"
_DEVICE = re.compile(r"[\w+=/:,.@-]{9,256}", re.ASCII)
_NO_SOURCE = frozenset({ProfileKind.INSTANCE})


class Part(StrEnum):
    """A field of the form."""

    ARN = "arn"
    EXTERNAL_ID = "external-id"
    DEVICE = "device"
    NAME = "name"


class Stage(StrEnum):
    """Where it stands."""

    FORM = "form"
    ASKING = "asking"
    WRITING = "writing"
    DONE = "done"


class TypedRole:
    """From what a person types to a profile in the AWS config file.

    changed: tells the window to show it anew
    stage:   where it stands
    sources: the profiles that a role can be assumed from
    source:  the name of the chosen one; None while none is
    values:  what stands in each field
    seconds: how long a session lasts
    problem: why the last try came to nothing; None where it did not
    caller:  who one is in the role, once AWS has said so
    profile: the name of the profile that works now; empty before
    """

    def __init__(self, own: OwnProfiles, explain: Explain, source: str | None = None) -> None:
        self.changed = Notifier()
        self._own = own
        self._explain = explain
        self._taken: Collection[str] = ()
        self._typed: set[Part] = set()
        self._tried = False
        self.stage = Stage.FORM
        self.sources: Sequence[Profile] = ()
        self.source = source
        self.values: dict[Part, str] = dict.fromkeys(Part, "")
        self.seconds = USUAL_SECONDS
        self.problem: Trouble | None = None
        self.caller: Caller | None = None
        self.profile = ""

    async def load(self) -> None:
        """Find the profiles that there are."""
        try:
            found = await self._own.profiles()
            self._taken = await self._own.names()
        except WizardError as error:
            self._fail(error.failure)
            return
        self.sources = [one for one in found if one.problem is None and one.kind not in _NO_SOURCE]
        names = [one.name for one in self.sources]
        wanted = self.source if self.source in names else next(iter(names), None)
        self.source = None
        if wanted is not None:
            self.choose_source(wanted)
        self.changed.notify()

    def choose_source(self, name: str) -> None:
        """Choose the profile that the role is assumed from; its own MFA device is proposed."""
        self.source, self.problem = name, None
        profile = self._source
        if Part.DEVICE not in self._typed and profile is not None:
            self.values[Part.DEVICE] = profile.about.mfa_serial
        self.changed.notify()

    def type(self, part: Part, text: str) -> None:
        """Take what stands in a field; a name is proposed as long as nobody has typed one."""
        self.values[part], self.problem = text, None
        self._typed.add(part)
        role = self._role
        if part is Part.ARN and Part.NAME not in self._typed and role is not None:
            self.values[Part.NAME] = offered_name(role.name, role.account_id, taken=self._taken)
        self.changed.notify()

    def choose_seconds(self, seconds: int) -> None:
        """Choose how long a session lasts."""
        self.seconds, self.problem = seconds, None
        self.changed.notify()

    @property
    def field_problems(self) -> dict[Part, Message]:
        """Say what is wrong with each field; what is missing is said only after a try."""
        found = {}
        for part, check in (
            (Part.ARN, _wrong_arn),
            (Part.EXTERNAL_ID, _wrong_external_id),
            (Part.DEVICE, _wrong_device),
        ):
            wrong = check(self._bare(part))
            if wrong is not None and (self._tried or self._bare(part)):
                found[part] = wrong
        name = self.values[Part.NAME].strip()
        if name in self._taken:
            found[Part.NAME] = Message("sign-in.name-taken", {"name": name})
        elif not name and self._tried:
            found[Part.NAME] = Message("sign-in.name-missing")
        return found

    @property
    def ready(self) -> bool:
        """True where there is a profile to sign in with, and nothing goes on."""
        return self._source is not None and not self.busy

    @property
    def busy(self) -> bool:
        """True while AWS is asked, or the profile is written."""
        return self.stage in (Stage.ASKING, Stage.WRITING)

    async def try_it(self) -> None:
        """Assume the role once, and write the profile where AWS lets one."""
        source = self._source
        if self.stage is not Stage.FORM or source is None:
            return
        self._tried, self.problem = True, None
        if self.field_problems:
            self.changed.notify()
            return
        role = RoleToAssume(
            source=source.name,
            role_arn=self._bare(Part.ARN),
            external_id=self._bare(Part.EXTERNAL_ID),
            mfa_serial=self._bare(Part.DEVICE),
            seconds=self.seconds if self.seconds != USUAL_SECONDS else None,
        )
        name, region = self.values[Part.NAME].strip(), source.region or _DEFAULT_REGION
        try:
            self._go(Stage.ASKING)
            self.caller = await self._own.try_role(role, region)
            self._go(Stage.WRITING)
            await self._own.write_role(name, role, region)
        except WizardError as error:
            self._fail(error.failure)
            return
        self.profile = name
        self._go(Stage.DONE)

    @property
    def _source(self) -> Profile | None:
        return next((one for one in self.sources if one.name == self.source), None)

    @property
    def _role(self) -> RoleArn | None:
        try:
            return RoleArn.parse(self._bare(Part.ARN))
        except ValueError:
            return None

    def _bare(self, part: Part) -> str:
        return "".join(self.values[part].split())

    def _fail(self, failure: RawFailure) -> None:
        self.problem = self._explain(failure)
        self._go(Stage.FORM)

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.notify()


def _wrong_arn(text: str) -> Message | None:
    if not text:
        return Message("own-role.missing")
    try:
        RoleArn.parse(text)
    except ValueError:
        return Message(_what_it_is(text))
    return None


def _what_it_is(text: str) -> str:
    try:
        arn = Arn.parse(text)
    except ValueError:
        return "own-role.is-account" if identifier_kind(text) is IdentifierKind.ACCOUNT else "own-role.not-an-arn"
    if arn.service == "sts" and arn.rest.startswith("assumed-role/"):
        return "own-role.is-session"
    return "own-role.is-user" if arn.service == "iam" and arn.rest.startswith("user/") else "own-role.not-a-role"


def _wrong_external_id(text: str) -> Message | None:
    return Message("own-role.external-id") if text and not EXTERNAL_ID.fullmatch(text) else None


def _wrong_device(text: str) -> Message | None:
    return Message("own-role.device") if text and not _DEVICE.fullmatch(text) else None
