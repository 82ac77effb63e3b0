"""The window "Sign in to verify", and "Choose another profile": one is chosen, and AWS is asked what is there."""

from collections.abc import Callable, Coroutine
from typing import Protocol

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wizard.flow.answers import Answers
from wizard.flow.pages.sign_in import SignInPage
from wizard.flow.ports import Explain, Services
from wizard.handover.ticket import Subject
from wizard.model.connection import Connection, Way
from wizard.model.failure import WizardError
from wizard.runner.adoption import Verification
from wizard.ui.sign_in.desk import SignInDesk
from wizard.ui.tasks import Tasks
from wizard.ui.texts.ticket import subject_of
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.labels import BodyLabel, PageTitle
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.widgets.scroll_page import ScrollPage
from wizard.ui.wizard.pages.sign_in import SignInView
from wizard.ui.wizard.trouble import first_sentence, show_trouble

_SIZE = QSize(760, 620)
_SMALLEST = QSize(560, 420)
_LOOK_ELSEWHERE = "look-elsewhere"


class Verifier(Protocol):
    """Asks AWS about connections with a profile that the person has chosen."""

    async def verify(self, connection_id: str, profile: str, region: str = "") -> Verification:
        """Look in the connection's region. Raises WizardError."""

    async def verify_anywhere(self, connection_id: str, profile: str) -> Verification:
        """Look in every region. Raises WizardError."""

    async def use_profile(self, connection_id: str, profile: str) -> Verification:
        """Work with another profile from now on. Raises WizardError."""


class VerifyWindow(QDialog):
    """Chooses a profile as the wizard does, then looks for what was made; closes itself once that is verified.

    verified(connection_id): the row says now what AWS says
    """

    verified = Signal(str)

    def __init__(  # noqa: PLR0913 - what it works with, each once
        self,
        connection: Connection,
        sign_in: SignInPage,
        verifier: Verifier,
        explain: Explain,
        *,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("verify")
        self._connection = connection
        self._sign_in = sign_in
        self._verifier = verifier
        self._explain = explain
        self._tasks = tasks
        self._busy = False
        self._view = SignInView(sign_in, tasks, console_way=False)
        self._message = MessageStrip("verify.action.")
        self._message.setObjectName("verify.message")
        self._say = BodyLabel()
        self._say.setObjectName("verify.progress")
        self._first = connection.way is Way.CONSOLE  # nobody has signed in to it yet
        text = self.tr("&Sign in and verify") if self._first else self.tr("&Use this profile")
        self._next = Button(text, Variant.PRIMARY)
        self._cancel = Button(self.tr("Cancel"), Variant.QUIET)
        self._lay_out()
        self._let_go = sign_in.changed.subscribe(self._show_state)
        self._next.clicked.connect(self._look)
        self._cancel.clicked.connect(self.reject)
        self._message.action.connect(self._look_elsewhere)

    def _lay_out(self) -> None:
        verify, choose = self.tr("Sign in to verify {name}"), self.tr("Choose another profile for {name}")
        title = fill(verify if self._first else choose, {"name": self._connection.identity.name})
        self.setWindowTitle(title)
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        for name, button in (("next", self._next), ("cancel", self._cancel)):
            button.setObjectName(f"verify.{name}")
            button.setAccessibleName(button.text().replace("&", ""))
            button.setAutoDefault(False)
        self._next.setDefault(True)
        page = ScrollPage(title)
        page.add(PageTitle(title))
        page.add(BodyLabel(self._explanation()))
        for part in (self._message, self._view, self._say):
            page.add(part)
        page.add_stretch()
        space = tokens().space
        row = QHBoxLayout()
        row.setContentsMargins(space.huge, space.medium, space.huge, space.medium)
        row.addWidget(self._cancel)
        row.addStretch(1)
        row.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addLayout(row)

    def _explanation(self) -> str:
        if self._first:
            return self.tr(
                "It was made in the AWS console, and nobody has asked AWS about it yet. Choose a profile of its "
                "management account. Nothing is changed at AWS; from then on checking, the status and "
                "disconnecting work in the list."
            )
        text = self.tr(
            "This organization has been looked after with the profile {profile}. Choose the one to do it with from "
            "now on. Nothing is changed at AWS, only how this computer signs in."
        )
        return fill(text, {"profile": self._connection.profile or self.tr("of the environment")})

    def offer_ways(self, services: Services) -> None:
        """Let the person sign in here to a profile that is not there yet."""
        self._view.offer_ways(SignInDesk(services, self._tasks, self._view))

    async def begin(self) -> None:
        """Look for profiles, and ask each who it is."""
        await self._sign_in.load(Answers())
        self._view.refresh()
        self._show_state()

    async def put_away(self) -> None:
        """Stop what still goes on here; only then may the window be deleted, and it deletes itself."""
        self._let_go()
        self._view.let_go()
        await self._sign_in.leave()
        self.deleteLater()

    def _show_state(self) -> None:
        self._next.setEnabled(self._sign_in.valid and not self._busy)
        self._view.setEnabled(not self._busy)
        self._say.setText(self.tr("Looking for it at AWS…") if self._busy else "")
        self._say.setVisible(self._busy)
        if self._sign_in.error is not None:
            show_trouble(self._message, self._sign_in.error, (), Tone.PROBLEM, self._subject())

    def _look(self) -> None:
        profile = self._sign_in.collect().profile
        look = self._verifier.verify if self._first else self._verifier.use_profile
        self._start(lambda: look(self._connection.connection_id, profile))

    def _look_elsewhere(self) -> None:
        if self._sign_in.valid:
            profile = self._sign_in.collect().profile
            self._start(lambda: self._verifier.verify_anywhere(self._connection.connection_id, profile))

    def _start(self, ask: Callable[[], Coroutine[None, None, Verification]]) -> None:
        if not self._busy:
            self._busy = True
            self._message.clear()
            self._show_state()
            self._tasks.start(self._ask(ask))

    async def _ask(self, ask: Callable[[], Coroutine[None, None, Verification]]) -> None:
        try:
            verification = await ask()
        except WizardError as error:
            show_trouble(self._message, self._explain(error.failure), (), Tone.PROBLEM, self._subject())
            return
        finally:
            self._busy = False
            self._show_state()
        if verification.problem is not None:
            self._show_problem(verification)
        else:
            self.verified.emit(self._connection.connection_id)
            self.accept()

    def _subject(self) -> Subject:
        return subject_of(self._connection, self.windowTitle())

    def _show_problem(self, verification: Verification) -> None:
        if verification.problem is None:
            return
        problem, cause = first_sentence(word(verification.problem))
        elsewhere = [Action(_LOOK_ELSEWHERE, self.tr("Look in the other Regions"))] if verification.elsewhere else []
        self._message.show_message(Tone.PROBLEM, problem, cause, elsewhere)
