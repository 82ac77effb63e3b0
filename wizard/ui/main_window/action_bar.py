"""What can be done with the selected connection: the buttons under its details."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant


class ActionBar(QFrame):
    """Check again, repair and change on the one side, what deletes on the other; in two rows where it is narrow.

    check_pressed(), go_on_pressed(), repair_pressed(), change_pressed(), report_pressed(), bundle_pressed(),
    start_over_pressed(), disconnect_pressed()
    """

    check_pressed = Signal()
    go_on_pressed = Signal()
    repair_pressed = Signal()
    change_pressed = Signal()
    report_pressed = Signal()
    bundle_pressed = Signal()
    start_over_pressed = Signal()
    disconnect_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self.check = self._button("main.check", "", icon_name="refresh")
        self.go_on = self._button("main.go-on", self.tr("&Go on connecting"), Variant.PRIMARY)
        self.repair = self._button("main.repair", self.tr("Re&pair"), icon_name="wrench")
        self.change = self._button("main.change", self.tr("Cha&nge"))
        self.report = self._button("main.report", self.tr("&Report"), Variant.QUIET, "document")
        self.report.setToolTip(self.tr("What was made, which accounts are in, and how to undo it, as a file"))
        self.bundle = self._button("main.bundle", self.tr("S&upport bundle"), Variant.QUIET, "save")
        self.bundle.setToolTip(self.tr("A file for whoever helps you: what was done, and what AWS answered"))
        self.start_over = self._button("main.start-over", self.tr("Start &over"), Variant.DANGER)
        self.disconnect_ = self._button("main.disconnect", self.tr("&Disconnect"), Variant.DANGER)
        self._gentle, self._grave = QWidget(), QWidget()
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()
        for button, pressed in (
            (self.check, self.check_pressed),
            (self.go_on, self.go_on_pressed),
            (self.repair, self.repair_pressed),
            (self.change, self.change_pressed),
            (self.report, self.report_pressed),
            (self.bundle, self.bundle_pressed),
            (self.start_over, self.start_over_pressed),
            (self.disconnect_, self.disconnect_pressed),
        ):
            button.clicked.connect(pressed)

    def show_possible(self, *, unfinished: bool, repairable: bool, changeable: bool, why_not: str) -> None:
        """Show what can be done.

        unfinished: connecting was begun, and nobody goes on with it
        repairable: something is not in order that the program can put right
        changeable: scope and settings can be changed
        why_not:    why nothing of it can be done now; empty where it can
        """
        self.go_on.setVisible(unfinished)
        self.repair.setVisible(repairable)
        self.change.setVisible(changeable)
        for button in (self.go_on, self.repair, self.change, self.start_over, self.disconnect_):
            set_possible(button, why_not)

    def show_handing_over(self, *, offered: bool) -> None:
        """Show the buttons of what leaves the program, or do not."""
        self.report.setVisible(offered)
        self.bundle.setVisible(offered)

    def arrange(self, width: int) -> None:
        """Put what deletes under the rest where a window of this width has no room for it beside.

        The window calls it, because a widget that is being laid out cannot ask for another height.
        """
        margins = self._rows.contentsMargins()
        room = width - margins.left() - margins.right() - self._rows.spacing()
        fits = self._gentle.sizeHint().width() + self._grave.sizeHint().width() <= room
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._rows.direction() is not direction:
            self._rows.setDirection(direction)

    def _button(self, name: str, text: str, variant: Variant = Variant.PLAIN, icon_name: str = "") -> Button:
        button = Button(text, variant, icon_name)
        button.setObjectName(name)
        button.setAccessibleName(text.replace("&", ""))
        return button

    def _lay_out(self) -> None:
        space = tokens().space
        self._rows.setContentsMargins(space.huge, space.small, space.huge, space.small)
        self._rows.setSpacing(space.small)
        gentle, grave = (
            (self.go_on, self.check, self.repair, self.change, self.report, self.bundle),
            (self.start_over, self.disconnect_),
        )
        for part, buttons in ((self._gentle, gentle), (self._grave, grave)):
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(space.small)
            if part is self._grave:
                row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            if part is self._gentle:
                row.addStretch(1)
        self._rows.addWidget(self._gentle, 1)
        self._rows.addWidget(self._grave)


def set_possible(button: Button, why_not: str) -> None:
    """Let a button be pressed, or say why it cannot be."""
    button.setEnabled(not why_not)
    button.setToolTip(why_not)
    button.setAccessibleDescription(why_not)
