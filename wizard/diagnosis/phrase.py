"""Phrases: how a rule says what a message contains."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from wizard.diagnosis.words import fold

_GAP = 300
_CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Word sequences that follow each other with at most 300 characters between them.

    parts: each folded, with a space before and after, so that only whole words match
    """

    parts: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Give every word of it, in order."""
        return tuple(word for part in self.parts for word in part.split())

    def found_in(self, folded: str) -> bool:
        """Tell whether a folded text contains it."""
        first, *rest = self.parts
        start = folded.find(first)
        while start >= 0:
            end = start + len(first) - 1
            for part in rest:
                place = folded.find(part, end, end + _GAP + len(part))
                if place < 0:
                    break
                end = place + len(part) - 1
            else:
                return True
            start = folded.find(first, start + 1)
        return False


def phrases(written: str) -> Iterator[Phrase]:
    """Give the phrases that a rule's text stands for: `{a|b}` means either, `*` anything in between.

    Raises ValueError where no word is left.
    """
    pieces = _CHOICE.split(written)
    choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    for chosen in product(*choices):
        parts = tuple(folded for part in "".join(chosen).split("*") if (folded := fold(part)).strip())
        if not parts:
            raise ValueError(f"The phrase {written!r} has no word in it.")
        yield Phrase(parts)
