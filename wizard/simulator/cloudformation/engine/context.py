"""What all steps of a stack's life share: values of the template, durations, handlers."""

import random
from typing import TYPE_CHECKING, Any

from wizard.simulator.cloudformation.resources.handler import Handler, Job
from wizard.simulator.cloudformation.stack import Resource, Stack
from wizard.simulator.cloudformation.template.intrinsics import Resolver
from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.errors import validation_error
from wizard.simulator.names import PARTITION

if TYPE_CHECKING:
    from wizard.simulator.world import World


class Context:
    """The engine's view of the world."""

    def __init__(self, world: "World", handlers: dict[str, Handler]) -> None:
        self.world = world
        self.clock = world.clock
        self.handlers = handlers

    def handler(self, kind: str) -> Handler:
        """The handler of a resource type; custom resources share one."""
        if kind.startswith("Custom::"):
            kind = "AWS::CloudFormation::CustomResource"
        return self.handlers[kind]

    def known(self, kind: str) -> bool:
        """Whether there is such a resource type here."""
        return kind in self.handlers or kind.startswith("Custom::")

    def job(self, stack: Stack, resource: Resource) -> Job:
        """A piece of work on a resource."""
        return Job(self.world, stack, resource)

    def resolver(
        self, stack: Stack, template: Template | None = None, parameters: dict[str, str] | None = None
    ) -> Resolver:
        """Gives the values of a stack's template, or of one that it is to get."""

        def attribute(logical_id: str, name: str) -> Any:
            resource = stack.resources.get(logical_id)
            if resource is None:
                raise validation_error(
                    f"Template format error: Unresolved resource dependencies [{logical_id}] "
                    "in the Resources block of the template"
                )
            if name == "Ref":
                return resource.physical_id
            if name not in resource.attributes:
                raise validation_error(
                    f"Template error: resource {logical_id} does not support attribute type {name} in Fn::GetAtt"
                )
            return resource.attributes[name]

        return Resolver(
            template or stack.template,
            stack.parameters if parameters is None else parameters,
            self.pseudo(stack),
            attribute,
            self.world.cloudformation.exports(stack.account, stack.region),
        )

    def pseudo(self, stack: Stack) -> dict[str, Any]:
        """The pseudo parameters."""
        return {
            "AWS::AccountId": stack.account,
            "AWS::Region": stack.region,
            "AWS::Partition": PARTITION,
            "AWS::StackName": stack.name,
            "AWS::StackId": stack.stack_id,
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::NotificationARNs": [],
        }

    def seconds(self, stack: Stack, logical_id: str) -> float:
        """How long a resource takes: 1 to 5 simulated seconds, for the same resource always the same."""
        seed = f"{stack.account}/{stack.name}/{logical_id}"
        return random.Random(seed).uniform(1, 5) * self.world.slowness  # noqa: S311 - a duration


def deletion_needs(needs: dict[str, set[str]]) -> dict[str, set[str]]:
    """The order the other way round: who must be gone before."""
    turned: dict[str, set[str]] = {name: set() for name in needs}
    for name, others in needs.items():
        for other in others:
            turned.setdefault(other, set()).add(name)
    return turned
