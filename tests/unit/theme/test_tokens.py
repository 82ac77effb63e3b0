"""The theme file: whole, legible, and the only place with colours."""

import re
from pathlib import Path

import pytest

from wizard.resources import resource
from wizard.ui.theme.tokens import Scheme, parse_tokens, tokens

UI = Path(__file__).parents[3] / "wizard" / "ui"

GROUNDS = ("background", "surface", "hover", "selection", "info_wash")
STRIPS = ("info_wash", "success_wash", "warning_wash", "danger_wash")
TEXT_PAIRS = sorted(
    {(text, ground) for text in ("text", "muted", "accent") for ground in GROUNDS}
    | {(tone, ground) for tone in ("success", "warning", "danger") for ground in ("background", "surface", "hover")}
    | {(text, strip) for text in ("text", "accent") for strip in STRIPS}
    | {("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")}
    | {
        ("warning", "warning_wash"),
        ("danger_hover", "danger_wash"),
        ("danger", "danger_wash"),
        ("success", "info_wash"),
    }
)
CONTROL_PAIRS = sorted(
    {(border, ground) for border in ("control", "accent", "danger", "success") for ground in ("background", "surface")}
    | {("control", "info_wash"), ("accent", "selection"), ("warning", "warning_wash"), ("success", "success_wash")}
    | {("text", "background"), ("text", "surface"), ("muted", "hover")}
)
COLOR = re.compile(r"#[0-9A-Fa-f]{3,8}\b|QColor\(\s*[\"'0-9]|rgba?\(|Qt\.GlobalColor\.(?!transparent)\w+")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_legible(scheme: Scheme, text: str, ground: str) -> None:
    colors = tokens().colors(scheme)
    assert contrast(colors.role(text), colors.role(ground)) >= 4.5


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("control", "ground"), CONTROL_PAIRS)
def test_controls_can_be_made_out(scheme: Scheme, control: str, ground: str) -> None:
    colors = tokens().colors(scheme)
    assert contrast(colors.role(control), colors.role(ground)) >= 3


def test_a_missing_colour_is_named() -> None:
    text = resource("theme/theme.toml").read_text("utf-8").replace('danger = "#B3261E"', "")
    with pytest.raises(TypeError, match="danger"):
        parse_tokens(text)


def test_an_unknown_token_is_named() -> None:
    text = resource("theme/theme.toml").read_text("utf-8").replace("[space]", "[space]\nenormous = 64")
    with pytest.raises(TypeError, match="enormous"):
        parse_tokens(text)


def test_no_colour_stands_outside_the_theme_file() -> None:
    strays = [
        f"{path.relative_to(UI)}: {found[0]}"
        for path in sorted(UI.rglob("*.py"))
        for found in COLOR.finditer(path.read_text("utf-8"))
    ]
    sheet = COLOR.findall(resource("theme/style.qss").read_text("utf-8"))
    assert strays == []
    assert sheet == []


@pytest.mark.parametrize("line", ['QColor("red")', "QColor(12, 3, 4)", 'x = "#A1b2C3"', "Qt.GlobalColor.red"])
def test_the_search_for_colours_finds_them(line: str) -> None:
    assert COLOR.search(line)
