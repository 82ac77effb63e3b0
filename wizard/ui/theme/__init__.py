"""The look: tokens from the one theme file, the palette and style sheet made of them, icons tinted by them."""

from wizard.ui.theme.theme import Theme
from wizard.ui.theme.tokens import Scheme

__all__ = ["Scheme", "Theme"]
