"""Opens the question for an MFA code over whichever window the person looks at."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from wizard.flow.signing_in.mfa import MfaQuestions
from wizard.model.mfa import MfaQuestion
from wizard.ui.sign_in.mfa import MfaDialog
from wizard.ui.texts.wording import fill


class MfaWindow(QObject):
    """Shows the open question, one dialog at a time. Lives on Qt's thread.

    main:          the window that is there as long as the program runs
    practice_code: what the embedded AWS takes; empty outside of practice
    """

    def __init__(self, questions: MfaQuestions, main: QWidget, practice_code: str = "") -> None:
        super().__init__(main)
        self._questions = questions
        self._main = main
        self._practice_code = practice_code
        self._dialog: MfaDialog | None = None
        self._shown: MfaQuestion | None = None
        self._let_go = questions.changed.subscribe(self._follow)

    def put_away(self) -> None:
        """Show no more questions; one that is open is taken away."""
        self._let_go()
        self._close()

    def _follow(self) -> None:
        question = self._questions.open
        if question is self._shown:
            return
        self._close()
        if question is not None:
            self._open(question)

    def _open(self, question: MfaQuestion) -> None:
        self._shown = question
        dialog = MfaDialog(question, self._hint(), self._above())
        self._dialog = dialog
        dialog.entered.connect(self._questions.give)
        dialog.rejected.connect(self._questions.cancel)
        dialog.destroyed.connect(partial(self._lost, question))
        dialog.open()

    def _close(self) -> None:
        dialog, self._dialog, self._shown = self._dialog, None, None
        if dialog is not None and isValid(dialog):
            dialog.hide()
            dialog.deleteLater()

    def _lost(self, question: MfaQuestion) -> None:
        """Show the question again where the window under its dialog went away before it was answered."""
        if self._shown is question:
            self._dialog = self._shown = None
            QTimer.singleShot(0, self, self._follow)

    def _above(self) -> QWidget:
        active = QApplication.activeModalWidget() or QApplication.activeWindow()
        return active if active is not None and active.isVisible() else self._main

    def _hint(self) -> str:
        if not self._practice_code:
            return ""
        return fill(self.tr("In practice the code is {code}."), {"code": self._practice_code})
