"""The work of an operation in one account: a real stack there, made by the StackSets execution role (R29, R30, R36)."""

import random
from typing import TYPE_CHECKING

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.engine.creation import Creation
from wizard.simulator.cloudformation.engine.deletion import Deletion
from wizard.simulator.cloudformation.engine.updating import Change, Updating, changes_anything
from wizard.simulator.cloudformation.stack import Stack
from wizard.simulator.cloudformation.stack_sets.model import Instance, Operation, StackSet
from wizard.simulator.cloudformation.template.parameters import settle
from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.names import EXECUTION_ROLE, PARTITION
from wizard.simulator.policies.principal import Principal

if TYPE_CHECKING:
    from wizard.simulator.world import World


class MemberError(Exception):
    """An account failed; the text is the instance's reason."""


class Member:
    """One operation's work in one account and region."""

    def __init__(self, world: "World", stack_set: StackSet, operation: Operation, instance: Instance) -> None:
        self._world = world
        self._stack_set = stack_set
        self._operation = operation
        self._instance = instance

    def deploy(self) -> Process:
        """Create or update the stack. Raises MemberError."""
        started = self._world.clock.elapsed()
        whole = random.Random(self._instance.account).uniform(*self._world.instance_seconds) * self._world.slowness  # noqa: S311
        yield whole * 0.3
        stack = self._live_stack()
        if stack is None:
            yield from self._create()
        else:
            yield from self._update(stack)
        left = whole - (self._world.clock.elapsed() - started)
        if left > 0:
            yield left

    def remove(self) -> Process:
        """Delete the stack, unless it is to be kept. Raises MemberError."""
        whole = random.Random(self._instance.account).uniform(*self._world.instance_seconds) * self._world.slowness  # noqa: S311
        yield whole * 0.3
        stack = self._live_stack()
        if stack is None or self._operation.retain_stacks:
            return
        organization = self._world.organization
        account = organization.accounts.get(self._instance.account) if organization else None
        if account is None or account.state != "ACTIVE":
            raise MemberError("Account is suspended; its stack can only be retained (ACCOUNT_SUSPENDED)")
        self._may("cloudformation:DeleteStack", stack.stack_id)
        stack.begin("DELETE_STACK", "DeleteStack", self._operation.operation_id)
        yield from Deletion(self._world.cloudformation.context, stack).run()
        if stack.status != "DELETE_COMPLETE":
            raise MemberError(_first_cause(stack))
        yield whole * 0.2

    def _create(self) -> Process:
        if self._stack_set.template.transforms:
            raise MemberError("Macros are not supported in a stack set with the SERVICE_MANAGED permission model")
        name = f"StackSet-{self._stack_set.name}-{new_uuid()}"
        where = f"{self._instance.region}:{self._instance.account}"
        self._may("cloudformation:CreateStack", f"arn:{PARTITION}:cloudformation:{where}:stack/{name}/*")
        try:
            parameters = settle(self._stack_set.template, self._parameters())
        except AwsError as error:
            raise MemberError(error.message) from error
        stack = Stack(
            self._instance.account,
            self._instance.region,
            name,
            self._stack_set.template,
            parameters,
            self._execution_role(),
            self._world.clock.now(),
            tags=dict(self._stack_set.tags),
            capabilities=list(self._stack_set.capabilities),
            description=self._stack_set.template.description,
        )
        stack.begin("CREATE_STACK", "CreateStack", self._operation.operation_id)
        self._world.cloudformation.add(stack)
        self._instance.stack_id = stack.stack_id
        yield from Creation(self._world.cloudformation.context, stack).run()
        if stack.status != "CREATE_COMPLETE":
            reason = _first_cause(stack)
            stack.begin("DELETE_STACK", "DeleteStack", self._operation.operation_id)
            yield from Deletion(self._world.cloudformation.context, stack).run()
            raise MemberError(reason)

    def _update(self, stack: Stack) -> Process:
        self._may("cloudformation:UpdateStack", stack.stack_id)
        context = self._world.cloudformation.context
        try:
            change = Change(
                self._stack_set.template,
                settle(self._stack_set.template, self._parameters()),
                dict(self._stack_set.tags),
                list(self._stack_set.capabilities),
            )
            if not changes_anything(context, stack, change):
                return
        except AwsError as error:
            raise MemberError(error.message) from error
        stack.begin("UPDATE_STACK", "UpdateStack", self._operation.operation_id)
        yield from Updating(context, stack, change).run()
        if stack.status != "UPDATE_COMPLETE":
            raise MemberError(_first_cause(stack))

    def _live_stack(self) -> Stack | None:
        stack = self._world.cloudformation.by_id(self._instance.stack_id)
        return stack if stack and stack.status != "DELETE_COMPLETE" else None

    def _parameters(self) -> dict[str, str]:
        return {**self._stack_set.parameters, **self._instance.overrides}

    def _execution_role(self) -> Principal:
        account = self._instance.account
        arn = f"arn:{PARTITION}:sts::{account}:assumed-role/{EXECUTION_ROLE}/{self._operation.operation_id}"
        return Principal(account, arn, f"AROASTACKSETSEXEC:{self._operation.operation_id}", "service", EXECUTION_ROLE)

    def _may(self, action: str, resource: str) -> None:
        try:
            self._world.authorization.require(self._execution_role(), action, resource, self._instance.region)
        except AwsError as refused:
            raise MemberError(refused.message) from refused


def _first_cause(stack: Stack) -> str:
    for event in stack.events:
        if event.failed:
            return (
                f"ResourceLogicalId:{event.logical_id}, ResourceType:{event.type}, ResourceStatusReason:{event.reason}."
            )
    return stack.reason or f"Stack is in {stack.status} state"
