"""An on/off switch that shows what is so, not what was asked for."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QWidget

from wizard.ui.theme.palette import shown_colors
from wizard.ui.theme.style_sheet import control_height
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_icon import StateIcon
from wizard.ui.widgets.switch_drawing import RING, SwitchLook, SwitchState, draw_switch, track_size

__all__ = ["Switch", "SwitchState"]

_CHECK_STATES = {
    SwitchState.ON: Qt.CheckState.Checked,
    SwitchState.OFF: Qt.CheckState.Unchecked,
    SwitchState.UNDETERMINED: Qt.CheckState.PartiallyChecked,
}


class Switch(QCheckBox):
    """A track with a knob and the state in a word beside it; pressing it asks its owner, and changes nothing itself.

    name:    what is switched, for screen readers
    asked(): it was pressed, by mouse, Space or a screen reader; never while it is busy
    """

    asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SwitchState.UNDETERMINED
        self._busy = False
        self.setTristate(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._spinner = StateIcon(State.RUNNING, parent=self)
        self._spinner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._spinner.hide()
        self.clicked.connect(self._ask)
        self.set_state(SwitchState.UNDETERMINED, "")

    @property
    def state(self) -> SwitchState:
        """What is shown."""
        return self._state

    @property
    def busy(self) -> bool:
        """True while it is being changed."""
        return self._busy

    def set_state(self, state: SwitchState, word: str, *, busy: bool = False) -> None:
        """Show what is so.

        word: the state in the owner's word, e.g. "Active"; while busy, what goes on
        busy: it is being changed: the keyboard stays here, but pressing does nothing
        """
        self._state = state
        self._busy = busy
        self.setText(word.replace("&", "&&"))
        self.setAccessibleDescription(word)
        self.setCheckState(_CHECK_STATES[state])
        self._spinner.setVisible(busy)
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        """The state in a word, as it is shown."""
        return self.text().replace("&&", "&")

    def nextCheckState(self) -> None:
        """Stay: only the owner knows what is so."""

    def sizeHint(self) -> QSize:
        """Track and word in one line, with room for the ring."""
        self.ensurePolished()
        word = self.fontMetrics().horizontalAdvance(self.word())
        width = track_size(self.fontMetrics()).width() + 4 * RING + (tokens().space.small + word if word else 0)
        return QSize(width, control_height(tokens(), self.font()))

    def minimumSizeHint(self) -> QSize:
        """The same: neither track nor word can be cut."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """Everywhere on it."""
        return self.rect().contains(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the turning icon on the track."""
        super().resizeEvent(event)
        side = track_size(self.fontMetrics()).height()
        place = QRect(0, 0, side, side)
        place.moveCenter(self._track().center())
        self._spinner.setGeometry(place.adjusted(2, 2, -2, -2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, the track, the knob with its mark, and the word."""
        del event
        look = SwitchLook(
            self._state,
            busy=self._busy,
            enabled=self.isEnabled(),
            hovered=self.underMouse(),
            focused=self.hasFocus(),
            mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )
        painter = QPainter(self)
        draw_switch(painter, QRectF(self._track()), look)
        colors = shown_colors()
        painter.setPen(QColor(colors.text if self.isEnabled() else colors.disabled))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self._word_place(), int(flags), self.word())

    def _ask(self) -> None:
        if not self._busy:
            self.asked.emit()

    def _track(self) -> QRect:
        size = track_size(self.fontMetrics())
        track = QRect(QPoint(2 * RING, (self.height() - size.height()) // 2), size)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), track)

    def _word_place(self) -> QRect:
        begin = track_size(self.fontMetrics()).width() + 4 * RING + tokens().space.small
        place = QRect(begin, 0, max(0, self.width() - begin), self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
