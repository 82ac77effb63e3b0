"""The icon of a state; it turns while something runs."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QWidget

from wizard.ui.widgets.icon_label import IconLabel
from wizard.ui.widgets.state import State, state_icon, state_word

_FRAME_MS = 60
_DEGREES_A_FRAME = 24
_REDUCED_MOTION = 1  # Qt::MotionPreference::ReducedMotion


class StateIcon(IconLabel):
    """A state as an icon whose accessible name is the state's word. It stands still where the system asks for that."""

    def __init__(self, state: State = State.PENDING, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(*state_icon(state), scale=scale, parent=parent)
        self._angle = 0
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._turn)
        self._state = state
        self.set_state(state)

    @property
    def state(self) -> State:
        """The state that is shown."""
        return self._state

    def set_state(self, state: State) -> None:
        """Shows another state."""
        self._state = state
        self.set_icon(*state_icon(state))
        self.setAccessibleName(state_word(state))
        self.setToolTip(state_word(state))
        self._animate()

    def showEvent(self, event: QShowEvent) -> None:
        """Turns only while it can be seen."""
        super().showEvent(event)
        self._animate()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stands still while nobody sees it."""
        super().hideEvent(event)
        self._frames.stop()

    def draw(self, painter: QPainter, square: QRectF) -> None:
        """Draws the icon at its angle."""
        if self._state is State.RUNNING:
            painter.translate(square.center())
            painter.rotate(self._angle)
            painter.translate(-square.center())
        super().draw(painter, square)

    def _animate(self) -> None:
        if self._state is State.RUNNING and self.isVisible() and _motion_is_welcome():
            self._frames.start()
        else:
            self._frames.stop()
            self._angle = 0

    def _turn(self) -> None:
        self._angle = (self._angle + _DEGREES_A_FRAME) % 360
        self.update()


def _motion_is_welcome() -> bool:
    """False where the system asks for reduced motion; asked by property, because Qt knows it from 6.12 on only."""
    hints = QGuiApplication.styleHints()
    preference = hints.accessibility().property("motionPreference")
    return int(getattr(preference, "value", preference) or 0) != _REDUCED_MOTION
