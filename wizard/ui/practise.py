"""Opens a second program that practises on the embedded AWS."""

import sys

from PySide6.QtCore import QCoreApplication, QProcess, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def start_practice(parent: QWidget) -> None:
    """Start it beside this one; say why where it does not start."""
    arguments = ["--demo"] if getattr(sys, "frozen", False) else ["-m", "wizard", "--demo"]
    started, _process_id = QProcess.startDetached(sys.executable, arguments)
    if started:
        return
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(QCoreApplication.translate("Practise", "The practice window could not be opened."))
    box.setInformativeText(
        QCoreApplication.translate("Practise", "This computer refused to start a second program. Try again later.")
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
