"""Sentences about signing in."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "sign-in.no-profiles": QT_TRANSLATE_NOOP(
        "Messages",
        "No AWS profile was found on this computer. A profile is a saved way to sign in, kept in the files config and "
        "credentials of the folder .aws in your home folder. Ask your AWS administrator for one, "
        "then look again.",
    ),
    "sign-in.needs-code": QT_TRANSLATE_NOOP(
        "Messages",
        "This profile needs the code of an MFA device. Have the device at hand: the code it shows is asked for in a "
        "window of its own.",
    ),
    "sign-in.root-user": QT_TRANSLATE_NOOP(
        "Messages",
        "This profile is the root user of the account. Nothing here needs it, and a root user cannot assume roles. "
        "An administrator of the management account is the better choice.",
    ),
}
