"""What checking every connection came to, in one line."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wizard.ui.texts.wording import fill

_CONTEXT = "CheckAll"


class Tally(StrEnum):
    """What asking AWS about one connection came to; the last two were not asked about."""

    AS_LISTED = "as-listed"
    CHANGED = "changed"
    NEEDS_SIGN_IN = "needs-sign-in"
    UNANSWERED = "unanswered"
    BUSY = "busy"
    NOT_VERIFIED = "not-verified"


_NOT_ASKED = (Tally.BUSY, Tally.NOT_VERIFIED)
_PARTS = {
    Tally.AS_LISTED: (
        QT_TRANSLATE_NOOP("CheckAll", "1 as listed"),
        QT_TRANSLATE_NOOP("CheckAll", "{number} as listed"),
    ),
    Tally.CHANGED: (QT_TRANSLATE_NOOP("CheckAll", "1 changed"), QT_TRANSLATE_NOOP("CheckAll", "{number} changed")),
    Tally.NEEDS_SIGN_IN: (
        QT_TRANSLATE_NOOP("CheckAll", "1 needs a sign-in"),
        QT_TRANSLATE_NOOP("CheckAll", "{number} need a sign-in"),
    ),
    Tally.UNANSWERED: (
        QT_TRANSLATE_NOOP("CheckAll", "1 could not be checked"),
        QT_TRANSLATE_NOOP("CheckAll", "{number} could not be checked"),
    ),
    Tally.BUSY: (
        QT_TRANSLATE_NOOP("CheckAll", "1 left alone because it is being changed"),
        QT_TRANSLATE_NOOP("CheckAll", "{number} left alone because they are being changed"),
    ),
    Tally.NOT_VERIFIED: (
        QT_TRANSLATE_NOOP("CheckAll", "1 not verified yet: sign in to it first"),
        QT_TRANSLATE_NOOP("CheckAll", "{number} not verified yet: sign in to them first"),
    ),
}
_CHECKED = QT_TRANSLATE_NOOP("CheckAll", "{number} checked: {parts}")


def summary_text(tally: Mapping[Tally, int]) -> str:
    """Say how many were checked, and what was found: "12 checked: 10 as listed, 1 changed, 1 needs a sign-in"."""
    number = QLocale().toString
    parts = []
    for what, (one, several) in _PARTS.items():
        count = tally.get(what, 0)
        if count:
            parts.append(fill(_say(one if count == 1 else several), {"number": number(count)}))
    checked = sum(count for what, count in tally.items() if what not in _NOT_ASKED)
    return fill(_say(_CHECKED), {"number": number(checked), "parts": ", ".join(parts)})


def _say(sentence: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(sentence))
