"""Runs prerequisites and their mends."""

from wizard.model.check import CheckResult
from wizard.model.connection import ConnectRequest
from wizard.operations.checks.registry import run_check
from wizard.operations.checks.subject import CheckSubject
from wizard.runner.mending import run_mend
from wizard.runner.workshop import Workshop


class CheckDesk:
    """Checks one thing at a time, and mends what the person asks to be mended."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def run(self, check: str, request: ConnectRequest) -> CheckResult:
        """Run one check; what AWS refuses is part of the result."""
        workshop = self._workshop
        subject = CheckSubject(
            access=workshop.factory.open(request.profile, request.region),
            request=request,
            provider=await workshop.catalogue.definition(request.provider_id),
            find_connection=workshop.find_connection,
            clock=workshop.clock,
            secrets=await workshop.secrets.values(request.secrets),
        )
        return await run_check(check, subject)

    async def mend(self, mend: str, request: ConnectRequest) -> None:
        """Do one mend as a journaled plan of one operation. Raises WizardError with what AWS said."""
        await run_mend(self._workshop, mend, request)
