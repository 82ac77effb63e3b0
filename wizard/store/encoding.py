"""Frozen dataclasses to JSON and back, by their annotations.

Rows outlive versions of the program: a field that is missing in a row takes its default, one that is no longer known
is dropped. What can be stored: None, str, int, float, bool, StrEnum, datetime, dataclasses, and tuples, frozensets and
mappings (with text as keys) of those.
"""

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: object) -> str:
    """Write a value as JSON text. Raises TypeError where it holds something that cannot be read back."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def decode(kind: type[T], text: str) -> T:
    """Read JSON text as a `kind`. Raises ValueError or TypeError where the text does not fit."""
    return cast("T", _build(kind, json.loads(text)))


def _plain(value: object) -> object:  # noqa: PLR0911 -- one return per kind reads best
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted((_plain(one) for one in value), key=str)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _build(kind: Any, data: Any) -> Any:  # noqa: PLR0911 -- likewise
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(get_args(kind), data)
    if origin is tuple:
        return _build_tuple(get_args(kind), data)
    if origin is frozenset:
        return frozenset(_build(get_args(kind)[0], one) for one in _as(list, data))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _build(get_args(kind)[1], one) for key, one in _as(dict, data).items()}
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(kind, _as(dict, data))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is datetime:
        return datetime.fromisoformat(data)
    return _as(kind, data)


def _build_union(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in kinds:
        return None
    (kind,) = (one for one in kinds if one is not type(None))
    return _build(kind, data)


def _build_tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    items = _as(list, data)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], one) for one in items)
    return tuple(_build(kind, one) for kind, one in zip(kinds, items, strict=True))


def _build_dataclass(kind: Any, data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    known = {one.name for one in dataclasses.fields(kind)} & data.keys()
    return kind(**{name: _build(hints[name], data[name]) for name in known})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _as(kind: type, data: Any) -> Any:
    if not isinstance(data, kind):
        raise TypeError(f"expected {kind.__name__}, found {type(data).__name__}")
    return data
