"""Resource types that vendors' templates hold beside roles: here they exist by name, with an ARN, and do nothing."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.resources.handler import Job
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.names import PARTITION

_SERVICES: Mapping[str, tuple[str, ...]] = {
    "CloudFormation": ("WaitCondition", "WaitConditionHandle"),
    "CloudTrail": ("Trail",),
    "CloudWatch": ("Alarm",),
    "DynamoDB": ("Table",),
    "EC2": ("SecurityGroup", "Subnet", "VPC"),
    "Events": ("EventBus", "EventBusPolicy", "Rule"),
    "IAM": ("Group", "InstanceProfile", "ServiceLinkedRole", "User"),
    "KMS": ("Alias", "Key"),
    "KinesisFirehose": ("DeliveryStream",),
    "Lambda": ("EventSourceMapping", "Function", "LayerVersion", "Permission"),
    "Logs": ("LogGroup", "SubscriptionFilter"),
    "S3": ("Bucket", "BucketPolicy"),
    "SNS": ("Subscription", "Topic", "TopicPolicy"),
    "SQS": ("Queue", "QueuePolicy"),
    "SSM": ("Parameter",),
    "SecretsManager": ("Secret",),
    "StepFunctions": ("StateMachine",),
}
BY_NAME_ONLY = tuple(f"AWS::{service}::{kind}" for service, kinds in _SERVICES.items() for kind in kinds)


class Nothing:
    """A resource type that exists only as a name."""

    def create(self, job: Job) -> Process:
        """Give it a name."""
        job.resource.physical_id = f"{job.stack.name}-{job.resource.logical_id}-{new_uuid()[:12].upper()}"
        service = job.resource.type.split("::")[1].lower()
        arn = f"arn:{PARTITION}:{service}:{job.stack.region}:{job.stack.account}:{job.resource.physical_id}"
        job.resource.attributes = {"Arn": arn}
        yield from brief()

    def update(self, job: Job, before: Mapping[str, Any]) -> Process:
        """Nothing to change."""
        yield from brief()

    def delete(self, job: Job) -> Process:
        """Nothing to take away."""
        yield from brief()

    def replaces(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """Never."""
        return False


def brief() -> Process:
    """A moment, so that a step is a process."""
    yield 0.1
