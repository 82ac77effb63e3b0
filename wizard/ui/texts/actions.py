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
    "show-run": QT_TRANSLATE_NOOP("Actions", "Show what is being done"),
    "copy-permission-request": QT_TRANSLATE_NOOP("Actions", "Copy what to ask for"),
    "open-console": QT_TRANSLATE_NOOP("Actions", "Open the AWS console"),
    "start-over": QT_TRANSLATE_NOOP("Actions", "Start over"),
    "support-bundle": QT_TRANSLATE_NOOP("Actions", "Support bundle…"),
}
_MENDS = {
    "add-to-list": (
        QT_TRANSLATE_NOOP("Mends", "Add it to the list"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "The connection comes into the list of this computer as AWS describes it, and every account is looked at. "
            "Then it can be checked, switched, changed and disconnected from here as well. Nothing is changed at AWS.",
        ),
    ),
    "leave-accounts": (
        QT_TRANSLATE_NOOP("Mends", "Leave these accounts behind"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "In the accounts that AWS could not clear, the role and its stack stay. The role's trust is taken away "
            "where this profile may enter the account, so that nobody can take the role on; where it may not, you are "
            "told. Then the StackSet lets these accounts go. All other accounts are cleared.",
        ),
    ),
    "leave-role": (
        QT_TRANSLATE_NOOP("Mends", "Leave the role behind"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "The role stays in the management account, with the policies that others attached to it. Its trust is "
            "taken away, so that nobody can take it on any more. Then its stack is deleted without it.",
        ),
    ),
    "stop-stack-set-operation": (
        QT_TRANSLATE_NOOP("Mends", "Stop the operation"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "AWS is asked to stop what it is doing with the StackSets of this connection. Accounts under way are "
            "finished, the others are not begun. Operations on other StackSets go on.",
        ),
    ),
    "turn-off-termination-protection": (
        QT_TRANSLATE_NOOP("Mends", "Turn off the protection"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "Somebody protected the stack of this connection against deletion. The protection is turned off, for this "
            "stack alone, so that it can be deleted. Nothing is deleted by that yet.",
        ),
    ),
    "continue-rollback": (
        QT_TRANSLATE_NOOP("Mends", "Finish the rollback"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "AWS is asked to bring the stack of this connection back to what it was before its last change. What kept "
            "it from that has to be out of the way. Nothing is deleted.",
        ),
    ),
    "delete-left-over-stack": (
        QT_TRANSLATE_NOOP("Mends", "Delete the left-over stack"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "The stack of the earlier try is deleted at AWS, and with it whatever it still holds. Only a stack with "
            "the tag of this connection is deleted. Then its name is free again.",
        ),
    ),
    "trust-resource-explorer": (
        QT_TRANSLATE_NOOP("Mends", "Turn on trusted access for Resource Explorer"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "Trusted access lets Resource Explorer look into the accounts of your organization. It is turned on for "
            "the whole organization and stays on; it can be turned off in the AWS console under AWS Organizations › "
            "Services.",
        ),
    ),
    "make-explorer-aggregator": (
        QT_TRANSLATE_NOOP("Mends", "Make the aggregator"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "The management account gets an index in the connection's Region, where it has none there, and that index "
            "becomes its aggregator. Indexes in other Regions and those of members stay as they are. Changing your "
            "mind takes 24 hours: AWS makes no other index the aggregator earlier. It stays when you disconnect.",
        ),
    ),
    "spread-explorer": (
        QT_TRANSLATE_NOOP("Mends", "Make the indexes by Quick Setup"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "Systems Manager Quick Setup makes an index in every member account, in every Region where the management "
            "account has one, also for accounts that join later. Know first: it replaces the aggregator that a member "
            "has made for itself by one in the Region of yours. It stays when you disconnect.",
        ),
    ),
    "make-explorer-view": (
        QT_TRANSLATE_NOOP("Mends", "Make the view over the organization"),
        QT_TRANSLATE_NOOP(
            "Mends",
            "A view that covers the whole organization is made in the Region of the aggregator. AWS takes up to 36 "
            "hours to fill it. It stays when you disconnect, and can be deleted under Resource Explorer › Views.",
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


def has_mend_words(action: str) -> bool:
    """Tell whether an action is a mend that a person can be offered."""
    return action in _MENDS


def mend_text(mend: str) -> str:
    """Give what a mend's button says. Raises KeyError for a mend without words."""
    return QCoreApplication.translate("Mends", str(_MENDS[mend][0]))


def button_text(action: str) -> str:
    """Give what the button of an action or a mend says; an empty text where it has none."""
    if has_mend_words(action):
        return mend_text(action)
    return action_text(action) if action in _ACTIONS else ""


def mend_confirmation(mend: str) -> str:
    """Say what a mend changes, before it does. Raises KeyError for a mend without words."""
    return QCoreApplication.translate("Mends", str(_MENDS[mend][1]))
