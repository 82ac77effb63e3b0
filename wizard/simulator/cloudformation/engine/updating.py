"""Updating a stack, and back again when a resource fails (R21)."""

import copy
from dataclasses import dataclass, field
from typing import Any

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.engine.context import Context
from wizard.simulator.cloudformation.engine.creation import create_resource, outputs
from wizard.simulator.cloudformation.engine.work import Work
from wizard.simulator.cloudformation.resources.handler import ResourceError
from wizard.simulator.cloudformation.stack import Resource, Stack
from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.cloudformation.template.references import dependencies
from wizard.simulator.errors import AwsError

TAGGED_TYPES = {"AWS::IAM::Role", "AWS::IAM::ManagedPolicy", "AWS::CloudFormation::StackSet"}


@dataclass(frozen=True)
class Change:
    """What a stack is to become."""

    template: Template
    parameters: dict[str, str]
    tags: dict[str, str]
    capabilities: list[str]


@dataclass
class Updating:
    """Updates one stack."""

    context: Context
    stack: Stack
    change: Change
    _before: dict[str, Resource] = field(default_factory=dict)
    _replaced: list[Resource] = field(default_factory=list)
    _touched: list[str] = field(default_factory=list)

    def run(self) -> Process:
        """The whole update, a rollback included."""
        stack, now = self.stack, self.context.clock.now
        stack.turn("UPDATE_IN_PROGRESS", now(), "User Initiated")
        stack.updated = now()
        yield 0.5
        self._before = {name: copy.copy(one) for name, one in stack.resources.items() if _alive(one)}
        old = Change(stack.template, stack.parameters, stack.tags, stack.capabilities)
        self._become(self.change)
        needs = dependencies(stack.template, self.context.resolver(stack))
        work = Work(self.context.clock, needs, self._step, self._failed, self._cancelled)
        yield from work.run()
        if work.failures:
            yield from self._back(old, work.failures)
            return
        gone = [self._before[name] for name in self._before if name not in needs]
        if gone or self._replaced:
            stack.turn("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", now())
            yield from self._clean_up([*gone, *self._replaced])
            for one in gone:
                stack.resources.pop(one.logical_id, None)
        stack.outputs = outputs(self.context, stack)
        stack.turn("UPDATE_COMPLETE", now())

    def _become(self, change: Change) -> None:
        self.stack.template, self.stack.parameters = change.template, change.parameters
        self.stack.tags, self.stack.capabilities = change.tags, change.capabilities

    def _step(self, name: str) -> Process:
        stack = self.stack
        kind = stack.template.resources[name]["Type"]
        before = self._before.get(name)
        if before is None:
            stack.resources[name] = Resource(name, kind)
            self._touched.append(name)
            yield from create_resource(self.context, stack, name)
            return
        resource = stack.resources[name]
        after = self.context.resolver(stack).resolve(stack.template.resources[name].get("Properties", {}))
        if kind == before.type and not self._differs(kind, before.properties, after):
            return
        self._touched.append(name)
        handler = self.context.handler(kind)
        if kind != before.type or handler.replaces(before.properties, after):
            self._replaced.append(before)
            stack.resources[name] = Resource(name, kind)
            yield from create_resource(self.context, stack, name, status="UPDATE")
            return
        yield from self._update(resource, before.properties, after)

    def _update(self, resource: Resource, before: dict[str, Any], after: dict[str, Any]) -> Process:
        stack, now = self.stack, self.context.clock.now
        stack.note(resource.logical_id, "UPDATE_IN_PROGRESS", now())
        seconds = self.context.seconds(stack, resource.logical_id)
        yield seconds * 0.4
        resource.properties = after
        try:
            yield from self.context.handler(resource.type).update(self.context.job(stack, resource), before)
        except AwsError as error:
            raise ResourceError(error.message) from error
        yield seconds * 0.4
        stack.note(resource.logical_id, "UPDATE_COMPLETE", now())

    def _differs(self, kind: str, before: dict[str, Any], after: dict[str, Any]) -> bool:
        return before != after or (kind in TAGGED_TYPES and self._tags_changed)

    @property
    def _tags_changed(self) -> bool:
        return getattr(self, "_old_tags", self.change.tags) != self.change.tags

    def __post_init__(self) -> None:
        self._old_tags = dict(self.stack.tags)

    def _back(self, old: Change, failures: list[str]) -> Process:
        stack, now = self.stack, self.context.clock.now
        said = f"The following resource(s) failed to update: [{', '.join(failures)}]. "
        stack.turn("UPDATE_ROLLBACK_IN_PROGRESS", now(), said)
        yield 1.0
        self._become(old)
        made: list[Resource] = []
        for name in self._touched:
            before = self._before.get(name)
            now_there = stack.resources[name]
            if before is None or before.physical_id != now_there.physical_id:
                made.append(now_there)
            if before is None:
                continue
            stack.resources[name] = before
            if before.physical_id == now_there.physical_id:
                try:
                    yield from self._update(before, now_there.properties, before.properties)
                except ResourceError as failure:
                    stack.note(name, "UPDATE_FAILED", now(), str(failure))
                    stack.turn(
                        "UPDATE_ROLLBACK_FAILED", now(), f"The following resource(s) failed to update: [{name}]. "
                    )
                    return
        stack.turn("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", now())
        yield from self._clean_up(made)
        for one in made:
            if one.logical_id not in self._before:
                stack.resources.pop(one.logical_id, None)
        stack.turn("UPDATE_ROLLBACK_COMPLETE", now())

    def _clean_up(self, resources: list[Resource]) -> Process:
        stack, now = self.stack, self.context.clock.now
        for resource in resources:
            if not resource.physical_id:
                continue
            seen = {"physical_id": resource.physical_id, "type": resource.type}
            stack.note(resource.logical_id, "DELETE_IN_PROGRESS", now(), **seen)
            status, reason = "DELETE_COMPLETE", ""
            try:
                yield from self.context.handler(resource.type).delete(self.context.job(stack, resource))
            except ResourceError as failure:
                status, reason = "DELETE_FAILED", str(failure)
            current = stack.resources.get(resource.logical_id)
            kept = (current.status, current.reason) if current else ("", "")
            stack.note(resource.logical_id, status, now(), reason, **seen)
            if current and current is not resource:
                current.status, current.reason = kept

    def _failed(self, name: str, reason: str) -> None:
        status = "UPDATE_FAILED" if name in self._before else "CREATE_FAILED"
        self.stack.note(name, status, self.context.clock.now(), reason)

    def _cancelled(self, name: str) -> None:
        status = "UPDATE_FAILED" if name in self._before else "CREATE_FAILED"
        said = "Resource update cancelled" if name in self._before else "Resource creation cancelled"
        self.stack.note(name, status, self.context.clock.now(), said)


