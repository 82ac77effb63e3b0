"""Page 3 for one account by itself: which account it is, without a tree."""

from typing import ClassVar
from uuid import uuid4

from wizard.flow.answers import Answers, OrganizationAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Connections, Explain
from wizard.flow.steps import StepId
from wizard.model.connection import Connection, Phase
from wizard.model.failure import WizardError
from wizard.model.identifiers import grouped_account_id
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection, Targets


class AccountPage(Page):
    """The account that the person signed in to; an organization is not asked for.

    identity:   the account, in the place of a management account; None until loaded
    existing:   the row in the list where it is connected already
    unfinished: the row of a connection that was begun and not finished: it is gone on with
    """

    step: ClassVar[StepId] = StepId.ACCOUNT_ORGANIZATION

    def __init__(self, connections: Connections, explain: Explain) -> None:
        super().__init__()
        self._connections = connections
        self._explain = explain
        self._connection_id = uuid4().hex
        self._about = ("", "")
        self.identity: OrganizationIdentity | None = None
        self.existing: Connection | None = None
        self.unfinished: Connection | None = None

    async def load(self, answers: Answers) -> None:
        """Take the account of whoever is signed in, and look for it in the list."""
        if answers.provider is None or answers.sign_in is None:
            raise ValueError("the provider and the sign-in come first")
        account, provider_id = answers.sign_in.caller.account_id, answers.provider.provider_id
        if self._about != (provider_id, account):
            self._about, self._connection_id = (provider_id, account), uuid4().hex
        self.identity = OrganizationIdentity("", "", account, _called(answers.sign_in.profile, account))
        earlier = answers.organization
        if earlier is not None and earlier.identity.place == account:
            self._connection_id = earlier.connection_id
        self._begin()
        self._error = None
        try:
            await self._look_in_the_list(provider_id, account)
        except WizardError as error:
            self._error = self._explain(error.failure)
        finally:
            self._end()

    async def _look_in_the_list(self, provider_id: str, account: str) -> None:
        self.existing = self.unfinished = None
        found = await self._connections.find(provider_id, account)
        if found is None:
            return
        if found.phase in (Phase.CONNECTED, Phase.PARTLY_CONNECTED):
            self.existing = found
        else:
            self.unfinished, self._connection_id = found, found.connection_id

    @property
    def found_identity(self) -> OrganizationIdentity | None:
        """The account, as soon as it is known."""
        return self.identity

    @property
    def already_connected(self) -> Message | None:
        """What is in the way where the account stands in the list already."""
        row = self.existing
        if row is None:
            return None
        values = {"name": row.identity.name, "provider": row.provider_name, "date": row.created_at.date().isoformat()}
        return Message("organization.already-connected", values)

    @property
    def valid(self) -> bool:
        """True where the account is known, and not connected yet."""
        return self.identity is not None and self.existing is None and self._error is None

    def collect(self) -> OrganizationAnswers:
        """Give the account, with nothing to choose from."""
        if self.identity is None:
            raise ValueError("the account is not known yet")
        return OrganizationAnswers(
            identity=self.identity,
            selection=Selection(frozenset()),
            targets=Targets(),
            connection_id=self._connection_id,
            account_names={self.identity.management_account_id: self.identity.name},
            unfinished=self.unfinished,
        )

    @property
    def initial_focus(self) -> str:
        """The account's ID: there is nothing to choose."""
        return "account.copy-id"


def _called(profile: str, account: str) -> str:
    """Give what people call the account here: by the profile, since its own name is known to its organization alone."""
    return profile or grouped_account_id(account)
