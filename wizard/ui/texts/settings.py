"""Sentences about the provider's settings."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "settings.template-without-trust": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} is a CloudFormation template, but it names neither a trusted principal nor an external ID. "
        "Copy both from the page where the service shows them.",
    ),
}
