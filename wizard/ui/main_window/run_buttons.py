"""What can be done with a run that rests."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.model.plan import RunEnd, RunKind
from wizard.ui.main_window.ports import Work
from wizard.ui.texts.runs import is_switch
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant


class RunButtons(QWidget):
    """Go on, put back, show in its wizard, done with it: those that make sense now.

    go_on_pressed(), put_back_pressed(), show_pressed(), done_pressed()
    """

    go_on_pressed = Signal()
    put_back_pressed = Signal()
    show_pressed = Signal()
    done_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go_on = self._button("main.run.go-on", self.tr("&Go on"), Variant.PRIMARY, "play")
        self._put_back = self._button("main.run.put-back", self.tr("&Put back"), Variant.PLAIN)
        self._show = self._button("main.run.show", self.tr("Sho&w"), Variant.PLAIN)
        self._done = self._button("main.run.done", self.tr("Don&e"), Variant.PLAIN, "check")
        self._put_back.setToolTip(self.tr("Make the status what it was before"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens().space.small)
        for button, pressed in (
            (self._put_back, self.put_back_pressed),
            (self._show, self.show_pressed),
            (self._go_on, self.go_on_pressed),
            (self._done, self.done_pressed),
        ):
            button.clicked.connect(pressed)
            row.addWidget(button)

    def show_for(self, work: Work, *, showable: bool) -> None:
        """Show the buttons that a run has now; `showable` says that its wizard can be opened."""
        end = work.state.end
        resting = work.interrupted or end in (RunEnd.PAUSED, RunEnd.STOPPED, RunEnd.FAILED)
        in_wizard = showable and work.kind is RunKind.CONNECT
        again = end is RunEnd.FAILED and not work.interrupted
        text = self.tr("Try a&gain") if again else self.tr("&Go on")
        self._go_on.setText(text)
        self._go_on.setAccessibleName(text.replace("&", ""))
        self._go_on.setVisible(resting)
        self._show.setVisible(in_wizard)
        self._put_back.setVisible(resting and is_switch(work.kind) and not work.undoing)
        leaving = resting and end is not RunEnd.PAUSED and work.kind is not RunKind.CONNECT
        done = self.tr("Don&e") if end is RunEnd.DONE else self.tr("&Leave it")
        self._done.setText(done)
        self._done.setAccessibleName(done.replace("&", ""))
        self._done.set_icon("check" if end is RunEnd.DONE else "")
        self._done.setVisible(end is RunEnd.DONE or leaving)

    def _button(self, name: str, text: str, variant: Variant, icon_name: str = "") -> Button:
        button = Button(text, variant, icon_name)
        button.setObjectName(name)
        button.setAccessibleName(text.replace("&", ""))
        return button
