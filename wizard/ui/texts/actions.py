"""What the buttons of diagnoses and mends say."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_ACTIONS = {
    "sign-in-again": QT_TRANSLATE_NOOP("Actions", "Sign in again"),
    "choose-another-profile": QT_TRANSLATE_NOOP("Actions", "Choose another profile"),
    "go-to-organization": QT_TRANSLATE_NOOP("Actions", "Choose other accounts"),
    "leave-accounts-out": QT_TRANSLATE_NOOP("Actions", "Leave these accounts out"),
    "go-to-settings": QT_TRANSLATE_NOOP("Actions", "Change the settings"),
    "choose-another-role-name": QT_TRANSLATE_NOOP("Actions", "Choose another role name"),
    "go-to-checks": QT_TRANSLATE_NOOP("Actions", "Check again"),
    "check-again": QT_TRANSLATE_NOOP("Actions", "Check again"),
    "try-again": QT_TRANSLATE_NOOP("Actions", "Try again"),
    "wait-and-continue": QT_TRANSLATE_NOOP("Actions", "Try again"),
}
_MENDS = {
    "delete-left-over-stack": (
        QT_TRANSLATE_NOOP("Mends", "Delete the left-over stack"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "The stack of the earlier try is deleted at AWS, and with it whatever it still holds. Only a stack with "
            "the tag of this connection is deleted. Then its name is free again.",
        ),
    ),
    "turn-on-trusted-access": (
        QT_TRANSLATE_NOOP("Mends", "Turn on trusted access"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "Trusted access lets AWS CloudFormation StackSets make roles in the accounts of your organization. It is "
            "turned on for the whole organization and stays on; it can be turned off in the AWS console under "
            "AWS Organizations › Services.",
        ),
    ),
}


def action_text(action: str) -> str:
    """Give what an action's button says. Raises KeyError for an action without words."""
    return QCoreApplication.translate("Actions", str(_ACTIONS[action]))


def mend_text(mend: str) -> str:
    """Give what a mend's button says. Raises KeyError for a mend without words."""
    return QCoreApplication.translate("Mends", str(_MENDS[mend][0]))


def mend_confirmation(mend: str) -> str:
    """Say what a mend changes, before it does. Raises KeyError for a mend without words."""
    return QCoreApplication.translate("Mends", str(_MENDS[mend][1]))
