"""Sentences of the pages that show what is in a bundle."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "looking-back.not-checked": QT_TRANSLATE_NOOP("Messages", "What this check found is not in the bundle."),
}
