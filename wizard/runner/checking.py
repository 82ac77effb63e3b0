"""Runs prerequisites and their mends."""

import logging
from dataclasses import replace

from wizard.model.check import CheckResult
from wizard.model.connection import ConnectRequest
from wizard.model.failure import WizardError
from wizard.operations.checks.already_connected import ADD_TO_LIST
from wizard.operations.checks.registry import run_check
from wizard.operations.checks.subject import CheckSubject
from wizard.runner.adoption import Adoption
from wizard.runner.mending import run_mend
from wizard.runner.workshop import Workshop
from wizard.store.reports import CheckRecord

_log = logging.getLogger(__name__)


async def keep_result(workshop: Workshop, connection_id: str, check_id: str, result: CheckResult) -> None:
    """Keep what a check found, for support; the check is not worse off where that cannot be written."""
    try:
        await workshop.store.checks.save(connection_id, check_id, CheckRecord(result, workshop.clock.now()))
    except WizardError:
        _log.exception("What the check %s found could not be kept", check_id)


class CheckDesk:
    """Checks one thing at a time, and mends what the person asks to be mended."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def run(self, check: str, request: ConnectRequest) -> CheckResult:
        """Run one check; what AWS refuses is part of the result."""
        workshop = self._workshop
        provider = await workshop.catalogue.definition(request.provider_id)
        subject = CheckSubject(
            access=workshop.factory.open(request.profile, request.region),
            request=request,
            provider=provider,
            find_connection=workshop.find_connection,
            clock=workshop.clock,
            secrets=await workshop.secrets.values(request.secrets),
            template_body=await workshop.catalogue.template_text(request.provider_id) if provider.template else "",
        )
        vendor = workshop.vendor(provider.id, request, subject.secrets)
        result = await run_check(check, replace(subject, vendor=vendor))
        await keep_result(workshop, request.connection_id, check, result)
        return result

    async def mend(self, mend: str, request: ConnectRequest) -> None:
        """Do one mend as a journaled plan of one operation; what changes the list alone needs no journal.

        Raises WizardError with what AWS said.
        """
        if mend == ADD_TO_LIST:
            await Adoption(self._workshop).add(request)
            return
        await run_mend(self._workshop, mend, request)
