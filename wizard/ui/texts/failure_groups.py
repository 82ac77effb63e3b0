"""Words about accounts that failed for the same reason."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wizard.flow.pages.connected import FailureGroup
from wizard.model.progress import AccountProgress
from wizard.ui.texts.wording import fill

_ONE = QT_TRANSLATE_NOOP("FailureGroups", "1 account: {reason}")
_SEVERAL = QT_TRANSLATE_NOOP("FailureGroups", "{number} accounts: {reason}")
_STOPPED = QT_TRANSLATE_NOOP("FailureGroups", "AWS stopped before it came to them")
_SILENT = QT_TRANSLATE_NOOP("FailureGroups", "AWS gave no reason")


def counted(number: int, reason: str) -> str:
    """Say of how many accounts a reason speaks."""
    text = _say(_ONE if number == 1 else _SEVERAL)
    return fill(text, {"number": QLocale().toString(number), "reason": reason})


def failure_heading(group: FailureGroup) -> str:
    """Say how many accounts failed, and why, in a line."""
    if group.diagnosis is not None:
        return counted(len(group.accounts), group.diagnosis.title)
    stopped = group.accounts[0].progress is AccountProgress.CANCELLED
    return counted(len(group.accounts), _say(_STOPPED if stopped else _SILENT))


def _say(sentence: object) -> str:
    return QCoreApplication.translate("FailureGroups", str(sentence))
