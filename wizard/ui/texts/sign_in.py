"""Sentences about signing in."""

from datetime import timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.ui.widgets.wording import fill

SENTENCES = {
    "sign-in.no-profiles": QT_TRANSLATE_NOOP(
        "Messages",
        "No AWS profile was found on this computer. A profile is a saved way to sign in. Sign in with one of the "
        "buttons below, and one is made for you.",
    ),
    "sign-in.refused": QT_TRANSLATE_NOOP(
        "Messages",
        "The sign-in was refused in the browser. Nothing was changed. Try again, and allow it there.",
    ),
    "sign-in.too-late": QT_TRANSLATE_NOOP(
        "Messages",
        "The time for this sign-in is over. Nobody finished it in the browser. Try again; a new page opens for it.",
    ),
    "sign-in.no-start-url": QT_TRANSLATE_NOOP(
        "Messages", "A start URL begins with https:// and looks like https://acme.awsapps.com/start"
    ),
    "sign-in.no-accounts": QT_TRANSLATE_NOOP(
        "Messages",
        "You are signed in, but nobody has given you access to an account. Ask whoever looks after Identity Center in "
        "your company for a permission set in the management account, then sign in again.",
    ),
    "sign-in.name-missing": QT_TRANSLATE_NOOP("Messages", "A profile needs a name."),
    "sign-in.name-taken": QT_TRANSLATE_NOOP(
        "Messages", "There is a profile called {name} already, and it stays as it is. Choose another name."
    ),
    "sign-in.other-account": QT_TRANSLATE_NOOP(
        "Messages",
        "You signed in to another account. The profile {name} is of another one than {account}. Sign out in the "
        "browser, try again, and sign in there to the account of the profile.",
    ),
    "sign-in.root-user": QT_TRANSLATE_NOOP(
        "Messages",
        "This profile is the root user of the account. Nothing here needs it, and a root user cannot assume roles. "
        "An administrator of the management account is the better choice.",
    ),
}

_MINUTES = QT_TRANSLATE_NOOP("SignIn", "ends in %1 min")
_HOURS = QT_TRANSLATE_NOOP("SignIn", "ends in %1 h %2 min")
_DAYS = QT_TRANSLATE_NOOP("SignIn", "ends in %1 days")
_ENDED = QT_TRANSLATE_NOOP("SignIn", "has ended")
_TWO_DAYS = 48


def time_left(left: timedelta) -> str:
    """Say how long credentials still last: "ends in 43 min"."""
    minutes = int(left.total_seconds() // 60)
    hours = minutes // 60
    if left <= timedelta():
        return _say(_ENDED)
    if hours >= _TWO_DAYS:
        return fill(_say(_DAYS), str(hours // 24))
    if hours:
        return fill(_say(_HOURS), str(hours), str(minutes % 60))
    return fill(_say(_MINUTES), str(max(1, minutes)))


def _say(sentence: object) -> str:
    return QCoreApplication.translate("SignIn", str(sentence))
