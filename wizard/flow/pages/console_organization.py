"""Page 3 of the console way: which organization, and which of its accounts, typed as IDs."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar
from uuid import uuid4

from wizard.flow.answers import Answers, OrganizationAnswers
from wizard.flow.page import Page
from wizard.flow.pages.sign_in import DEFAULT_REGION
from wizard.flow.ports import Connections, Explain, SignIn
from wizard.flow.steps import StepId
from wizard.model.connection import Connection, Phase
from wizard.model.console import HOSTS
from wizard.model.failure import WizardError
from wizard.model.identifiers import ACCOUNT_ID, IdentifierKind, identifier_kind
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity
from wizard.model.typed_scope import ScopeList, ScopeReader, TypedScope
from wizard.operations.parameters import targets_problem

_DIGITS = str.maketrans("", "", " -")


class IdField(StrEnum):
    """What is typed of the organization itself."""

    ROOT = "root-id"
    MANAGEMENT_ACCOUNT = "management-account"
    NAME = "name"
    ORGANIZATION = "organization-id"


_NOT_ONE = {
    IdField.MANAGEMENT_ACCOUNT: "management-account.not-one",
    IdField.ORGANIZATION: "organization-id.not-one",
}


class ConsoleOrganizationPage(Page):
    """Take the IDs that stand in the AWS console, and judge their form; AWS is not asked.

    typed:     by `IdField`, word for word
    partition: one of `wizard.model.console.HOSTS`
    region:    where the stack is to be made
    regions:   what can be chosen in the partition
    whole:     the whole organization; otherwise what `lists` name
    lists:     by `ScopeList`, word for word
    existing:  the row in the list where this organization is connected already
    """

    step: ClassVar[StepId] = StepId.CONSOLE_ORGANIZATION

    def __init__(self, sign_in: SignIn, connections: Connections, explain: Explain) -> None:
        super().__init__()
        self._sign_in = sign_in
        self._connections = connections
        self._explain = explain
        self._provider_id = ""
        self._own_connection_id = uuid4().hex
        self._unfinished: Connection | None = None
        self._looked_up = ""
        self.typed = dict.fromkeys(IdField, "")
        self.partition = next(iter(HOSTS))
        self.region = ""
        self.regions: Sequence[str] = ()
        self.whole = True
        self.lists = dict.fromkeys(ScopeList, "")
        self.existing: Connection | None = None

    async def load(self, answers: Answers) -> None:
        """Restore what was typed before."""
        if answers.provider is None:
            raise ValueError("the provider comes first")
        self._provider_id = answers.provider.provider_id
        if answers.organization is not None and answers.organization.typed is not None:
            self._restore(answers.organization, answers.organization.typed)
        await self.choose_partition(self.partition)
        await self.look_up()

    def _restore(self, earlier: OrganizationAnswers, typed: TypedScope) -> None:
        identity = earlier.identity
        self._own_connection_id = earlier.connection_id
        self.typed = {
            IdField.ROOT: identity.root_id,
            IdField.MANAGEMENT_ACCOUNT: identity.management_account_id,
            IdField.NAME: identity.management_account_name,
            IdField.ORGANIZATION: identity.organization_id,
        }
        self.partition, self.region = earlier.partition, earlier.region
        self.whole = typed.whole
        self.lists = {one: typed.lists.get(one.value, "") for one in ScopeList}

    def type_id(self, field: IdField, text: str) -> None:
        """Take what is typed or pasted; with another root ID the list has to be asked: `look_up`."""
        self.typed[field] = text
        self.changed.notify()

    async def look_up(self) -> None:
        """Ask the list whether the organization is connected already."""
        root_id = self._id(IdField.ROOT)
        self.existing = self._unfinished = None
        if identifier_kind(root_id) is not IdentifierKind.ROOT:
            return
        self._begin()
        try:
            found = await self._connections.find(self._provider_id, root_id)
            self._error = None
        except WizardError as error:
            found, self._error = None, self._explain(error.failure)
        finally:
            self._end()
        if root_id != self._id(IdField.ROOT):
            return  # typed on meanwhile: that has its own answer
        self._looked_up = root_id if self._error is None else ""
        if found is not None and found.phase in (Phase.CONNECTED, Phase.PARTLY_CONNECTED):
            self.existing = found
        else:
            self._unfinished = found
        self.changed.notify()

    async def choose_partition(self, partition: str) -> None:
        """Choose the partition; a region that it does not have is left for one that it has."""
        self.partition = partition
        self._begin()
        try:
            self.regions = await self._sign_in.regions(partition)
        finally:
            self._end()
        wanted = (self.region, DEFAULT_REGION, *self.regions)
        self.choose_region(next((region for region in wanted if region in self.regions), ""))

    def choose_region(self, region: str) -> None:
        """Choose where the stack is to be made."""
        self.region = region
        self.changed.notify()

    def choose_whole(self, *, whole: bool) -> None:
        """Take the whole organization, or what the lists name."""
        self.whole = whole
        self.changed.notify()

    def type_list(self, which: ScopeList, text: str) -> None:
        """Take a typed or pasted list of IDs."""
        self.lists[which] = text
        self.changed.notify()

    def _id(self, field: IdField) -> str:
        text = self.typed[field].strip()
        return text.translate(_DIGITS) if field is IdField.MANAGEMENT_ACCOUNT else text

    @property
    def _scope(self) -> TypedScope:
        return TypedScope(self.whole, {one.value: text for one, text in self.lists.items() if text})

    @property
    def _reader(self) -> ScopeReader:
        return ScopeReader(self._scope, self._id(IdField.ROOT), self._id(IdField.MANAGEMENT_ACCOUNT))

    def id_problem(self, field: IdField) -> Message | None:
        """Say what is wrong with what was typed; None where nothing is. An empty field is only missing."""
        text = self._id(field)
        kind = identifier_kind(text)
        right = {
            IdField.ROOT: kind is IdentifierKind.ROOT,
            IdField.MANAGEMENT_ACCOUNT: ACCOUNT_ID.fullmatch(text) is not None,
            IdField.NAME: True,
            IdField.ORGANIZATION: kind is IdentifierKind.ORGANIZATION,
        }
        if not text or right[field]:
            return None
        if field is IdField.ROOT:
            return Message(f"root-id.is-{kind.value}", {"text": text})
        return Message(_NOT_ONE[field], {"text": text})

    def list_problem(self, which: ScopeList) -> Message | None:
        """Say what is wrong with a list of IDs; None where nothing is."""
        return self._reader.problem(which)

    @property
    def scope_problem(self) -> Message | None:
        """Say why the whole choice does not fit into one stack; None where it does (R24, R26)."""
        return targets_problem(self._reader.targets())

    @property
    def already_connected(self) -> Message | None:
        """The sentence that says where in the list this organization stands; None where it does not."""
        if self.existing is None:
            return None
        values = {"name": self.existing.identity.name, "provider": self.existing.provider_name}
        date = self.existing.created_at.date().isoformat()
        return Message("organization.already-connected", {**values, "date": date})

    @property
    def valid(self) -> bool:
        """True where every needed ID has its form, and something is in."""
        needed = (one for one in IdField if one is not IdField.ORGANIZATION)
        sound = all(self._id(one) for one in needed) and not any(self.id_problem(one) for one in IdField)
        chosen = self._reader.complete and self.scope_problem is None
        looked_up = self._looked_up == self._id(IdField.ROOT) and self.existing is None
        return sound and chosen and looked_up and self.region in self.regions

    def collect(self) -> OrganizationAnswers:
        """Give the organization as typed, and the targets."""
        identity = OrganizationIdentity(
            organization_id=self._id(IdField.ORGANIZATION),
            root_id=self._id(IdField.ROOT),
            management_account_id=self._id(IdField.MANAGEMENT_ACCOUNT),
            management_account_name=self._id(IdField.NAME),
        )
        return OrganizationAnswers(
            identity=identity,
            selection=self._reader.selection(),
            targets=self._reader.targets(),
            connection_id=self._unfinished.connection_id if self._unfinished else self._own_connection_id,
            unfinished=self._unfinished,
            partition=self.partition,
            region=self.region,
            typed=self._scope,
        )

    @property
    def initial_focus(self) -> str:
        """The root ID, with which everything begins."""
        return "organization.root-id"
