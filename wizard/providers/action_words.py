"""Tells of an action of AWS whether it reads, changes or deletes, and what its service is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache

from wizard.providers.markup import read_markup
from wizard.providers.template_values import entries, mapping, string
from wizard.resources import resource

_ACTION = re.compile(r"(?P<service>[a-z0-9-]+):(?P<name>[A-Za-z0-9*?]+)")


class Reach(StrEnum):
    """What an action does. EVERYTHING: a wildcard that holds all three."""

    READ = "read"
    CHANGE = "change"
    DELETE = "delete"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class ManagedWords:
    """A policy that AWS keeps, in plain words; the words are empty where it is not known here."""

    name: str
    reach: Reach
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    reaches: Mapping[Reach, tuple[str, ...]]
    services: Mapping[str, str]
    secrets: tuple[str, ...]
    escalation: tuple[str, ...]
    managed: Mapping[str, ManagedWords]


def service_of(action: str) -> str:
    """Give what an action's service is called; its own prefix where no name is known, "" where it is no action."""
    match = _ACTION.fullmatch(action)
    prefix = match["service"].lower() if match else ""
    return _words().services.get(prefix, prefix)


def reach_of(action: str) -> Reach:
    """Say what an action does, `*` and `s3:Put*` as well. What is not known counts as a change."""
    match = _ACTION.fullmatch(action)
    if action == "*" or (match and match["name"].strip("*?") == ""):
        return Reach.EVERYTHING
    name = match["name"] if match else action
    stem = re.split(r"[*?]", name)[0]
    best, length = Reach.CHANGE, 0
    for reach, beginnings in _words().reaches.items():
        for one in beginnings:
            if stem.startswith(one) and len(one) > length:
                best, length = reach, len(one)
    if not length and stem != name and not _only_changes(stem):
        return Reach.EVERYTHING
    return best


def _only_changes(stem: str) -> bool:
    """Whether no word for reading or deleting begins as a cut-off name does: `iam:Pu*` changes, `iam:D*` may delete."""
    others = (*_words().reaches[Reach.READ], *_words().reaches[Reach.DELETE])
    return not any(one.startswith(stem) for one in others)


def reads_contents(action: str) -> tuple[str, ...]:
    """Give the actions that read what is kept from others, of those that an action stands for."""
    return _held_by(action, _words().secrets)


def escalates(action: str) -> tuple[str, ...]:
    """Give the actions with which a role can get more than it has, of those that an action stands for."""
    return _held_by(action, _words().escalation)


def _held_by(pattern: str, actions: tuple[str, ...]) -> tuple[str, ...]:
    """Names of actions are compared whatever their case, as IAM does."""
    return tuple(one for one in actions if fnmatchcase(one.lower(), pattern.lower().replace("[", "[[]")))


def managed_policy(arn: str) -> ManagedWords:
    """Say what a policy that AWS keeps allows; by its name where it is not known here."""
    name = arn.rpartition("/")[2]
    known = _words().managed.get(name)
    if known is not None:
        return known
    if "readonly" in name.lower():
        return ManagedWords(name, Reach.READ)
    return ManagedWords(name, Reach.EVERYTHING if name.endswith("FullAccess") else Reach.CHANGE)


@cache
def _words() -> _Words:
    text = resource("permissions").joinpath("words.yaml").read_text(encoding="utf-8")
    document = mapping(read_markup(text).value)

    def lines(name: str) -> tuple[str, ...]:
        return tuple(string(one) for one in entries(document.get(name)))

    managed = {
        name: ManagedWords(name, Reach(string(mapping(one).get("reach"))), string(mapping(one).get("words")))
        for name, one in mapping(document.get("managed")).items()
    }
    reaches = {reach: lines(reach.value) for reach in (Reach.READ, Reach.CHANGE, Reach.DELETE)}
    services = {prefix: string(name) for prefix, name in mapping(document.get("services")).items()}
    return _Words(reaches, services, lines("secrets"), lines("escalation"), managed)
