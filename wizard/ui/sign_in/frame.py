"""What every dialog of signing in has in common: a title, a message, steps that scroll, and buttons at the foot."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wizard.flow.page import Trouble
from wizard.handover.ticket import Subject
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.labels import BodyLabel, SectionTitle
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.scroll_page import ScrollPage
from wizard.ui.wizard.trouble import show_trouble

_CHARACTERS, _LINES = 96, 34


class SignInFrame(QDialog):
    """A dialog with one step in sight at a time; open it with `open()`.

    name:                the object name; its parts are called "<name>.…"
    next_pressed(), back_pressed(): the buttons at the foot; "Cancel" and Escape reject the dialog
    """

    next_pressed = Signal()
    back_pressed = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._steps: list[QWidget] = []
        self._focused: QWidget | None = None
        self._heading = SectionTitle(title)
        self._text = BodyLabel()
        self.strip = MessageStrip(f"{name}.action.")
        self.strip.setObjectName(f"{name}.message")
        self._scroll = ScrollPage(title)
        self.next = self._button("next", self.tr("&Next"), Variant.PRIMARY)
        self.back = self._button("back", self.tr("&Back"), Variant.PLAIN)
        self.cancel = self._button("cancel", self.tr("Cancel"), Variant.QUIET)
        self._lay_out()
        self.next.clicked.connect(self.next_pressed)
        self.back.clicked.connect(self.back_pressed)
        self.cancel.clicked.connect(self.reject)

    def add_step(self, step: QWidget) -> None:
        """Take in one more step; it is shown by `show_step`."""
        step.hide()
        self._steps.append(step)
        self._scroll.add(step)

    def finish_steps(self) -> None:
        """Say that all steps are taken in."""
        self._scroll.add_stretch()

    def show_step(self, step: QWidget, title: str, text: str, focus: QWidget) -> None:
        """Show one step; the keyboard goes to `focus` when it comes into sight."""
        self._heading.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        for one in self._steps:
            one.setVisible(one is step)
        if self._focused is not step:
            self._focused = step
            self._scroll.verticalScrollBar().setValue(0)
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: Trouble | None) -> None:
        """Show what went wrong, in sight; None takes it away."""
        before = self.strip.problem()
        show_trouble(self.strip, problem, (), Tone.PROBLEM, Subject(self.windowTitle()))
        if self.strip.problem() and self.strip.problem() != before:
            self._scroll.verticalScrollBar().setValue(0)

    def show_next(self, text: str, *, possible: bool) -> None:
        """Say what the primary button does; an empty text hides it."""
        self.next.setVisible(bool(text))
        self.next.setText(text)
        self.next.setAccessibleName(text.replace("&", ""))
        self.next.setEnabled(possible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, or goes on; Escape cancels."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        button = focused if isinstance(focused, QPushButton) else self.next
        if button.isVisible():
            button.click()

    def _button(self, name: str, text: str, variant: Variant) -> Button:
        button = Button(text, variant)
        button.setObjectName(f"{self.objectName()}.{name}")
        button.setAccessibleName(text.replace("&", ""))
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        space = tokens().space
        heading = QVBoxLayout()
        heading.setContentsMargins(space.huge, space.huge, space.huge, 0)
        heading.setSpacing(space.tiny)
        heading.addWidget(self._heading)
        heading.addWidget(self._text)
        self._scroll.body.setContentsMargins(space.huge, space.large, space.huge, space.large)
        self._scroll.add(self.strip)
        row = QHBoxLayout()
        row.setContentsMargins(space.huge, space.medium, space.huge, space.large)
        row.setSpacing(space.medium)
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self._scroll, 1)
        column.addLayout(row)
        metrics = self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * _CHARACTERS, metrics.lineSpacing() * _LINES)
        parent = self.parentWidget()
        self.resize(wanted.boundedTo(parent.window().size()) if parent is not None else wanted)
