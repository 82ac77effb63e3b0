"""The person's browser."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_in_browser(address: str) -> bool:
    """Open an address; False where this computer has no browser for it."""
    return QDesktopServices.openUrl(QUrl(address))
