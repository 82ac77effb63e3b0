"""Reads what the classifier knows from `resources/diagnosis/`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wizard.diagnosis.index import RuleIndex
from wizard.diagnosis.rule import Rule, read_rules
from wizard.model.failure import Retry
from wizard.resources import resource, resource_text


@dataclass(frozen=True, slots=True)
class Cause:
    """What people read about a cause.

    title:       the problem, one sentence
    explanation: the cause, and what to do now
    details:     sentences with {facts}; those whose facts are all known stand before the explanation
    actions:     IDs from actions.json, the best first
    """

    id: str
    retry: Retry
    title: str
    explanation: str
    details: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a known fact says about the causes that fit."""

    fact: str
    value: bool
    rules_out: frozenset[str]
    points_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionMeaning:
    """What an action of a diagnosis does.

    kind:    "mend" (the runner does it) or "navigation" (the window goes there)
    meaning: one sentence for whoever builds the button
    """

    kind: str
    meaning: str


class Knowledge:
    """The causes, their rules, and what decides between them; every part is read when it is first asked for."""

    @cached_property
    def causes(self) -> Mapping[str, Cause]:
        """Give every cause by its ID, "unknown" included."""
        return {cause: _cause(cause, entry) for cause, entry in self._entries.items()}

    @cached_property
    def index(self) -> RuleIndex:
        """Give the rules, ready to be asked."""
        return RuleIndex(self.rules)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Give every rule. Raises ValueError where one cannot be understood."""
        return tuple(
            rule
            for cause, entry in self._entries.items()
            for written in entry.get("rules", ())
            for rule in read_rules(cause, written)
        )

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Give what known facts say, the strongest first."""
        return tuple(
            Decision(
                fact=entry["fact"],
                value=entry["value"],
                rules_out=frozenset(entry.get("rules_out", ())),
                points_to=tuple(entry.get("points_to", ())),
            )
            for entry in json.loads(resource_text("diagnosis", "context.json"))
        )

    @cached_property
    def regions(self) -> frozenset[str]:
        """Give the codes of AWS's regions."""
        return frozenset(json.loads(resource_text("diagnosis", "regions.json")))

    @cached_property
    def actions(self) -> Mapping[str, ActionMeaning]:
        """Give what every action ID means."""
        return {
            action: ActionMeaning(entry["kind"], entry["meaning"])
            for action, entry in json.loads(resource_text("diagnosis", "actions.json")).items()
        }

    @cached_property
    def _entries(self) -> dict[str, dict[str, Any]]:
        entries: dict[str, dict[str, Any]] = {}
        folder = resource("diagnosis", "causes")
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if file.name.endswith(".json"):
                entries.update(json.loads(file.read_text(encoding="utf-8")))
        return entries


def _cause(cause: str, entry: Mapping[str, Any]) -> Cause:
    return Cause(
        id=cause,
        retry=Retry(entry["retry"]),
        title=entry["title"],
        explanation=entry["explanation"],
        details=tuple(entry.get("details", ())),
        actions=tuple(entry["actions"]),
    )
