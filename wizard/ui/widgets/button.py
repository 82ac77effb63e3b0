"""Push buttons."""

from enum import StrEnum

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wizard.ui.theme.icons import button_icon, button_icon_size
from wizard.ui.widgets.styling import set_style_property


class Variant(StrEnum):
    """How much a button stands out. A page has one primary button; danger is for what deletes."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"


_ICON_ROLES = {Variant.PRIMARY: "on_accent", Variant.PLAIN: "text", Variant.QUIET: "accent", Variant.DANGER: "danger"}


class Button(QPushButton):
    """A push button of one of the variants, with an icon that follows the theme."""

    def __init__(
        self, text: str, variant: Variant = Variant.PLAIN, icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._variant = variant
        self._icon_name = icon_name
        self.setProperty("variant", variant.value)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._tint()

    @property
    def variant(self) -> Variant:
        """How much it stands out."""
        return self._variant

    def set_variant(self, variant: Variant) -> None:
        """Lets it stand out more or less."""
        self._variant = variant
        set_style_property(self, "variant", variant.value)
        self._tint()

    def set_icon(self, name: str) -> None:
        """Shows another icon; none for an empty name."""
        self._icon_name = name
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Tints the icon anew when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._tint()

    def _tint(self) -> None:
        if self._icon_name:
            self.setIcon(button_icon(self._icon_name, _ICON_ROLES[self._variant]))
            self.setIconSize(button_icon_size(max(16, self.fontMetrics().height())))
        elif not self.icon().isNull():
            self.setIcon(QIcon())
