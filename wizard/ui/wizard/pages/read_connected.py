"""Page 9 of a service that reads by itself: the row, and what the service is told."""

from PySide6.QtWidgets import QWidget

from wizard.flow.pages.read_connected import ReadConnectedPage
from wizard.handover.values import handed_over, target_entry
from wizard.model.connection import Connection
from wizard.providers.definition import ProviderDefinition
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.labels import BodyLabel, Caption
from wizard.ui.widgets.tab_order import tab_as_laid_out
from wizard.ui.wizard.page_view import PageView
from wizard.ui.wizard.pages.connected_status import StatusCard
from wizard.ui.wizard.pages.target_part import TargetPart


class ReadConnectedView(PageView):
    """The entry for the vendor's file, values with copy buttons, the status, and what happens next."""

    def __init__(self, page: ReadConnectedPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._connected = page
        self._shown: Connection | None = None
        self._target = TargetPart(tasks)
        self._values = Card(self.tr("The same values one by one"))
        self._status = StatusCard(page.status, tasks)
        self._next = Card(self.tr("What happens next"))
        for part in (self._target, self._values, self._status, self._next):
            self.body.addWidget(part)
        self.body.addStretch(1)

    @property
    def title(self) -> str:
        """What was reached."""
        connection = self._connected.connection
        if connection is None:
            written = self._connected.error is None
            return self.tr("Writing it down") if written else self.tr("Not in your list yet")
        return fill(self.tr("{name} is connected"), {"name": connection.identity.name})

    @property
    def instruction(self) -> str:
        """What is left to do."""
        connection = self._connected.connection
        if connection is None:
            return ""
        text = self.tr("It is in your list. {provider} still has to be told where to read: the entry below says it.")
        return fill(text, {"provider": connection.provider_name})

    @property
    def primary_text(self) -> str:
        """The last page's button ends it."""
        return self.tr("&Done")

    def refresh(self) -> None:
        """Show the connection once it is written."""
        page = self._connected
        connection, definition = page.connection, page.definition
        there = connection is not None and definition is not None
        if connection is not None and definition is not None and self._shown is None:
            self._show_values(definition, connection)
            for number, sentence in enumerate(definition.handover.next_steps, start=1):
                self._next.add(BodyLabel(f"{number}. {sentence}"))
            tab_as_laid_out(self)
        self._shown = connection
        entry = target_entry(connection, definition) if connection is not None and definition is not None else {}
        self._target.show_entry(definition.handover.target if definition is not None else None, entry)
        for part in (self._values, self._next):
            part.setVisible(there)
        self._values.setVisible(there and bool(definition and definition.handover.values))
        self._status.show_status("")
        self.rephrased.emit()

    def _show_values(self, definition: ProviderDefinition, connection: Connection) -> None:
        self._values.add(Caption(definition.handover.place))
        for one in handed_over(connection, definition):
            row = CopyRow(one.label, one.shown, one.copied)
            row.setToolTip(one.where)
            row.button.setObjectName(f"connected.copy-{one.id}")
            self._values.add(row)
