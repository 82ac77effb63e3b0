"""One step of the rail."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wizard.ui.theme.icons import draw_icon
from wizard.ui.theme.palette import shown_colors
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.wording import fill


class StepState(StrEnum):
    """Where the person is with a step."""

    DONE = "done"
    CURRENT = "current"
    TO_COME = "to-come"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class RailStep:
    """A step as the rail shows it; `closed` where nothing leads back to it any more, done or not."""

    id: str
    title: str
    state: StepState = StepState.TO_COME
    closed: bool = False

    @property
    def leads_back(self) -> bool:
        """True where it can be pressed."""
        return self.state is StepState.DONE and not self.closed


# Icon, its colour role, and the colour role of the title.
_LOOKS = {
    StepState.DONE: ("circle-check", "success", "text"),
    StepState.CURRENT: ("dot-current", "accent", "accent"),
    StepState.TO_COME: ("dot-todo", "control", "muted"),
    StepState.PROBLEM: ("warning", "danger", "danger"),
}


class StepButton(QAbstractButton):
    """A step with its icon and title. Only a done step that leads back can be pressed or has the focus.

    pressed_done(step_id): a done step was pressed
    """

    pressed_done = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = RailStep("", "")
        self._narrow = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._lead_back)

    @property
    def step(self) -> RailStep:
        """The step that is shown."""
        return self._step

    def show_step(self, step: RailStep, position: int, count: int) -> None:
        """Shows a step, the position-th of count."""
        self._step = step
        self.setText(step.title)
        words = {
            StepState.DONE: self.tr("done"),
            StepState.CURRENT: self.tr("current"),
            StepState.TO_COME: self.tr("to come"),
            StepState.PROBLEM: self.tr("has a problem"),
        }
        sentence = self.tr("Step %1 of %2, %3, %4")
        self.setAccessibleName(fill(sentence, str(position), str(count), step.title, words[step.state]))
        done = step.leads_back
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if done else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if done else Qt.CursorShape.ArrowCursor)
        self._update_tool_tip()
        self.updateGeometry()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Shows the icon alone, its title as tool tip."""
        self._narrow = narrow
        self._update_tool_tip()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the title in bold, so that nothing moves when the step becomes current."""
        space, metrics = tokens().space, self.fontMetrics()
        height = max(tokens().shape.control_height, metrics.height() + 2 * space.small)
        if self._narrow:
            return QSize(height, height)
        title = round(metrics.horizontalAdvance(self.text()) * 1.12)
        return QSize(max(9 * height // 2, height + title + space.small), height)

    def minimumSizeHint(self) -> QSize:
        """The same: a title is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws ground, icon, title and focus ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        icon_name, icon_role, text_role = _LOOKS[self._step.state]
        side = max(16, self.fontMetrics().height() + 2)
        start = (self.height() - side) / 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - start - side if mirrored else start
        draw_icon(painter, icon_name, icon_role, QRectF(left, start, side, side))
        if not self._narrow:
            self._draw_title(painter, text_role)

    def _draw_ground(self, painter: QPainter) -> None:
        colors, radius = shown_colors(), tokens().shape.radius
        done = self._step.leads_back
        painter.setPen(Qt.PenStyle.NoPen)
        if self._step.state is StepState.CURRENT:
            painter.setBrush(QColor(colors.info_wash))
            painter.drawRoundedRect(self.rect(), radius, radius)
        elif done and (self.underMouse() or self.isDown()):
            painter.setBrush(QColor(colors.selection if self.isDown() else colors.hover))
            painter.drawRoundedRect(self.rect(), radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _draw_title(self, painter: QPainter, role: str) -> None:
        font = QFont(self.font())
        if self._step.state is StepState.CURRENT:
            font.setWeight(QFont.Weight(tokens().type.semibold))
        painter.setFont(font)
        painter.setPen(QColor(shown_colors().role(role)))
        start = self.height()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = self.rect().adjusted(0 if mirrored else start, 0, -start if mirrored else 0, 0)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), self.text())

    def _lead_back(self) -> None:
        if self._step.leads_back:
            self.pressed_done.emit(self._step.id)

    def _update_tool_tip(self) -> None:
        self.setToolTip(self.text() if self._narrow else "")
