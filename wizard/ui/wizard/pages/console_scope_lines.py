"""What a choice of accounts means that was typed without a tree: the lines of the review."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.model.identifiers import grouped_account_id
from wizard.model.targets import Targets
from wizard.ui.texts.several import several
from wizard.ui.texts.wording import fill

_CONTEXT = "TypedScope"
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""Keeps the groups of an account ID on one line."""
_WHOLE = QT_TRANSLATE_NOOP("TypedScope", "Whole units")
_WHOLE_TEXT = QT_TRANSLATE_NOOP("TypedScope", "{units}: every account in them, and those that join later")
_FILTERED = QT_TRANSLATE_NOOP("TypedScope", "Units without some accounts")
_FILTERED_TEXT = QT_TRANSLATE_NOOP(
    "TypedScope", "{units}: every account that is in them now, but not {accounts}. Accounts that join later are not."
)
_SINGLE = QT_TRANSLATE_NOOP("TypedScope", "Single accounts")
_SINGLE_TEXT = QT_TRANSLATE_NOOP("TypedScope", "{accounts}, in {units}. Accounts that join later are not.")


def typed_scope_lines(targets: Targets) -> list[tuple[str, str]]:
    """Give each kind of target: what it is, and what is said of it, with where later accounts do not follow (R26)."""
    parts = (
        (_WHOLE, _WHOLE_TEXT, targets.whole_units, ()),
        (_FILTERED, _FILTERED_TEXT, targets.difference_units, targets.excluded_accounts),
        (_SINGLE, _SINGLE_TEXT, targets.intersection_units, targets.accounts),
    )
    return [(_say(what), _filled(text, units, accounts)) for what, text, units, accounts in parts if units]


def _filled(text: object, units: Sequence[str], accounts: Sequence[str]) -> str:
    grouped = [grouped_account_id(one).replace(" ", _NO_BREAK_SPACE) for one in accounts]
    return fill(_say(text), {"units": several(units), "accounts": several(grouped)})


def _say(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
