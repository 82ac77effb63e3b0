"""Checks RoleARNs for the Role page."""

from collections.abc import AsyncIterator

from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import ConnectRequest
from wizard.operations.role_check import RoleCheck
from wizard.operations.role_expectations import expectations
from wizard.runner.checking import keep_result
from wizard.runner.workshop import Workshop

ROLE_PREFIX = "role."
"""Before the IDs of the role's checks, where results are kept."""


class RoleDesk:
    """Compares a role with what its request and template promise."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def verify(self, request: ConnectRequest, role_arn: str) -> AsyncIterator[CheckResult]:
        """Give each check's result as it comes. Raises WizardError where the provider cannot be read."""
        workshop = self._workshop
        material = await workshop.material(request.provider_id)
        expected = await expectations(request, material.provider, material.template_body)
        access = workshop.factory.open(request.profile, request.region)
        async for result in RoleCheck(access, workshop.clock, workshop.explain, expected).verify(role_arn):
            if result.state is not CheckState.RUNNING:
                await keep_result(workshop, request.connection_id, f"{ROLE_PREFIX}{result.check}", result)
            yield result
