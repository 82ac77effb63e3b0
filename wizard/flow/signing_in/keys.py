"""Signing in with access keys: typed or pasted, tried, and kept in the keyring or for this session alone."""

from collections.abc import Collection
from contextlib import suppress
from enum import StrEnum

from wizard.aws.signing_in.pasted_keys import read_pasted
from wizard.flow.page import Notifier, Trouble
from wizard.flow.ports import Explain
from wizard.flow.signing_in.names import offered_name
from wizard.flow.signing_in.own_profiles import OwnProfiles
from wizard.model.access_key import AccessKey, KeyPlace, KeyProblem, OwnKey, problems_of
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.profile import Caller, CallerKind

_SHOWN = 4


class Part(StrEnum):
    """A field of the form."""

    ID = "id"
    SECRET = "secret"  # noqa: S105 - the name of a field
    TOKEN = "token"  # noqa: S105 - the name of a field
    NAME = "name"


class Stage(StrEnum):
    """Where it stands."""

    FORM = "form"
    ASKING = "asking"
    ROOT = "root"
    KEEPING = "keeping"
    DONE = "done"


_PARTS = {
    KeyProblem.ID_MISSING: Part.ID,
    KeyProblem.ID_MALFORMED: Part.ID,
    KeyProblem.SECRET_MISSING: Part.SECRET,
    KeyProblem.SECRET_MALFORMED: Part.SECRET,
    KeyProblem.TOKEN_MISSING: Part.TOKEN,
    KeyProblem.TOKEN_UNEXPECTED: Part.TOKEN,
}
_MISSING = frozenset({KeyProblem.ID_MISSING, KeyProblem.SECRET_MISSING, KeyProblem.TOKEN_MISSING})


class TypedKeys:
    """From what a person types to a profile that works. It holds the secret as long as its dialog is open.

    changed: tells the window to show it anew
    stage:   where it stands
    values:  what stands in each field
    place:   where the key will be kept
    keyring: why nothing can be kept in the keyring; None where it can
    problem: why the last try came to nothing; None where it did not
    caller:  whose key it is, once AWS has said so
    profile: the name of the profile that works now; empty before
    """

    def __init__(self, own: OwnProfiles, explain: Explain) -> None:
        self.changed = Notifier()
        self._own = own
        self._explain = explain
        self._taken: Collection[str] = ()
        self._region = ""
        self._own_name = False
        self._renewed = ""
        self._tried = False
        self._loaded = False
        self._own_place = False
        self.stage = Stage.FORM
        self.values: dict[Part, str] = dict.fromkeys(Part, "")
        self.place = KeyPlace.SESSION
        self.keyring: Diagnosis | None = None
        self.problem: Trouble | None = None
        self.caller: Caller | None = None
        self.profile = ""

    def renew(self, name: str) -> None:
        """Take keys in place of those of a profile that is there already."""
        self._renewed = self.values[Part.NAME] = name
        self._own_name = True

    async def load(self) -> None:
        """Find out which names are taken, and whether there is a keyring: it is proposed where there is."""
        with suppress(WizardError):  # files that cannot be read take no name
            self._taken = {one for one in await self._own.names() if one != self._renewed}
        trouble = await self._own.keyring_trouble()
        self.keyring = self._explain(trouble) if trouble is not None else None
        if trouble is None and not self._own_place:
            self.place = KeyPlace.KEYRING
        self._loaded = True
        self.changed.notify()

    def type(self, part: Part, text: str) -> None:
        """Take what stands in a field; a name is proposed as long as nobody has typed one."""
        self.values[part] = text
        self.problem = None
        if part is Part.NAME:
            self._own_name = bool(text.strip())
        elif part is Part.ID and not self._own_name:
            ending = text.strip()[-_SHOWN:]
            self.values[Part.NAME] = offered_name("keys", ending, taken=self._taken) if ending else ""
        self.changed.notify()

    def paste(self, text: str) -> bool:
        """Fill the fields with what a copied text holds; False, and nothing changes, where there is no key in it."""
        found = read_pasted(text)
        key = found.key
        if not (key.access_key_id or key.secret_access_key):
            return False
        self._region = found.region
        for part, value in (
            (Part.ID, key.access_key_id),
            (Part.SECRET, key.secret_access_key),
            (Part.TOKEN, key.session_token),
        ):
            self.type(part, value)
        return True

    def choose(self, place: KeyPlace) -> None:
        """Choose where the key is kept."""
        self.place, self.problem, self._own_place = place, None, True
        self.changed.notify()

    @property
    def key(self) -> AccessKey:
        """Give the key as it is typed, white space left out."""
        parts = ("".join(self.values[part].split()) for part in (Part.ID, Part.SECRET, Part.TOKEN))
        return AccessKey(*parts)

    @property
    def needs_token(self) -> bool:
        """True where the key is a temporary one, or a token stands there already."""
        return self.key.access_key_id.startswith("ASIA") or bool(self.values[Part.TOKEN])

    @property
    def field_problems(self) -> dict[Part, Message]:
        """Say what is wrong with each field; what is missing is said only after a try."""
        found: dict[Part, Message] = {}
        for one in problems_of(self.key):
            if self._tried or one not in _MISSING:
                found.setdefault(_PARTS[one], Message(f"own-keys.{one}"))
        name = self.values[Part.NAME].strip()
        if name in self._taken:
            found[Part.NAME] = Message("sign-in.name-taken", {"name": name})
        elif not name and self._tried:
            found[Part.NAME] = Message("sign-in.name-missing")
        return found

    @property
    def keyring_fits(self) -> bool:
        """True where the keys can be kept in the keyring."""
        return self._loaded and self.keyring is None

    @property
    def ready(self) -> bool:
        """True where the keyring was looked for, and nothing goes on."""
        return self._loaded and not self.busy

    @property
    def busy(self) -> bool:
        """True while AWS or the keyring is asked."""
        return self.stage in (Stage.ASKING, Stage.KEEPING)

    async def try_it(self) -> None:
        """Ask AWS whose key it is, and keep it; a root user's is kept after `keep` alone."""
        if self.stage is not Stage.FORM:
            return
        self._tried, self.problem = True, None
        if self.field_problems:
            self.changed.notify()
            return
        self._go(Stage.ASKING)
        try:
            self.caller = await self._own.try_key(self.key, self._region)
        except WizardError as error:
            self._fail(error.failure)
            return
        if self.caller.kind is CallerKind.ROOT:
            self._go(Stage.ROOT)
        else:
            await self.keep()

    async def keep(self) -> None:
        """Keep the key where the person wants it."""
        key, name = self.key, self.values[Part.NAME].strip()
        self._go(Stage.KEEPING)
        try:
            await self._own.keep_key(OwnKey(name, key.access_key_id, self._region, self.place), key)
        except WizardError as error:
            self._fail(error.failure)
            return
        self.profile = name
        self.forget_what_was_typed()
        self._go(Stage.DONE)

    def go_back(self) -> None:
        """Go from the warning back to the form."""
        if self.stage is Stage.ROOT:
            self._go(Stage.FORM)

    def forget_what_was_typed(self) -> None:
        """Hold no secret any more."""
        self.values = dict.fromkeys(Part, "")

    def _fail(self, failure: RawFailure) -> None:
        self.problem = self._explain(failure)
        self._go(Stage.FORM)

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.notify()
