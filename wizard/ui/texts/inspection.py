"""Sentences about what checking a connection again found."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "inspect.stack-gone": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack of this connection is gone: somebody deleted it at AWS. Start over to make it anew, or disconnect "
        "to take away what is left.",
    ),
    "inspect.stack-foreign": QT_TRANSLATE_NOOP(
        "Messages",
        "A stack of the same name is there, but this connection did not make it. It is left alone; disconnecting takes "
        "away what this connection made, and the row.",
    ),
    "inspect.stack-busy": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS is still at work on the stack. Check again in some minutes.",
    ),
    "inspect.stack-unfinished": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack is not in order: its last change did not end well. Start over to make it anew.",
    ),
    "inspect.rollback-stuck": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack is stuck: its last change failed, and so did the way back.",
    ),
    "inspect.role-gone": QT_TRANSLATE_NOOP(
        "Messages",
        "The role in the management account is gone: somebody deleted it. Start over to make it anew.",
    ),
    "inspect.trust-changed": QT_TRANSLATE_NOOP(
        "Messages",
        "The role no longer trusts the service: its trust policy was changed at AWS.",
    ),
    "inspect.status-mixed": QT_TRANSLATE_NOOP(
        "Messages",
        "The status is not the same everywhere: some accounts did not follow, so the service is trusted in some and "
        "not in others.",
    ),
    "inspect.stack-set-gone": QT_TRANSLATE_NOOP(
        "Messages",
        "The StackSet of this connection is gone, and with it the roles of the member accounts. Start over to make "
        "them anew.",
    ),
    "inspect.accounts-joined": QT_TRANSLATE_NOOP(
        "Messages",
        "Accounts that joined the organization later are not connected yet.",
    ),
    "inspect.accounts-not-connected": QT_TRANSLATE_NOOP("Messages", "Some accounts are not connected."),
    "inspect.accounts-left": QT_TRANSLATE_NOOP(
        "Messages",
        "Some accounts still have the role although they are no longer in the choice.",
    ),
}
