"""Copying to the clipboard."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.announce import announce
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.elided_label import ElidedLabel
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.wording import fill

_SAID_MS = 2000


class CopyButton(Button):
    """Copies a text, and says so for a moment.

    text: what is copied
    what: what it is, for screen readers, e.g. "RoleARN"
    label: what stands on it; "Copy" where it is left out
    copied: emitted when it was copied
    """

    copied = Signal()

    def __init__(self, text: str = "", what: str = "", parent: QWidget | None = None, *, label: str = "") -> None:
        super().__init__("", Variant.QUIET, "copy", parent)
        self._label = label or self.tr("Copy")
        self._copy_text = text
        self._what = what
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_SAID_MS)
        self._back.timeout.connect(self._invite)
        self.clicked.connect(self._copy)
        self._invite()
        self._keep_width()

    def set_copy_text(self, text: str) -> None:
        """Copies another text from now on."""
        self._copy_text = text
        self._back.stop()
        self._invite()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copy_text)
        self.setText(self.tr("Copied"))
        self.set_icon("check")
        announce(self, self.tr("Copied"))
        self._back.start()
        self.copied.emit()

    def _invite(self) -> None:
        self.setText(self._label)
        self.set_icon("copy")
        self.setAccessibleName(fill(self.tr("Copy %1"), self._what) if self._what else self._label)
        self.setEnabled(bool(self._copy_text))

    def _keep_width(self) -> None:
        """As wide as the wider of its two texts, so that nothing moves when it is pressed."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        wider = metrics.horizontalAdvance(self.tr("Copied")) - metrics.horizontalAdvance(self._label)
        self.setMinimumWidth(self.sizeHint().width() + max(0, wider))


class CopyRow(QWidget):
    """A named code with a button that copies it.

    label:     what it is, e.g. "RoleARN"
    value:     as it is shown
    copy_text: as it is copied, where that is different: an account's ID without spaces
    """

    def __init__(self, label: str, value: str = "", copy_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ElidedLabel(value)
        self.button = CopyButton(copy_text or value, label)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Caption(label))
        texts.addWidget(self._value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens().space.medium)
        row.addLayout(texts, 1)
        row.addWidget(self.button)

    def value(self) -> str:
        """The code as it is shown."""
        return self._value.text()

    def set_value(self, value: str, copy_text: str = "") -> None:
        """Shows and copies another code."""
        self._value.setText(value)
        self.button.set_copy_text(copy_text or value)
