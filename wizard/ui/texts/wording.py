"""Turns message keys into sentences."""

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QCoreApplication

from wizard.model.message import Message
from wizard.ui.texts import (
    change,
    checks,
    console,
    deployment,
    directory,
    explorer,
    inspection,
    looking_back,
    organization,
    own_profiles,
    removal,
    role,
    settings,
    sign_in,
)

CONTEXT = "Messages"
"""The translation context of every sentence in this room."""


@cache
def sentences() -> Mapping[str, str]:
    """Give every sentence in English, by key. Raises ValueError where two modules claim one key."""
    tables = (
        looking_back,
        change,
        checks,
        console,
        deployment,
        directory,
        explorer,
        inspection,
        organization,
        own_profiles,
        removal,
        role,
        settings,
        sign_in,
    )
    joined: dict[str, str] = {}
    for table in tables:
        if twice := joined.keys() & table.SENTENCES.keys():
            raise ValueError(f"worded twice: {sorted(twice)}")
        joined.update({key: str(sentence) for key, sentence in table.SENTENCES.items()})
    return joined


def word(message: Message) -> str:
    """Give the sentence of a message, in the language of the window, as plain text."""
    return fill(QCoreApplication.translate(CONTEXT, sentences()[message.key]), message.values)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in place of `{name}`. What a value holds is never read as a placeholder again."""
    parts: list[str] = []
    rest = text
    while "{" in rest:
        before, _, behind = rest.partition("{")
        name, closed, rest = behind.partition("}")
        parts += [before, values.get(name, "{" + name + closed)]
    return "".join([*parts, rest])
