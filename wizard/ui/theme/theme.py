"""The look of the running program."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from wizard.ui.theme.control_style import ControlStyle
from wizard.ui.theme.palette import build_palette
from wizard.ui.theme.style_sheet import build_style_sheet
from wizard.ui.theme.tokens import Colors, Scheme, tokens

_SYSTEM = {Qt.ColorScheme.Light: Scheme.LIGHT, Qt.ColorScheme.Dark: Scheme.DARK}
_QT = {scheme: system for system, scheme in _SYSTEM.items()}


class Theme(QObject):
    """Dresses the application, and dresses it again when the system turns light or dark.

    override: the scheme of `--theme`, which stays whatever the system does; None follows the system
    changed:  the look is another now; widgets need not listen, a palette change event reaches each of them
    """

    changed = Signal()

    def __init__(self, application: QApplication, override: Scheme | None = None) -> None:
        super().__init__(application)
        self._application = application
        self._override = override
        self._hints = application.styleHints()
        self._system = self._hints.colorScheme()
        if application.findChild(ControlStyle) is None:  # replacing a style under living widgets is not safe
            application.setStyle(ControlStyle())
        self._hints.colorSchemeChanged.connect(self._follow_system)
        application.fontChanged.connect(self._dress)
        if override is not None:
            self._hints.setColorScheme(_QT[override])  # so that the frame of the window matches
        self._scheme = self._wanted()
        self._dress()

    @property
    def scheme(self) -> Scheme:
        """The scheme that is shown."""
        return self._scheme

    @property
    def colors(self) -> Colors:
        """The colour roles that are shown."""
        return tokens().colors(self._scheme)

    def set_override(self, override: Scheme | None) -> None:
        """Shows this scheme from now on; None follows the system again."""
        self._override = override
        if override is None:
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(_QT[override])
        self._update()

    def _follow_system(self, system: Qt.ColorScheme) -> None:
        self._system = system
        self._update()

    def _wanted(self) -> Scheme:
        return self._override or _SYSTEM.get(self._system, Scheme.LIGHT)

    def _update(self) -> None:
        if self._wanted() is not self._scheme:
            self._scheme = self._wanted()
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._application.setPalette(build_palette(self.colors))
        sheet = build_style_sheet(tokens(), self.colors, self._application.font())
        self._application.setStyleSheet(sheet)
