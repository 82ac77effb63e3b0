"""What the buttons of the details lead to."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from wizard.model.connection import Connection, Way
from wizard.model.plan import RunKind
from wizard.ui.main_window.deeds import Deeds
from wizard.ui.main_window.details import Details
from wizard.ui.main_window.details_desk import DetailsDesk
from wizard.ui.main_window.ports import Works
from wizard.ui.main_window.rechecks import Rechecks
from wizard.ui.main_window.run_views import SIGN_IN

Deed = Callable[[Connection], None]


class Presses(QObject):
    """Hears the buttons, each for the connection that is shown.

    verify(connection_id):      what was connected in the AWS console is to be signed in to first
    sign_in(connection_id):     a new sign-in is wanted
    show_wizard(connection_id): its wizard is wanted
    change(connection_id):      other accounts or settings are wanted
    report(connection_id), bundle(connection_id): its report, or a support bundle, is wanted
    explore(connection_id):     Resource Explorer is to be looked at
    """

    verify = Signal(str)
    sign_in = Signal(str)
    show_wizard = Signal(str)
    change = Signal(str)
    report = Signal(str)
    bundle = Signal(str)
    explore = Signal(str)

    def __init__(self, details: Details, desk: DetailsDesk, deeds: Deeds, works: Works, rechecks: Rechecks) -> None:
        super().__init__(details)
        self._details = details
        self._desk = desk
        self._deeds = deeds
        self._works = works
        self._rechecks = rechecks
        self._connect_bar()
        self._connect_run()

    def check(self) -> None:
        """Ask AWS again, where that is possible now."""
        if self._details.isVisible() and self._details.bar.check.isEnabled():
            self._verified(self._ask_aws)

    def _connect_bar(self) -> None:
        details, bar = self._details, self._details.bar
        details.check_pressed.connect(self.check)
        details.verify_pressed.connect(partial(self._shown, self._verify))
        details.sign_in_pressed.connect(partial(self._shown, self._sign_in))
        details.status.asked.connect(self._switch)
        details.missing.retry_pressed.connect(partial(self._verified, self._try_again))
        bar.go_on_pressed.connect(partial(self._shown, self._show_wizard))
        bar.repair_pressed.connect(partial(self._verified, partial(self._deeds.ask, RunKind.REPAIR)))
        bar.change_pressed.connect(partial(self._verified, self._change))
        bar.report_pressed.connect(partial(self._shown, self._by_id(self.report.emit)))
        bar.bundle_pressed.connect(partial(self._shown, self._by_id(self.bundle.emit)))
        details.explore.clicked.connect(partial(self._shown, self._explore))
        bar.start_over_pressed.connect(partial(self._verified, partial(self._deeds.ask, RunKind.START_OVER)))
        bar.disconnect_pressed.connect(partial(self._verified, partial(self._deeds.ask, RunKind.DISCONNECT)))

    def _connect_run(self) -> None:
        run, buttons = self._details.run, self._details.run.buttons
        run.acted.connect(self._act)
        run.stop_pressed.connect(partial(self._shown, self._by_id(self._deeds.stop)))
        buttons.go_on_pressed.connect(partial(self._shown, self._by_id(self._deeds.go_on)))
        buttons.put_back_pressed.connect(partial(self._shown, self._by_id(self._deeds.put_back)))
        buttons.show_pressed.connect(partial(self._shown, self._show_wizard))
        buttons.done_pressed.connect(partial(self._shown, self._by_id(self._works.put_aside)))

    def _by_id(self, deed: Callable[[str], None]) -> Deed:
        return lambda one: deed(one.connection_id)

    def _shown(self, deed: Deed, *_signal: object) -> None:
        if self._desk.connection is not None:
            deed(self._desk.connection)

    def _verified(self, deed: Deed, *_signal: object) -> None:
        """Do it; what was connected in the AWS console is signed in to first."""
        self._shown(lambda one: self._verify(one) if one.way is Way.CONSOLE else deed(one))

    def _ask_aws(self, one: Connection) -> None:
        self._deeds.forget_refusal(one.connection_id)
        self._rechecks.start(one)
        self._desk.refresh()

    def _switch(self, on: bool) -> None:
        self._verified(lambda one: self._deeds.ask_switch(one, on=on))

    def _try_again(self, one: Connection) -> None:
        """Begin at once: what is made was agreed to when these accounts were chosen."""
        self._deeds.begin(RunKind.RETRY, one.connection_id)

    def _act(self, action: str) -> None:
        self._shown(self._sign_in if action == SIGN_IN else partial(self._deeds.ask_mend, action))

    def _verify(self, one: Connection) -> None:
        self.verify.emit(one.connection_id)

    def _sign_in(self, one: Connection) -> None:
        self.sign_in.emit(one.connection_id)

    def _show_wizard(self, one: Connection) -> None:
        self.show_wizard.emit(one.connection_id)

    def _change(self, one: Connection) -> None:
        self.change.emit(one.connection_id)

    def _explore(self, one: Connection) -> None:
        self.explore.emit(one.connection_id)
