"""A piece of work with its state."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.labels import BodyLabel, Caption
from wizard.ui.widgets.state import State, state_icon, state_word
from wizard.ui.widgets.state_icon import StateIcon
from wizard.ui.widgets.styling import set_style_property
from wizard.ui.widgets.wording import fill


class StateRow(QWidget):
    """One line of a list of work: icon, name, what is known of it, the state in a word, and room for a button.

    trailing: the layout at the end, for the owner's buttons
    """

    def __init__(
        self, text: str, state: State = State.PENDING, detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = StateIcon()
        self._text = BodyLabel(text)
        self._detail = Caption(detail)
        self._word = QLabel()
        self._word.setTextFormat(Qt.TextFormat.PlainText)
        self.trailing = QHBoxLayout()
        self._lay_out()
        self.set_state(state, detail)

    @property
    def state(self) -> State:
        """The state that is shown."""
        return self._icon.state

    def detail(self) -> str:
        """The second line, or an empty text."""
        return self._detail.text()

    def set_state(self, state: State, detail: str = "", word: str = "") -> None:
        """Shows another state.

        detail: the second line
        word:   the state in the owner's own word, e.g. "1:20 min"; the state's usual word where empty
        """
        self._icon.set_state(state)
        self._word.setText(word or state_word(state))
        set_style_property(self._word, "tone", state_icon(state)[1])
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._update_name()

    def set_text(self, text: str) -> None:
        """Names another piece of work."""
        self._text.setText(text)
        self._update_name()

    def _update_name(self) -> None:
        self.setAccessibleName(fill(self.tr("%1: %2"), self._text.text(), self._word.text()))
        self.setAccessibleDescription(self._detail.text())

    def _lay_out(self) -> None:
        space = tokens().space
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._text, self._word):
            label.setMinimumHeight(self._icon.sizeHint().height())
        texts.addWidget(self._text)
        texts.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, space.tiny, 0, space.tiny)
        row.setSpacing(space.medium)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._icon, 0, top)
        row.addLayout(texts, 1)
        row.addWidget(self._word, 0, top)
        row.addLayout(self.trailing)
