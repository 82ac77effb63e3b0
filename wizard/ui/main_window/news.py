"""What concerns more than the selected connection, told once at the top of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.model.connection import Connection
from wizard.model.message import Message
from wizard.model.plan import RunKind
from wizard.ui.texts.runs import is_left_behind, over_text
from wizard.ui.texts.several import several
from wizard.ui.texts.wording import fill, word
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone

_SHOW, _CLOSE = "show", "close"


class News(MessageStrip):
    """One piece of news at a time, which the person puts away.

    show_pressed(connection_id): show the connection that it is about
    """

    show_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("main.news.", parent)
        self.setObjectName("main.news")
        self._about = ""
        self.action.connect(self._act)

    def tell_unfinished(self, rows: Sequence[Connection]) -> None:
        """Say which connections an earlier session left unfinished; nothing where there are none."""
        if not rows:
            return
        names = {"names": several([one.identity.name for one in rows]), "number": self.locale().toString(len(rows))}
        one, more = (
            self.tr("1 organization was not finished: {names}."),
            self.tr("{number} organizations were not finished: {names}."),
        )
        title = fill(one if len(rows) == 1 else more, names)
        text = self.tr("Org Wizard was closed in between. Nothing more is started before you go on.")
        self._about = rows[0].connection_id
        self.show_message(Tone.WARNING, title, text, (Action(_SHOW, self.tr("Show")), self._closing()))

    def tell_checked(self, summary: str) -> None:
        """Say what checking all came to."""
        self.show_message(Tone.INFO, summary, "", (self._closing(),))

    def tell_removed(self, kind: RunKind, gone: Connection, told: Sequence[Message]) -> None:
        """Say that a connection is gone, and name what stays at AWS."""
        left = "\n".join(word(one) for one in told if is_left_behind(one.key))
        title = over_text(kind, gone, undoing=False)
        self.show_message(Tone.WARNING if left else Tone.SUCCESS, title, left, (self._closing(),))

    def _closing(self) -> Action:
        return Action(_CLOSE, self.tr("Close message"))

    def _act(self, action: str) -> None:
        about = self._about
        self.clear()
        if action == _SHOW:
            self.show_pressed.emit(about)
