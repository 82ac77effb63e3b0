"""The theme's colours as a QPalette, and back: which scheme a palette shows."""

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from wizard.ui.theme.tokens import Colors, Scheme, tokens

_ROLES = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "background",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "control",
}
_TEXTS = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
    QPalette.ColorRole.PlaceholderText,
)


def build_palette(colors: Colors) -> QPalette:
    """A palette for the whole application, disabled texts greyed."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(colors.role(name)))
    for role in _TEXTS:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Dark, QColor(colors.disabled))
    return palette


def scheme_of(palette: QPalette) -> Scheme:
    """Dark where text is lighter than its ground."""
    ground, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return Scheme.DARK if text.lightnessF() > ground.lightnessF() else Scheme.LIGHT


def shown_scheme() -> Scheme:
    """The scheme that the application shows now."""
    return scheme_of(QGuiApplication.palette())


def shown_colors() -> Colors:
    """The colour roles that the application shows now. Ask again after a palette change."""
    return tokens().colors(shown_scheme())
