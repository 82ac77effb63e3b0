"""Whose organization this is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.elided_label import ElidedLabel
from wizard.ui.widgets.icon_label import IconLabel
from wizard.ui.widgets.wording import fill


class Badge(QLabel):
    """A word that stays in sight, e.g. "Practice"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "badge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class IdentityHeader(QFrame):
    """Organization, its ID, its account, and who is signed in; whatever is not known yet is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        end = Qt.TextElideMode.ElideRight
        self._name = ElidedLabel("", "strong", end)
        self._codes = ElidedLabel("", "code", end)
        self._who = ElidedLabel("", "muted", end)
        self._practice = Badge(self.tr("Practice"))
        self._practice.hide()
        space = tokens().space
        row = QHBoxLayout(self)
        row.setContentsMargins(space.huge, space.medium, space.huge, space.medium)
        row.setSpacing(space.medium)
        row.addWidget(IconLabel("organization", "muted", 1.1))
        for label in (self._name, self._codes, self._who):
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self._practice)
        self.set_identity()

    def set_identity(
        self, organization: str = "", organization_id: str = "", account: str = "", signed_in_as: str = ""
    ) -> None:
        """Shows who this is about; account as people read it, 1111 2222 3333."""
        who = fill(self.tr("signed in as %1"), signed_in_as) if signed_in_as else ""
        codes = " · ".join(filter(None, (organization_id, account)))
        for label, text in (
            (self._name, organization or self.tr("Not signed in")),
            (self._codes, codes),
            (self._who, who),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._codes.setMinimumWidth(self._codes.sizeHint().width())  # a name can be shortened, an ID cannot
        parts = (organization, organization_id, account, who)
        self.setAccessibleName(", ".join(filter(None, parts)) or self.tr("Not signed in"))

    def set_practice(self, practice: bool) -> None:
        """Says that this is not the real AWS."""
        self._practice.setVisible(practice)
