"""Sentences about the provider's settings."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "settings.template-without-trust": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} is a CloudFormation template, but it names neither a trusted principal nor an external ID. "
        "Copy both from the page where the service shows them.",
    ),
    "settings.needs": QT_TRANSLATE_NOOP("Messages", "This works only together with “{label}”. Fill that in as well."),
    "settings.secret-kept": QT_TRANSLATE_NOOP(
        "Messages", "It is kept already. Leave this empty, or type another one in its place."
    ),
    "settings.identity-center-found": QT_TRANSLATE_NOOP("Messages", "AWS says that Identity Center is in {region}."),
    "settings.identity-center-none": QT_TRANSLATE_NOOP(
        "Messages", "This organization has no Identity Center. Choose the Region where it will be."
    ),
    "settings.identity-center-unknown": QT_TRANSLATE_NOOP(
        "Messages", "AWS did not say where Identity Center is: {reason} Choose its Region."
    ),
}
