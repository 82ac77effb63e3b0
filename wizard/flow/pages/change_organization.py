"""The first page of a change: which accounts are to be connected from now on."""

from dataclasses import replace

from wizard.flow.answers import Answers, OrganizationAnswers
from wizard.flow.pages.organization import OrganizationPage
from wizard.flow.ports import Catalogue, Connections, Explain, Organizations
from wizard.model.connection import Connection
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity
from wizard.model.scope_change import scope_change
from wizard.model.targets import compute_targets


class ChangeOrganizationPage(OrganizationPage):
    """The tree with the connection's own choice ticked.

    connection: as it is in the list
    """

    def __init__(
        self,
        organizations: Organizations,
        connections: Connections,
        explain: Explain,
        connection: Connection,
        catalogue: Catalogue | None = None,
    ) -> None:
        super().__init__(organizations, connections, explain, catalogue)
        self.connection = connection

    async def load(self, answers: Answers) -> None:
        """Read the tree; what was ticked on this page before is restored, otherwise what is connected."""
        await super().load(answers)
        if self.identity is not None and not self._right_organization:
            names = {"name": self.connection.identity.name, "other": self.identity.name}
            self.error = Message("change.other-organization", {"profile": self.connection.profile, **names})

    async def _find_existing(self, identity: OrganizationIdentity) -> None:
        """Take the connection itself for the one to go on with: its choice is ticked, and its ID is kept."""
        self.unfinished = self.connection
        self._connection_id = self.connection.connection_id

    @property
    def _right_organization(self) -> bool:
        return self.identity is not None and self.identity.root_id == self.connection.identity.root_id

    @property
    def valid(self) -> bool:
        """True where it is the connection's organization, and at least one account is in."""
        return super().valid and self._right_organization

    def collect(self) -> OrganizationAnswers:
        """Give the organization, the targets, and what they change."""
        answers = super().collect()
        if self.tree is None:
            return answers
        before = compute_targets(self.tree, self._known(self.tree, self.connection.selection))
        return replace(answers, unfinished=None, scope=scope_change(self.tree, before, self.targets))
