"""A sentence for people before it is worded: the window knows the words of every key, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A key of the window's table of sentences, and the values to put into it.

    key:    e.g. "root-id.is-organization-id"
    values: by placeholder; always shown as plain text
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
