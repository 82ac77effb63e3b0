"""Runs prerequisites and their mends."""

from uuid import uuid4

from wizard.model.check import CheckResult
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import OperationChanged, RunEnd
from wizard.operations.checks.registry import run_check
from wizard.operations.checks.subject import CheckSubject
from wizard.operations.mends import mend_plan
from wizard.operations.registry import operation
from wizard.runner.facts import RunFact
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
        )
        return await run_check(check, subject)

    async def mend(self, mend: str, request: ConnectRequest) -> None:
        """Do one mend as a journaled plan of one operation. Raises WizardError with what AWS said."""
        material = await self._workshop.material(request.provider_id)
        plan = mend_plan(mend, request, uuid4().hex)
        failures: list[RawFailure] = []

        def hear(fact: RunFact) -> None:
            if isinstance(fact, OperationChanged) and fact.failure is not None:
                failures.append(fact.failure)

        handle = self._workshop.runner.start(
            plan,
            tuple(operation(name) for name in plan.operations),
            lambda journal: self._workshop.context(request, material, journal),
            hear,
        )
        end = await handle.wait()
        if end is RunEnd.PAUSED:
            handle.stop()
            await handle.wait()
        if end is not RunEnd.DONE:
            raise WizardError(failures[-1] if failures else RawFailure(f"the mend {mend} ended {end.value}", "runner"))
