from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.store.encoding import decode, encode


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    count: int
    right: bool = False


@dataclass(frozen=True)
class Outer:
    name: str
    colour: Colour
    at: datetime | None
    inner: Inner
    pair: tuple[str, int]
    many: tuple[Inner, ...] = ()
    some: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)


INNERS = st.builds(Inner, st.integers(), st.booleans())
OUTERS = st.builds(
    Outer,
    name=st.text(),
    colour=st.sampled_from(Colour),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    inner=INNERS,
    pair=st.tuples(st.text(), st.integers()),
    many=st.lists(INNERS).map(tuple),
    some=st.frozensets(st.text()),
    values=st.dictionaries(st.text(), st.text()),
)


@given(OUTERS)
def test_whatever_is_written_is_read_back(value):
    assert decode(Outer, encode(value)) == value


def test_a_missing_field_takes_its_default_and_an_unknown_one_is_dropped():
    assert decode(Inner, '{"count": 3, "from-a-newer-version": 1}') == Inner(3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"count": "3"}',
        '{"count": 3, "right": "yes"}',
    ],
)
def test_what_does_not_fit_is_refused(text):
    with pytest.raises((TypeError, ValueError)):
        decode(Inner, text)


def test_an_unknown_word_of_an_enumeration_is_refused():
    with pytest.raises(ValueError, match="green"):
        decode(tuple[Colour, ...], '["green"]')
