"""A rule: what a message must look like to point to a cause."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wizard.diagnosis.phrase import Phrase, phrases
from wizard.diagnosis.words import fold
from wizard.model.failure import RawFailure

TEXT_WEIGHT = 60
CODE_WEIGHT = 40


_folded_once = lru_cache(maxsize=512)(fold)  # the same few services, codes and operations come again and again


@dataclass(frozen=True, slots=True)
class Message:
    """A failure with its fields folded, as rules read them."""

    text: str
    words: frozenset[str]
    surface: str
    service: str
    code: str
    operation: str

    @classmethod
    def of(cls, failure: RawFailure) -> "Message":
        """Fold a failure's fields."""
        text = fold(failure.text)
        return cls(
            text=text,
            words=frozenset(text.split()),
            surface=_folded_once(failure.surface),
            service=_folded_once(failure.service),
            code=_folded_once(failure.code),
            operation=_folded_once(failure.operation),
        )

    @property
    def places(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Give the text and the code, each with its words."""
        return (self.text, self.words), (self.code, frozenset(self.code.split()))


@dataclass(frozen=True, slots=True)
class Rule:
    """Points to one cause; everything given must fit.

    weight:    how much it says: 10 wrapper, 30 generic, 40 code, 60 words of the cause, 80 and more decisive
    phrase:    in the text; None where the code says it all
    code:      one of them is the code, or, where it is no plain word, stands in the text
    service:   one of them is in the service or the surface
    surface:   one of them is in the surface
    operation: one of them is the operation, or stands in the text
    unless:    none of them is in the text or the code
    also:      causes that the same words can have: then it is not certain
    taints:    even a heavier rule is not certain when this one fits, as what a custom resource says is its author's
    """

    cause: str
    weight: int
    phrase: Phrase | None
    code: tuple[str, ...]
    code_in_text: tuple[str, ...]
    service: tuple[str, ...]
    surface: tuple[str, ...]
    operation: tuple[str, ...]
    unless: tuple[Phrase, ...]
    also: tuple[str, ...]
    taints: bool

    @property
    def written(self) -> str:
        """Give what it looks for, for people who look after the rules."""
        if self.phrase is None:
            return f"code {'|'.join(code.strip() for code in self.code)}"
        return " * ".join("|".join(way.strip() for way in part.ways) for part in self.phrase.parts)

    @property
    def length(self) -> int:
        """Give how many words it asks for: of two rules of one weight the longer says more."""
        return self.phrase.length if self.phrase else 0

    def anchors(self) -> tuple[tuple[str, ...], ...]:
        """Give groups of word sequences; a message that fits contains a sequence of every group."""
        return tuple(part.ways for part in self.phrase.parts) if self.phrase else (self.code,)

    def fits(self, message: Message) -> bool:
        """Tell whether a message is as this rule asks."""
        if self.phrase and not self.phrase.found_in(message.text, message.words):
            return False
        return (
            (_one_of(self.code, message.code) or any(code in message.text for code in self.code_in_text))
            and _one_of(self.service, message.service, message.surface)
            and _one_of(self.surface, message.surface)
            and _one_of(self.operation, message.operation, message.text)
            and not any(one.found_in(*place) for one in self.unless for place in message.places)
        )


def read_rules(cause: str, written: str | Mapping[str, Any]) -> Iterator[Rule]:
    """Give the rules that one entry of a rules file stands for: a phrase, or an object with the fields of Rule.

    Raises ValueError where it names neither words nor a code, or a field that there is not.
    """
    entry: Mapping[str, Any] = {"text": written} if isinstance(written, str) else written
    strange = set(entry) - _FIELDS
    texts, codes = _many(entry, "text"), _folded(entry, "code")
    if strange or not (texts or codes):
        raise ValueError(f"A rule of {cause} cannot be understood: {written!r}.")
    found: list[Phrase | None] = [phrase for text in texts for phrase in phrases(text)]
    for phrase in found or [None]:
        yield Rule(
            cause=cause,
            weight=entry.get("weight", TEXT_WEIGHT if phrase else CODE_WEIGHT),
            phrase=phrase,
            code=codes,
            code_in_text=tuple(fold(code) for code in _many(entry, "code") if _TELLING.fullmatch(code)),
            service=_folded(entry, "service"),
            surface=_folded(entry, "surface"),
            operation=_folded(entry, "operation"),
            unless=tuple(one for text in _many(entry, "unless") for one in phrases(text)),
            also=_many(entry, "also"),
            taints=bool(entry.get("taints")),
        )


_TELLING = re.compile(r"(?=.*[A-Z].*[A-Z])(?=.*[a-z])[A-Za-z]+")
"""Codes that are no word of a sentence and no number, such as AccessDenied: they count in the text too."""

_FIELDS = {"text", "weight", "code", "service", "surface", "operation", "unless", "also", "taints"}


def _one_of(wanted: tuple[str, ...], *places: str) -> bool:
    return not wanted or any(one in place for one in wanted for place in places)


def _many(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _folded(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(fold(one) for one in _many(entry, key))
