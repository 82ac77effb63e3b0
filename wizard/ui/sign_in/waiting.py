"""While the program waits for the browser: what to do there, the address, the code, and the time that is left."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.flow.signing_in.under_way import UnderWay
from wizard.model.failure import Diagnosis
from wizard.model.sign_in_offer import SignInOffer
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.labels import BodyLabel, SectionTitle
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_row import StateRow

_SECOND_MS = 1000


class WaitingStep(QWidget):
    """Both ways to finish a sign-in, side by side, for as long as it waits.

    name: what its parts are called before the dot
    """

    def __init__(self, name: str, under_way: UnderWay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under_way = under_way
        self._state = StateRow("", State.RUNNING)
        self._state.setObjectName(f"{name}.state")
        self._reason = BodyLabel()
        self._reason.setObjectName(f"{name}.no-browser")
        self.open_again = Button(self.tr("&Open the page again"), icon_name="external")
        self.open_again.setObjectName(f"{name}.open")
        self.open_again.setAccessibleName(self.tr("Open the page again"))
        self._address = CopyRow(self.tr("Address of the sign-in page, for a browser on this computer"))
        self._address.setObjectName(f"{name}.address")
        self._address.button.setObjectName(f"{name}.copy-address")
        self._other = Card()
        self._code = CopyRow(self.tr("Code"))
        self._code.setObjectName(f"{name}.code")
        self._code.button.setObjectName(f"{name}.copy-code")
        self._code_address = CopyRow(self.tr("Address where the code is typed"))
        self._code_address.setObjectName(f"{name}.code-address")
        self._code_address.button.setObjectName(f"{name}.copy-code-address")
        self._clock = QTimer(self, interval=_SECOND_MS)
        self._clock.timeout.connect(self._show_time)
        self._lay_out()
        self.open_again.clicked.connect(under_way.open_again)

    def refresh(self) -> None:
        """Show the sign-in that waits."""
        offer = self._under_way.offer
        if offer is None:
            self._clock.stop()
            return
        self._show_browser(offer)
        self._other.setVisible(bool(offer.code))
        self._set(self._code, offer.code)
        self._set(self._code_address, offer.code_address)
        self._show_time()
        if not self._clock.isActive():
            self._clock.start()

    def stop(self) -> None:
        """Let the clock stand still: the dialog goes."""
        self._clock.stop()

    def _show_browser(self, offer: SignInOffer) -> None:
        reason = self._under_way.why_no_browser
        shown = self._words_of(reason) if reason is not None else ""
        self._reason.setText(shown)
        self._reason.setVisible(bool(shown))
        self._address.setVisible(bool(offer.address))
        self._set(self._address, offer.address)

    def _words_of(self, reason: Diagnosis) -> str:
        text = self.tr("This browser cannot bring the sign-in back by itself, so use the code. {title} {explanation}")
        return fill(text, {"title": reason.title, "explanation": reason.explanation})

    def _set(self, row: CopyRow, value: str) -> None:
        if row.value() != value:
            row.set_value(value)

    def _show_time(self) -> None:
        seconds = self._under_way.seconds_left
        opened = self._under_way.opened
        text = self.tr("Waiting for you in the browser") if opened else self.tr("No browser could be opened here")
        left = fill(self.tr("{time} left"), {"time": f"{seconds // 60}:{seconds % 60:02}"})
        detail = "" if opened else self._what_instead()
        self._state.set_text(text)
        self._state.set_state(State.RUNNING, detail, left)

    def _what_instead(self) -> str:
        offer = self._under_way.offer
        if offer is not None and not offer.code:
            return self.tr("Copy the address into one yourself, on this computer.")
        return self.tr("Copy the address into one yourself, or use the code.")

    def _lay_out(self) -> None:
        space = tokens().space
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_again)
        buttons.addStretch(1)
        self._other.body.addWidget(SectionTitle(self.tr("Or on any other device")))
        self._other.body.addWidget(
            BodyLabel(self.tr("Open the address there and type the code. Only allow it where the code is the same."))
        )
        self._other.body.addWidget(self._code)
        self._other.body.addWidget(self._code_address)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.medium)
        for part in (self._state, self._reason):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addWidget(self._address)
        column.addWidget(self._other)
