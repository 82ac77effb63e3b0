"""Words about accounts."""

from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.model.organization import AccountState
from wizard.model.plan import RunKind
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.account_results import NO_INSTANCE, NO_LONGER_CHOSEN
from wizard.ui.texts.runs import is_removal, is_switch

Words = TypeVar("Words")

_STATES = {
    AccountState.PENDING_ACTIVATION: QT_TRANSLATE_NOOP("Account", "not active yet"),
    AccountState.ACTIVE: QT_TRANSLATE_NOOP("Account", "active"),
    AccountState.SUSPENDED: QT_TRANSLATE_NOOP("Account", "suspended"),
    AccountState.PENDING_CLOSURE: QT_TRANSLATE_NOOP("Account", "about to be closed"),
    AccountState.CLOSED: QT_TRANSLATE_NOOP("Account", "closed"),
}
_PROGRESS = {
    AccountProgress.PENDING: QT_TRANSLATE_NOOP("Account", "Waiting"),
    AccountProgress.RUNNING: QT_TRANSLATE_NOOP("Account", "Running"),
    AccountProgress.SUCCEEDED: QT_TRANSLATE_NOOP("Account", "Connected"),
    AccountProgress.FAILED: QT_TRANSLATE_NOOP("Account", "Not connected"),
    AccountProgress.CANCELLED: QT_TRANSLATE_NOOP("Account", "Not tried"),
    AccountProgress.SKIPPED: QT_TRANSLATE_NOOP("Account", "Skipped"),
}
_REMOVED = {
    AccountProgress.SUCCEEDED: QT_TRANSLATE_NOOP("Account", "Removed"),
    AccountProgress.FAILED: QT_TRANSLATE_NOOP("Account", "Not removed"),
}
_SWITCHED = {
    AccountProgress.SUCCEEDED: QT_TRANSLATE_NOOP("Account", "Followed"),
    AccountProgress.FAILED: QT_TRANSLATE_NOOP("Account", "Did not follow"),
}
_REMARKS = {
    NO_INSTANCE: QT_TRANSLATE_NOOP("Account", "Joined later"),
    NO_LONGER_CHOSEN: QT_TRANSLATE_NOOP("Account", "Left, still connected"),
}
_IS_NOT_CONNECTED = QT_TRANSLATE_NOOP("Account", "{name} ({id}) is not connected.")
_STILL_HAS_ROLE = QT_TRANSLATE_NOOP("Account", "{name} ({id}) still has the role.")
_DID_NOT_FOLLOW = QT_TRANSLATE_NOOP("Account", "{name} ({id}) did not follow.")
_NOT_CONNECTED = QT_TRANSLATE_NOOP("Account", "{number} not connected")
_NOT_REMOVED = QT_TRANSLATE_NOOP("Account", "{number} not removed")
_NOT_FOLLOWED = QT_TRANSLATE_NOOP("Account", "{number} did not follow")


def account_state_text(state: AccountState) -> str:
    """Give an account's state in a word."""
    return QCoreApplication.translate("Account", str(_STATES[state]))


def account_progress_text(progress: AccountProgress, kind: RunKind = RunKind.CONNECT) -> str:
    """Say in a word or two how far an account is in a run of a kind."""
    own = _of_kind(kind, {}, _REMOVED, _SWITCHED)
    return _say(own.get(progress, _PROGRESS[progress]))


def remark_text(result: AccountResult) -> str:
    """Say in a few words of an account that it joined later, or left and has the role; an empty text of every other."""
    code = result.reason.code if result.reason is not None else ""
    if code == NO_LONGER_CHOSEN and result.progress is not AccountProgress.SUCCEEDED:
        return ""
    return _say(_REMARKS[code]) if code in _REMARKS else ""


def unwell_text(kind: RunKind) -> str:
    """Say of an account that it did not come out as it was meant, with room for {name} and {id}."""
    return _say(_of_kind(kind, _IS_NOT_CONNECTED, _STILL_HAS_ROLE, _DID_NOT_FOLLOW))


def unwell_count_text(kind: RunKind) -> str:
    """Say how many accounts did not, with room for {number}."""
    return _say(_of_kind(kind, _NOT_CONNECTED, _NOT_REMOVED, _NOT_FOLLOWED))


def _of_kind(kind: RunKind, connecting: Words, removing: Words, switching: Words) -> Words:
    if is_removal(kind):
        return removing
    return switching if is_switch(kind) else connecting


def _say(sentence: object) -> str:
    return QCoreApplication.translate("Account", str(sentence))
