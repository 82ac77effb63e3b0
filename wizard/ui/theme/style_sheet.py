"""The style sheet in resources/theme/style.qss with its @names filled from the tokens and the system's font."""

import re
from dataclasses import asdict

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from wizard.resources import resource
from wizard.ui.theme.tokens import Colors, Tokens

_NAME = re.compile(r"@([a-z_]+)")


def build_style_sheet(tokens: Tokens, colors: Colors, font: QFont) -> str:
    """The style sheet for the whole application.

    font: the system's font; all text sizes and the height of controls follow from it.
    Raises KeyError with the name where the style sheet asks for a token that there is not.
    """
    values = asdict(colors) | _fonts(tokens, font) | _lengths(tokens, font)
    text = resource("theme/style.qss").read_text("utf-8")
    return _NAME.sub(lambda match: values[match[1]], text)


def control_height(tokens: Tokens, font: QFont) -> int:
    """The height of a button or field in logical pixels: the theme's, or more where the font is large."""
    return max(tokens.shape.control_height, QFontMetrics(font).height() + 2 * tokens.space.small)


def _fonts(tokens: Tokens, font: QFont) -> dict[str, str]:
    points = font.pointSizeF()
    size, unit = (points, "pt") if points > 0 else (float(font.pixelSize()), "px")
    scale = {"body": 1.0} | {name: factor for name, factor in asdict(tokens.type).items() if name != "semibold"}
    sizes = {f"{name}_size": f"{size * factor:.2f}{unit}" for name, factor in scale.items()}
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return sizes | {"semibold": str(tokens.type.semibold), "code_family": family}


def _lengths(tokens: Tokens, font: QFont) -> dict[str, str]:
    height, line = control_height(tokens, font), QFontMetrics(font).height()
    space, radius = tokens.space, tokens.shape.radius
    lengths = {f"space_{name}": length for name, length in asdict(space).items()} | {
        "radius": radius,
        "card_radius": radius + 2,
        "badge_radius": radius + 2,
        "control_height": height,
        "inner_height": height - 2,
        "focused_height": height - 4,
        "row_height": height,
        "line_height": line + space.small,
        "code_height": line + space.tiny,
        "indicator": max(18, line),
        "header_padding": space.small + 3,  # Qt leaves 3 before the text of a cell
        "button_padding": space.large - 1,
        "button_focused_padding": space.large - 2,
        "quiet_padding": space.small - 1,
        "quiet_focused_padding": space.small - 2,
        "field_focused_padding": space.small - 1,
    }
    return {name: f"{length}px" for name, length in lengths.items()}
