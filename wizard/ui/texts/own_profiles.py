"""Sentences about profiles that are made in the window: access keys, roles in other accounts, and MFA codes."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "sign-in.needs-code": QT_TRANSLATE_NOOP(
        "Messages",
        "This profile needs the code of an MFA device. Have the device at hand: the code it shows is asked for in a "
        "window of its own.",
    ),
}
