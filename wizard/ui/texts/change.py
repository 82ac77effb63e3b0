"""What is said of a change before it is made."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "change.asking": QT_TRANSLATE_NOOP("Messages", "Asking CloudFormation what would change. Nothing is changed yet."),
    "change.nothing": QT_TRANSLATE_NOOP(
        "Messages",
        "Everything at AWS is already as you chose it. Go back to choose other accounts or settings, or close this "
        "window.",
    ),
    "change.may-not-ask": QT_TRANSLATE_NOOP(
        "Messages",
        "You may not ask CloudFormation what would change. The change can be applied all the same; what you chose is "
        "listed here, only CloudFormation's own list is missing. It needs the permission "
        "cloudformation:CreateChangeSet.",
    ),
    "change.other-organization": QT_TRANSLATE_NOOP(
        "Messages",
        "The profile {profile} signs in to another organization. It leads to {other} now, and this connection is one "
        "of {name}. Sign in to {name} with that profile, then open this window again.",
    ),
}