def changes_anything(context: Context, stack: Stack, change: Change) -> bool:
    """Whether an update would do something (R21)."""
    if change.tags != stack.tags:
        return True
    new = context.resolver(stack, change.template, change.parameters)
    old = context.resolver(stack)
    included = new.included()
    if included != old.included() or change.template.outputs != stack.template.outputs:
        return True
    for name in included:
        wanted, is_now = change.template.resources[name], stack.template.resources[name]
        if {**wanted, "Properties": 0} != {**is_now, "Properties": 0}:
            return True
        if new.resolve(wanted.get("Properties", {})) != stack.resources[name].properties:
            return True
    return False


def listed_changes(context: Context, stack: Stack, change: Change) -> list[dict[str, Any]]:
    """What an update would do to each resource, as a change set tells it."""
    new = context.resolver(stack, change.template, change.parameters)
    before = {name: one for name, one in stack.resources.items() if _alive(one)}
    included = new.included()
    found = [_listed("Remove", name, one.type, one.physical_id) for name, one in before.items() if name not in included]
    for name in included:
        kind = change.template.resources[name]["Type"]
        if name not in before:
            found.append(_listed("Add", name, kind, ""))
            continue
        after = new.resolve(change.template.resources[name].get("Properties", {}))
        if change.template.resources[name] != stack.template.resources[name] or _values_differ(
            after, before[name], change, stack
        ):
            listed = _listed("Modify", name, kind, before[name].physical_id)
            anew = kind != before[name].type or context.handler(kind).replaces(before[name].properties, after)
            listed["ResourceChange"]["Replacement"] = str(anew)
            found.append(listed)
    return found


def _values_differ(after: Any, before: Resource, change: Change, stack: Stack) -> bool:
    return after != before.properties or (before.type in TAGGED_TYPES and change.tags != stack.tags)


def _listed(action: str, name: str, kind: str, physical_id: str) -> dict[str, Any]:
    entry = {
        "Action": action,
        "LogicalResourceId": name,
        "ResourceType": kind,
        "PhysicalResourceId": physical_id or None,
    }
    return {"Type": "Resource", "ResourceChange": entry}


def _alive(resource: Resource) -> bool:
    return bool(resource.physical_id) and resource.status not in ("DELETE_COMPLETE", "DELETE_SKIPPED")
