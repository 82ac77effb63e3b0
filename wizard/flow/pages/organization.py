"""Page 3: which organization, and which of its accounts."""

from enum import StrEnum
from typing import ClassVar
from uuid import uuid4

from wizard.flow.answers import Answers, OrganizationAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue, Connections, Explain, Organizations
from wizard.flow.steps import StepId
from wizard.model.connection import Connection, Phase
from wizard.model.failure import WizardError
from wizard.model.identifiers import IdentifierKind, identifier_kind
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity, OrganizationTree
from wizard.model.targets import Selection, Targets, compute_targets


class NodeState(StrEnum):
    """How a unit or an account stands in the selection."""

    IN = "in"
    PARTLY = "partly"
    OUT = "out"


class OrganizationPage(Page):
    """Find the organization, check the root ID, and choose who is in and who is out.

    identity:  None until AWS has told
    tree:      None until it is read
    progress:  (units, accounts) read so far
    root_id:   as typed, or as found
    selection: what is ticked
    targets:   what that means, account by account
    chooses:   False where the provider's template decides by itself which accounts it reaches
    by_stack:  a stack makes a role in the management account too
    existing:  the row in the list where this organization is connected already
    unfinished: the row of a connection that was begun: it is gone on with, as it was chosen then
    """

    step: ClassVar[StepId] = StepId.ORGANIZATION

    def __init__(
        self,
        organizations: Organizations,
        connections: Connections,
        explain: Explain,
        catalogue: Catalogue | None = None,
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.chooses = True
        self._organizations = organizations
        self._connections = connections
        self._explain = explain
        self._provider_id = ""
        self.by_stack = True
        self._connection_id = uuid4().hex
        self._key: tuple[str, str] | None = None
        self.identity: OrganizationIdentity | None = None
        self.tree: OrganizationTree | None = None
        self.progress = (0, 0)
        self.root_id = ""
        self.selection = Selection(frozenset())
        self.targets = Targets()
        self._inner_marks: dict[str, list[str]] = {}
        self.existing: Connection | None = None
        self.unfinished: Connection | None = None

    @property
    def found_identity(self) -> OrganizationIdentity | None:
        """The organization, as soon as AWS has told."""
        return self.identity

    async def load(self, answers: Answers) -> None:
        """Read the organization with the profile; what was ticked before is restored."""
        if answers.provider is None or answers.sign_in is None:
            raise ValueError("the provider and the sign-in come first")
        provider_id, self.by_stack = answers.provider.provider_id, answers.provider.by_stack
        key = (answers.sign_in.profile, answers.sign_in.region)
        if (provider_id, key) != (self._provider_id, self._key):
            self._connection_id = uuid4().hex  # the last one may be that of another organization
            self.tree = None
        self._provider_id = provider_id
        if self._catalogue is not None:
            self.chooses = (await self._catalogue.definition(provider_id)).chooses_accounts
        if self.tree is None:
            await self._read(key)
        earlier = answers.organization
        if earlier is not None and self.tree is not None and earlier.identity.root_id == self.tree.identity.root_id:
            self._connection_id = earlier.connection_id
            self._select(self._known(self.tree, earlier.selection))

    async def reload(self) -> None:
        """Read the organization once more, after a failure or a change at AWS; what is ticked stays."""
        if self._key is None:
            return
        kept = self.selection if self.tree is not None else None
        await self._read(self._key)
        if kept is not None and self.tree is not None:
            self._select(self._known(self.tree, kept))

    @staticmethod
    def _known(tree: OrganizationTree, selection: Selection) -> Selection:
        """Give a selection without what is no longer in the tree."""
        known = tree.units.keys() | tree.accounts.keys()
        return Selection(selection.chosen & known, selection.left_out & known)

    async def _read(self, key: tuple[str, str]) -> None:
        self._key, self._error = key, None
        if self.identity is not None and self.root_id == self.identity.root_id:
            self.root_id = ""  # it was found, not typed: what is found now takes its place
        self.identity, self.tree, self.existing = None, None, None
        self.progress = (0, 0)
        self._begin()
        try:
            self.identity = await self._organizations.identity(*key)
            if not self.root_id or identifier_kind(self.root_id) is not IdentifierKind.ROOT:
                self.root_id = self.identity.root_id
            await self._find_existing(self.identity)
            self.changed.notify()
            self.tree = await self._organizations.tree(*key, self._on_progress)
            self.identity = self.tree.identity
            begun = self.unfinished.selection if self.unfinished else Selection.whole(self.identity.root_id)
            self._select(self._known(self.tree, begun))
        except WizardError as error:
            self._error = self._explain(error.failure)
        finally:
            self._end()

    async def _find_existing(self, identity: OrganizationIdentity) -> None:
        found = await self._connections.find(self._provider_id, identity.root_id)
        self.unfinished = None
        if found is None:
            return
        if found.phase in (Phase.CONNECTED, Phase.PARTLY_CONNECTED):
            self.existing = found
        else:
            self.unfinished = found
            self._connection_id = found.connection_id

    def _on_progress(self, units: int, accounts: int) -> None:
        self.progress = (units, accounts)
        self.changed.notify()

    def type_root_id(self, text: str) -> None:
        """Take what is typed or pasted into the field."""
        self.root_id = text
        self.changed.notify()

    def use_found_root_id(self) -> None:
        """Put the root ID that AWS told back into the field."""
        if self.identity is not None:
            self.type_root_id(self.identity.root_id)

    @property
    def root_id_message(self) -> Message:
        """What is to be said about the root ID as it stands; the key "root-id.belongs" is the good one."""
        kind = identifier_kind(self.root_id)
        if kind is not IdentifierKind.ROOT:
            return Message(f"root-id.is-{kind.value}", {"text": self.root_id.strip()})
        if self.identity is None:
            return Message("root-id.well-formed")
        values = {"name": self.identity.name, "root": self.identity.root_id, "text": self.root_id.strip()}
        if self.root_id.strip() != self.identity.root_id:
            return Message("root-id.other-organization", values)
        return Message("root-id.belongs", values)

    @property
    def already_connected(self) -> Message | None:
        """The sentence that says where in the list this organization stands; None where it does not."""
        if self.existing is None:
            return None
        return Message(
            "organization.already-connected",
            {
                "name": self.existing.identity.name,
                "provider": self.existing.provider_name,
                "date": self.existing.created_at.date().isoformat(),
            },
        )

    def choose_whole(self) -> None:
        """Take the whole organization, and the accounts that join later."""
        if self.identity is not None:
            self._select(Selection.whole(self.identity.root_id))

    def choose_none(self) -> None:
        """Take nothing, to tick what is wanted."""
        self._select(Selection(frozenset()))

    def set_included(self, node_id: str, *, included: bool) -> None:
        """Tick a unit or an account, or take the tick away; everything inside follows."""
        if self.tree is None:
            return
        inside = self._inside(node_id)
        chosen, left_out = self.selection.chosen - inside, self.selection.left_out - inside
        without = Selection(chosen, left_out)
        if (self._state_under(without, node_id) is NodeState.IN) != included:
            chosen, left_out = (chosen | {node_id}, left_out) if included else (chosen, left_out | {node_id})
        self._select(Selection(chosen, left_out))

    def _inside(self, node_id: str) -> frozenset[str]:
        if self.tree is None or node_id not in self.tree.units:
            return frozenset({node_id})
        units = {unit.ou_id for unit in self.tree.units_under(node_id)}
        return frozenset(units | {account.account_id for account in self.tree.accounts_under(node_id)})

    def _state_under(self, selection: Selection, node_id: str) -> NodeState:
        """Say whether a node is in, by the nearest mark on its way up."""
        if self.tree is None:
            return NodeState.OUT
        parent = self.tree.accounts[node_id].parent_id if node_id in self.tree.accounts else node_id
        way = [unit.ou_id for unit in self.tree.path(parent)]
        way += [node_id] if node_id in self.tree.accounts else []
        for step in reversed(way):
            if step in selection.chosen:
                return NodeState.IN
            if step in selection.left_out:
                return NodeState.OUT
        return NodeState.OUT

    def state(self, node_id: str) -> NodeState:
        """Say how a unit or an account stands: in, out, or a unit of which something is in and something out."""
        own = self._state_under(self.selection, node_id)
        marks = self._inner_marks.get(node_id)
        if not marks:
            return own
        return NodeState.PARTLY if any(self._state_under(self.selection, one) is not own for one in marks) else own

    def _select(self, selection: Selection) -> None:
        self.selection = selection if self.chooses else Selection(frozenset())
        self._inner_marks = {}
        if self.tree is not None:
            for mark in self.selection.chosen | self.selection.left_out:
                for ancestor in self._ancestors(self.tree, mark):
                    self._inner_marks.setdefault(ancestor, []).append(mark)
            self.targets = compute_targets(self.tree, self.selection)
        self.changed.notify()

    @staticmethod
    def _ancestors(tree: OrganizationTree, node_id: str) -> list[str]:
        parent = tree.accounts[node_id].parent_id if node_id in tree.accounts else tree.units[node_id].parent_id
        return [unit.ou_id for unit in tree.path(parent)] if parent else []

    @property
    def whole(self) -> bool:
        """True where the whole organization is in without exception."""
        return self.identity is not None and self.targets.whole_units == (self.identity.root_id,)

    @property
    def valid(self) -> bool:
        """True where the root ID is right and at least one account is in."""
        return (
            self.tree is not None
            and self.existing is None
            and self.root_id_message.key == "root-id.belongs"
            and (bool(self.targets.connected) or not self.chooses)
        )

    def collect(self) -> OrganizationAnswers:
        """Give the organization and the targets."""
        if self.identity is None or self.tree is None:
            raise ValueError("the organization is not read yet")
        named = (*self.targets.whole_units, *self.targets.unwatched_units, *self.targets.difference_units)
        return OrganizationAnswers(
            identity=self.identity,
            selection=self.selection,
            targets=self.targets,
            connection_id=self._connection_id,
            account_names={one.account_id: one.name for one in self.tree.accounts.values()},
            unit_names={unit_id: self.tree.units[unit_id].name for unit_id in named},
            unfinished=self.unfinished,
        )

    @property
    def initial_focus(self) -> str:
        """The choice of accounts: the root ID is found and filled in."""
        if self.tree is None or not self.chooses:
            return "organization.root-id"
        return "organization.whole" if self.whole else "organization.some"
