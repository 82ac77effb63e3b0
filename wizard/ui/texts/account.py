"""Words about accounts."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.model.organization import AccountState
from wizard.model.progress import AccountProgress

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


def account_state_text(state: AccountState) -> str:
    """Give an account's state in a word."""
    return QCoreApplication.translate("Account", str(_STATES[state]))


def account_progress_text(progress: AccountProgress) -> str:
    """Say in a word or two how far an account is."""
    return QCoreApplication.translate("Account", str(_PROGRESS[progress]))
