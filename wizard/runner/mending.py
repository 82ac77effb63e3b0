"""Does one mend that the person pressed."""

from uuid import uuid4

from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import OperationChanged, RunEnd
from wizard.operations.mends import mend_plan
from wizard.runner.facts import RunFact
from wizard.runner.workshop import Workshop


async def run_mend(workshop: Workshop, mend: str, request: ConnectRequest) -> None:
    """Do one mend as a journaled plan of one operation. Raises WizardError with what AWS said."""
    material = await workshop.material(request.provider_id, request.secrets)
    plan = mend_plan(mend, request, uuid4().hex)
    failures: list[RawFailure] = []

    def hear(fact: RunFact) -> None:
        if isinstance(fact, OperationChanged) and fact.failure is not None:
            failures.append(fact.failure)

    handle = workshop.runner.start(
        plan,
        workshop.operations(plan),
        lambda journal: workshop.context(request, material, journal),
        hear,
    )
    end = await handle.wait()
    if end is RunEnd.PAUSED:
        handle.stop()
        await handle.wait()
    if end is not RunEnd.DONE:
        raise WizardError(failures[-1] if failures else RawFailure(f"the mend {mend} ended {end.value}", "runner"))
