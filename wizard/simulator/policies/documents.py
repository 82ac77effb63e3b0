"""A policy document as statements that can be asked whether they apply."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wizard.simulator.policies.conditions import Context, as_list, conditions_hold, matches


@dataclass(frozen=True)
class Statement:
    """One statement of a policy, as the document holds it."""

    allow: bool
    body: Mapping[str, Any]

    def applies(self, action: str, resource: str, context: Context) -> bool:
        """Whether it speaks of this action on this resource under these conditions; the principal is not asked."""
        return (
            self._names_action(action)
            and self._names_resource(resource)
            and conditions_hold(self.body.get("Condition") or {}, context)
        )

    def _names_action(self, action: str) -> bool:
        wanted = action.lower()
        if "NotAction" in self.body:
            return not any(matches(str(one).lower(), wanted) for one in as_list(self.body["NotAction"]))
        return any(matches(str(one).lower(), wanted) for one in as_list(self.body.get("Action", [])))

    def _names_resource(self, resource: str) -> bool:
        if "NotResource" in self.body:
            return not any(matches(str(one), resource) for one in as_list(self.body["NotResource"]))
        return any(matches(str(one), resource) for one in as_list(self.body.get("Resource", "*")))


@lru_cache(maxsize=1024)
def statements(document: str) -> tuple[Statement, ...]:
    """The statements of a document in JSON."""
    body = json.loads(document)
    return tuple(Statement(one.get("Effect") == "Allow", one) for one in as_list(body.get("Statement", [])))
