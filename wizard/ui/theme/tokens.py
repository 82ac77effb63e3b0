"""The theme file, typed."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from wizard.resources import resource


class Scheme(StrEnum):
    """Light or dark; also the values of `--theme`."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colors:
    """The colour roles of one scheme, each as `#RRGGBB`. What each is for stands in theme.toml."""

    background: str
    surface: str
    line: str
    control: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    success: str
    warning: str
    danger: str
    danger_hover: str
    selection: str
    hover: str
    success_wash: str
    warning_wash: str
    danger_wash: str
    info_wash: str

    def role(self, name: str) -> str:
        """The colour of a role by its name; AttributeError where there is no such role."""
        color: str = getattr(self, name)
        return color


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in logical pixels, from between a label and its field to between the parts of a page."""

    tiny: int
    small: int
    medium: int
    large: int
    huge: int
    vast: int


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Text sizes as multiples of the system's font, and the weight of titles."""

    title: float
    section: float
    caption: float
    code: float
    figure: float
    semibold: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Corner radius and least control height in logical pixels; the longest line of text in characters."""

    radius: int
    control_height: int
    text_column: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """All that the theme file says."""

    light: Colors
    dark: Colors
    space: Space
    type: TypeScale
    shape: Shape

    def colors(self, scheme: Scheme) -> Colors:
        """The colour roles in one scheme."""
        return self.dark if scheme is Scheme.DARK else self.light


def parse_tokens(text: str) -> Tokens:
    """Reads a theme file. TypeError names a token that is missing or unknown; TOMLDecodeError where it is no TOML."""
    data = tomllib.loads(text)
    return Tokens(
        light=Colors(**data["colors"]["light"]),
        dark=Colors(**data["colors"]["dark"]),
        space=Space(**data["space"]),
        type=TypeScale(**data["type"]),
        shape=Shape(**data["shape"]),
    )


@cache
def tokens() -> Tokens:
    """The program's theme file, read once."""
    return parse_tokens(resource("theme/theme.toml").read_text("utf-8"))
