"""Page 9 of a service that reads by itself: the row, and what the service is told."""

from typing import ClassVar

from wizard.flow.answers import Answers
from wizard.flow.page import Page
from wizard.flow.pages.status_switch import StatusSwitch
from wizard.flow.ports import Catalogue, Connections, Explain, Statuses
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import Connection
from wizard.model.failure import WizardError
from wizard.providers.definition import ProviderDefinition


class ReadConnectedPage(Page):
    """Write the connection down and show what comes next.

    connection: the row in the list; None until it is written
    definition: the provider, for what is handed over
    status:     the status switch of the row, a mark in the list alone
    """

    step: ClassVar[StepId] = StepId.READ_CONNECTED

    def __init__(
        self, catalogue: Catalogue, connections: Connections, explain: Explain, statuses: Statuses | None = None
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._connections = connections
        self._explain = explain
        self.connection: Connection | None = None
        self.definition: ProviderDefinition | None = None
        self.status = StatusSwitch(connections, statuses, explain, self.changed.notify)

    async def load(self, answers: Answers) -> None:
        """Write the row."""
        if answers.provider is None:
            raise ValueError("the provider comes first")
        self._error = None
        self._begin()
        try:
            self.definition = await self._catalogue.definition(answers.provider.provider_id)
            self.connection = await self._connections.enlist(connect_request(answers, self.definition))
            self.status.connection = self.connection
        except WizardError as error:
            self._error = self._explain(error.failure)
        finally:
            self._end()

    @property
    def valid(self) -> bool:
        """True where the row is in the list."""
        return self.connection is not None

    def collect(self) -> None:
        """Nothing is asked here."""
        return

    @property
    def initial_focus(self) -> str:
        """What is handed over; the message where the row is not written."""
        return "connected.save-target" if self.connection else "wizard.message"
