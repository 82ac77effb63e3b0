"""What nobody expected: a dialog with the words to copy, and the program goes on where it can."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

_log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReporter(QObject):
    """Catches what no one else does: exceptions of slots and coroutines. One dialog at a time.

    reported(text): a bug was met; the traceback as text
    """

    reported = Signal(str)

    def __init__(self, version: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._version = version
        self._open = False

    def install(self) -> None:
        """Catch from now on, and write Qt's own messages into the log."""
        sys.excepthook = self._hook
        qInstallMessageHandler(_log_qt)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        sys.__excepthook__(kind, error, trace)
        self.report(error.with_traceback(trace))

    def report(self, error: BaseException) -> None:
        """Log a bug and show it."""
        _log.error("unexpected", exc_info=error)
        text = "".join(traceback.format_exception(error))
        self.reported.emit(text)
        if not self._open:
            self._open = True
            self._show(text, QApplication.activeWindow())

    def _show(self, text: str, parent: QWidget | None) -> None:
        box = QMessageBox(parent)
        box.setObjectName("crash")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Org Wizard")
        box.setText(self.tr("Something went wrong inside Org Wizard."))
        box.setInformativeText(
            self.tr(
                "This is a mistake of the program, not of yours. What AWS is doing goes on, and what you typed is "
                "still there. Copy the details and send them to your support, then go on or start the program again."
            )
        )
        box.setDetailedText(f"org-wizard {self._version}\n{text}")
        copy = box.addButton(self.tr("Copy the details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QApplication.clipboard().setText(box.detailedText()))
        box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._closed)
        box.open()

    def _closed(self) -> None:
        self._open = False


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger("wizard.qt").log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, text)
