"""The question before access keys are forgotten."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wizard.model.access_key import KeyPlace
from wizard.model.profile import Profile
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.confirm import Confirmation

_CONTEXT = "ForgetKeys"


def forget_keys_question(profile: Profile, parent: QWidget) -> Confirmation:
    """Make the question, which says what is forgotten and what stays; open it with `open()`."""
    title = QCoreApplication.translate(_CONTEXT, "Forget the keys {name}?")
    dialog = Confirmation(
        fill(title, {"name": profile.name}),
        _what_is_forgotten(profile),
        QCoreApplication.translate(_CONTEXT, "Forget these keys"),
        QCoreApplication.translate(_CONTEXT, "Keep them"),
        parent,
    )
    dialog.setObjectName("forget-keys")
    dialog.warn()
    return dialog


def _what_is_forgotten(profile: Profile) -> str:
    if profile.about.kept is KeyPlace.KEYRING:
        where = QCoreApplication.translate(_CONTEXT, "They are taken out of this computer's keyring.")
    else:
        where = QCoreApplication.translate(_CONTEXT, "They are kept for this session alone, and are gone at once.")
    rest = QCoreApplication.translate(
        _CONTEXT, "At AWS they stay as they are. Connections that were made with them ask you to sign in again."
    )
    return f"{where} {rest}"
