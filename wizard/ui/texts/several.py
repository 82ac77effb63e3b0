"""Names in a row, not too many."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wizard.ui.texts.wording import fill

_NAMED = 12
_AND_MORE = QT_TRANSLATE_NOOP("Several", "{names} and {number} more")


def several(names: Sequence[str], named: int = _NAMED) -> str:
    """Give the first names, separated by commas, and how many more there are."""
    if len(names) <= named + 1:
        return ", ".join(names)
    values = {"names": ", ".join(names[:named]), "number": QLocale().toString(len(names) - named)}
    return fill(QCoreApplication.translate("Several", str(_AND_MORE)), values)
