"""Phrases: how a rule says what a message contains."""

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from wizard.diagnosis.words import same_words

_GAP = 300
_MARK = re.compile(r"[^\W_]+|[{|}*]")

Choice = list[str]
"""Ways to say the same."""


@dataclass(frozen=True)
class Part:
    """Words that stand beside each other.

    ways: each way to say it is folded, with a space before and after, so that only whole words match
    """

    ways: tuple[str, ...]

    @cached_property
    def by_word(self) -> dict[str, list[str]]:
        """Give the ways by their longest word, without which they need not be looked for."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for way in self.ways:
            found[max(way.split(), key=len)].append(way)
        return dict(found)

    def said(self, folded: str, words: Set[str]) -> list[str]:
        """Give the ways that a folded text of these words says it in."""
        by_word = self.by_word
        if by_word.keys().isdisjoint(words):
            return []
        return [way for word in by_word.keys() & words for way in by_word[word] if way in folded]


@dataclass(frozen=True)
class Phrase:
    """Parts that follow each other with at most 300 characters between them."""

    parts: tuple[Part, ...]

    @cached_property
    def length(self) -> int:
        """Give how many words it has at least."""
        return sum(min(len(way.split()) for way in part.ways) for part in self.parts)

    def found_in(self, folded: str, words: Set[str]) -> bool:
        """Tell whether a folded text of these words contains it."""
        said = []
        for part in self.parts:
            ways = part.said(folded, words)
            if not ways:
                return False
            said.append(ways)
        if len(said) == 1:
            return True
        first, *rest = said
        return any(_follow(folded, rest, end) for way in first for end in _ends(folded, way))


def phrases(written: str) -> Iterator[Phrase]:
    """Give the phrases that a rule's text stands for: `{a|b}` means either, `*` anything in between.

    Raises ValueError where a part of it has no word.
    """
    choices = list(_choices(same_words(_MARK, written)))
    # Choices with a gap inside differ in the number of their parts: each of their ways becomes a phrase of its own.
    apart = [[[way] for way in one] if any("*" in way for way in one) and len(one) > 1 else [one] for one in choices]
    for chosen in product(*apart):
        yield Phrase(tuple(_parts(chosen, written)))


def _choices(marks: list[str]) -> Iterator[Choice]:
    opened: Choice | None = None
    for mark in marks:
        if mark == "{":
            opened = [""]
        elif mark == "}" and opened is not None:
            yield [way.strip() for way in opened]
            opened = None
        elif opened is None:
            yield [mark]
        elif mark == "|":
            opened.append("")
        else:
            opened[-1] += f" {mark}"


def _parts(chosen: tuple[Choice, ...], written: str) -> Iterator[Part]:
    part: list[Choice] = []
    for choice in [*chosen, ["*"]]:
        if not any("*" in way for way in choice):
            part.append(choice)
            continue
        before, *between, after = choice[0].split("*")
        yield _part([*part, [before.strip()]], written)
        for words in between:
            yield _part([[words.strip()]], written)
        part = [[after.strip()]]


def _part(choices: list[Choice], written: str) -> Part:
    ways = tuple(f" {' '.join(word for word in way if word)} " for way in product(*choices))
    if not all(way.strip() for way in ways):
        raise ValueError(f"The phrase {written!r} has a part without words.")
    return Part(ways)


def _ends(folded: str, way: str) -> Iterator[int]:
    start = folded.find(way)
    while start >= 0:
        yield start + len(way) - 1
        start = folded.find(way, start + 1)


def _follow(folded: str, said: list[list[str]], start: int) -> bool:
    if not said:
        return True
    ways, *rest = said
    for way in ways:
        found = folded.find(way, start, start + _GAP + len(way))
        if found >= 0 and _follow(folded, rest, found + len(way) - 1):
            return True
    return False
