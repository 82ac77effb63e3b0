"""Custom resources. No code runs: what one does is declared in the scenario's data (R48)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.resources.handler import Job, ResourceError
from wizard.simulator.identifiers import new_uuid


class CustomHandler:
    """AWS::CloudFormation::CustomResource and Custom::*.

    The scenario declares by resource type: `attributes`, and `fails` with the text that the resource reports.
    """

    def __init__(self, declared: Mapping[str, Mapping[str, Any]]) -> None:
        self._declared = declared

    def create(self, job: Job) -> Process:
        """Do what was declared."""
        declared = self._declared.get(job.resource.type, {})
        job.resource.physical_id = f"{job.stack.name}-{job.resource.logical_id}-{new_uuid()[:8]}"
        yield float(declared.get("seconds", 2))
        if declared.get("fails"):
            raise ResourceError(
                f"Received response status [FAILED] from custom resource. Message returned: {declared['fails']} "
                f"(RequestId: {new_uuid()})"
            )
        job.resource.made = True
        job.resource.attributes = {str(name): str(value) for name, value in declared.get("attributes", {}).items()}

    def update(self, job: Job, before: Mapping[str, Any]) -> Process:
        """Do what was declared, again."""
        yield from self.create(job)

    def delete(self, job: Job) -> Process:
        """Fail where that was declared."""
        declared = self._declared.get(job.resource.type, {})
        yield 1.0
        if declared.get("delete_fails"):
            raise ResourceError(
                f"Received response status [FAILED] from custom resource. Message returned: {declared['delete_fails']} "
                f"(RequestId: {new_uuid()})"
            )

    def replaces(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """Never."""
        return False
