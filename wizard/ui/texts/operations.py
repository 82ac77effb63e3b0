"""What the operations of a plan are called, and what their states say."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wizard.model.plan import OperationState
from wizard.ui.texts.wording import fill

_NAMES = {
    "trusted-access": QT_TRANSLATE_NOOP("Operations", "Trusted access for StackSets"),
    "stack": QT_TRANSLATE_NOOP("Operations", "Stack, and the role that it holds"),
    "stack-sets": QT_TRANSLATE_NOOP("Operations", "StackSets for the member accounts"),
    "accounts": QT_TRANSLATE_NOOP("Operations", "Roles in the member accounts"),
    "role": QT_TRANSLATE_NOOP("Operations", "RoleARN"),
    "switch-on": QT_TRANSLATE_NOOP("Operations", "Switch on: the roles trust the service again"),
    "switch-off": QT_TRANSLATE_NOOP("Operations", "Switch off: the roles trust nobody"),
    "confirm-status": QT_TRANSLATE_NOOP("Operations", "Status of every account"),
    "retry-accounts": QT_TRANSLATE_NOOP("Operations", "Trying the accounts again"),
    "make-room": QT_TRANSLATE_NOOP("Operations", "Room for accounts that move between the StackSets"),
    "continue-rollback": QT_TRANSLATE_NOOP("Operations", "Finishing a rollback that is stuck"),
    "repair-trust": QT_TRANSLATE_NOOP("Operations", "Whom the role in the management account trusts"),
    "repair-scope": QT_TRANSLATE_NOOP("Operations", "The accounts that the stack knows"),
    "change-stack-sets": QT_TRANSLATE_NOOP("Operations", "The change of the StackSets"),
    "apply-change": QT_TRANSLATE_NOOP("Operations", "The change of the stack"),
    "vendor-keys": QT_TRANSLATE_NOOP("Operations", "The keys, without which no account can be taken out"),
    "settle-stack-sets": QT_TRANSLATE_NOOP("Operations", "Waiting for what AWS is still doing"),
    "remove-stack": QT_TRANSLATE_NOOP("Operations", "Removing the stack, and the roles in every account"),
    "remove-stack-sets": QT_TRANSLATE_NOOP("Operations", "Removing StackSets that are left"),
    "confirm-gone": QT_TRANSLATE_NOOP("Operations", "Asking AWS whether everything is gone"),
    "trust-resource-explorer": QT_TRANSLATE_NOOP("Operations", "Trusted access for Resource Explorer"),
    "make-explorer-aggregator": QT_TRANSLATE_NOOP("Operations", "The management account's aggregator index"),
    "make-explorer-view": QT_TRANSLATE_NOOP("Operations", "The view over the whole organization"),
    "spread-explorer": QT_TRANSLATE_NOOP("Operations", "Indexes in the member accounts"),
    "leave-list": QT_TRANSLATE_NOOP("Operations", "Taking the row out of the list"),
    "delete-left-over-stack": QT_TRANSLATE_NOOP("Operations", "Deleting the left-over stack"),
    "leave-accounts": QT_TRANSLATE_NOOP("Operations", "Leaving accounts behind"),
    "leave-role": QT_TRANSLATE_NOOP("Operations", "Leaving the role behind"),
    "stop-stack-set-operation": QT_TRANSLATE_NOOP("Operations", "Stopping what AWS is doing"),
    "turn-off-termination-protection": QT_TRANSLATE_NOOP("Operations", "Turning off the protection of the stack"),
}
_STATES = {
    OperationState.WAITING: QT_TRANSLATE_NOOP("Operations", "Waiting"),
    OperationState.LOOKING: QT_TRANSLATE_NOOP("Operations", "Looking"),
    OperationState.RUNNING: QT_TRANSLATE_NOOP("Operations", "Running"),
    OperationState.DONE: QT_TRANSLATE_NOOP("Operations", "Done"),
    OperationState.ALREADY_DONE: QT_TRANSLATE_NOOP("Operations", "Was done already"),
    OperationState.WAITING_TO_RETRY: QT_TRANSLATE_NOOP("Operations", "Trying again soon"),
    OperationState.PAUSED: QT_TRANSLATE_NOOP("Operations", "Paused"),
    OperationState.STOPPED: QT_TRANSLATE_NOOP("Operations", "Stopped"),
    OperationState.FAILED: QT_TRANSLATE_NOOP("Operations", "Not done"),
}

_SECONDS = QT_TRANSLATE_NOOP("Operations", "{seconds} s")
_MINUTES = QT_TRANSLATE_NOOP("Operations", "{minutes} min {seconds} s")
_MINUTE = 60


def operation_name(operation: str) -> str:
    """Give an operation's name. Raises KeyError for one without words."""
    return QCoreApplication.translate("Operations", str(_NAMES[operation]))


def operation_state_text(state: OperationState) -> str:
    """Say where an operation stands."""
    return QCoreApplication.translate("Operations", str(_STATES[state]))


def duration_text(seconds: float) -> str:
    """Say how long something has taken so far."""
    minutes, rest = divmod(int(seconds), _MINUTE)
    values = {"minutes": QLocale().toString(minutes), "seconds": QLocale().toString(rest)}
    return fill(QCoreApplication.translate("Operations", str(_MINUTES if minutes else _SECONDS)), values)
