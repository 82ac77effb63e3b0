"""The events of a run's stack, one click away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wizard.model.progress import ResourceChanged
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.expander import Expander

_LINES = 8


class RunEvents(Expander):
    """What the stack reported, oldest first; hidden while there is nothing.

    prefix: of the object names, e.g. "deploy" or "main.run"
    """

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        self._events = QPlainTextEdit()
        super().__init__("", self._events, parent)
        title = self.tr("Events of the stack")
        self._shown: tuple[int, ResourceChanged | None] = (0, None)
        self.button.setText(title)
        self.button.setObjectName(f"{prefix}.show-events")
        self.button.setAccessibleName(title)
        self._events.setObjectName(f"{prefix}.events")
        self._events.setAccessibleName(title)
        self._events.setReadOnly(True)
        self._events.setProperty("role", "code")
        self._events.setTabChangesFocus(True)
        self._events.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._events.setFixedHeight(self._events.fontMetrics().lineSpacing() * _LINES + 2 * tokens().space.medium)

    def show_events(self, events: Sequence[ResourceChanged]) -> None:
        """Show these; nothing is done where they are the same as before."""
        self.setVisible(bool(events))
        newest = (len(events), events[-1] if events else None)
        if newest == self._shown:
            return
        self._shown = newest
        self._events.setPlainText("\n".join(_line(one) for one in events))
        self._events.verticalScrollBar().setValue(self._events.verticalScrollBar().maximum())


def current_event(events: Sequence[ResourceChanged]) -> str:
    """Give the newest event in a line; an empty text where there is none."""
    if not events:
        return ""
    newest = events[-1]
    return f"{newest.logical_id} · {newest.resource_type} · {newest.status}"


def _line(one: ResourceChanged) -> str:
    at = f"{one.at:%H:%M:%S}" if one.at else ""
    return "  ".join(filter(None, (at, one.logical_id, one.status, one.reason)))
