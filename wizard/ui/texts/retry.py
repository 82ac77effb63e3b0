"""What the button says that tries accounts again."""

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wizard.model.progress import AccountResult
from wizard.operations.account_results import NO_INSTANCE, can_be_tried
from wizard.ui.texts.wording import fill

_TRY_ONE = QT_TRANSLATE_NOOP("Retry", "Tr&y this account again")
_TRY_MORE = QT_TRANSLATE_NOOP("Retry", "Tr&y these {number} again")
_CONNECT_ONE = QT_TRANSLATE_NOOP("Retry", "Connect this account no&w")
_CONNECT_MORE = QT_TRANSLATE_NOOP("Retry", "Connect these {number} no&w")


def try_again_text(accounts: Iterable[AccountResult]) -> str:
    """Say how many of these are tried again; or connected, where all of them joined later and were never tried."""
    tried = [one for one in accounts if can_be_tried(one)]
    joined = all(one.reason is not None and one.reason.code == NO_INSTANCE for one in tried)
    one, more = (_CONNECT_ONE, _CONNECT_MORE) if joined else (_TRY_ONE, _TRY_MORE)
    text = QCoreApplication.translate("Retry", str(one if len(tried) == 1 else more))
    return fill(text, {"number": QLocale().toString(len(tried))})
