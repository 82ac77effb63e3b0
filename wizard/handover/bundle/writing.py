"""Writes data out field by field, with every text looked over for secrets, and masked where that is wanted."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from wizard.handover.secret_like import HIDDEN
from wizard.providers.secret_names import looks_secret

_OF_THE_PROGRAM = frozenset(
    {
        *("check", "mend", "cause", "candidates", "actions", "key", "operation", "operations", "surface", "service"),
        *("code", "resource_type", "status", "provider_id", "region", "partition", "retry", "connection_id", "run_id"),
        *("problem", "request_id", "versions"),
    }
)
"""Fields that hold words of the program or of AWS: a name that happens to be equal to one is not meant there."""

Clean = Callable[[str], str]


@dataclasses.dataclass(frozen=True, slots=True)
class Cleaner:
    """What every text goes through.

    words: texts of people and of AWS
    terms: words of the program, and keys
    """

    words: Clean
    terms: Clean


def write_json(value: object, cleaner: Cleaner) -> bytes:
    """Write dataclasses, enums, times and containers of them as JSON for people. Raises TypeError for anything else."""
    return json.dumps(_plain(value, cleaner, cleaner.words), ensure_ascii=False, indent=1).encode() + b"\n"


def _plain(value: object, cleaner: Cleaner, clean: Clean) -> Any:  # noqa: PLR0911 -- one return per kind reads best
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {
            one.name: _plain(
                getattr(value, one.name), cleaner, cleaner.terms if one.name in _OF_THE_PROGRAM else cleaner.words
            )
            for one in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {cleaner.terms(str(key)): _entry(str(key), one, cleaner, clean) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted((_plain(one, cleaner, clean) for one in value), key=str)
    if isinstance(value, tuple):
        return [_plain(one, cleaner, clean) for one in value]
    raise TypeError(f"{type(value).__name__} does not go into a bundle")


def _entry(key: str, value: object, cleaner: Cleaner, clean: Clean) -> Any:
    """What is named like a secret is one, whatever it looks like."""
    if isinstance(value, str) and value and looks_secret(key):
        return HIDDEN
    return _plain(value, cleaner, clean)
