"""A scenario's data: what world there is, what goes wrong in it, and how the main job ends there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml

from wizard.simulator.names import PLACEHOLDERS

_CUSTOM_RESOURCES: Mapping[str, Mapping[str, Any]] = {
    "Custom::VendorRegistration": {"attributes": {"ExternalId": "vendor-given-id"}}
}
"""What custom resources do where a scenario declares nothing else (R48)."""


class UnknownScenarioError(Exception):
    """There is no scenario of that name; the text names those that there are."""


@dataclass(frozen=True)
class Scenario:
    """One scenario.

    `ends`: outcome (connected, partly-connected, refused, failed, paused) and cause ID, or None. `answers`: typed
    answers that the run through the window needs. `profile`: who signs in (administrator, member, limited,
    delegated). `world`: steps of `building`, in their order. `rules`: faults. `expires_after`: simulated seconds until
    the administrator's credentials expire, 0 for never. `mfa`: the administrator needs a second factor.
    """

    name: str
    summary: str
    outcome: str = "connected"
    cause: str | None = None
    profile: str = "administrator"
    answers: Mapping[str, str] = field(default_factory=dict)
    world: Mapping[str, Any] = field(default_factory=dict)
    rules: tuple[Mapping[str, Any], ...] = ()
    custom_resources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    expires_after: float = 0.0
    mfa: bool = False

    def listed(self) -> dict[str, Any]:
        """What `--list` prints."""
        return {
            "name": self.name,
            "summary": self.summary,
            "ends": {"outcome": self.outcome, "cause": self.cause},
            "answers": dict(self.answers),
            "profile": self.profile,
        }


def names() -> list[str]:
    """The names of all scenarios, in alphabetical order, `happy` first."""
    found = sorted(one.name.removesuffix(".yaml") for one in files(__package__).iterdir() if one.name.endswith(".yaml"))
    return ["happy", *(name for name in found if name != "happy")]


def load(name: str) -> Scenario:
    """A scenario by its name. Raises UnknownScenarioError."""
    if name not in names():
        raise UnknownScenarioError(f"There is no scenario called {name}. There are: {', '.join(names())}.")
    text = (files(__package__) / f"{name}.yaml").read_text(encoding="utf-8")
    raw = _filled(yaml.safe_load(text))
    ends = raw.get("ends") or {}
    return Scenario(
        name,
        raw["summary"],
        ends.get("outcome", "connected"),
        ends.get("cause"),
        raw.get("profile", "administrator"),
        raw.get("answers") or {},
        raw.get("world") or {},
        tuple(raw.get("rules") or ()),
        {**_CUSTOM_RESOURCES, **(raw.get("custom_resources") or {})},
        float(raw.get("expires_after", 0)),
        bool(raw.get("mfa", False)),
    )


def _filled(node: Any) -> Any:
    if isinstance(node, str):
        for name, value in PLACEHOLDERS.items():
            node = node.replace(f"<{name}>", value)
        return node
    if isinstance(node, list):
        return [_filled(one) for one in node]
    if isinstance(node, dict):
        return {key: _filled(value) for key, value in node.items()}
    return node
