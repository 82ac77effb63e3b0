"""Looks at Resource Explorer across an organization, and mends what the person asks to be mended."""

from wizard.model.explorer import Exploration
from wizard.operations.explorer_reader import ExplorerReader, OnProgress
from wizard.runner.mending import run_mend
from wizard.runner.renewal import row_gone
from wizard.runner.workshop import Workshop


class ExplorerDesk:
    """What the window of Resource Explorer asks for."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def explore(self, profile: str, region: str, partition: str, on_progress: OnProgress) -> Exploration:
        """Read the organization, every index, and the view over all of it. Raises WizardError."""
        return await ExplorerReader(self._workshop.factory).explore(profile, region, partition, on_progress)

    async def mend(self, connection_id: str, mend: str) -> None:
        """Do one mend as a journaled plan of one operation. Raises WizardError with what AWS said."""
        request = await self._workshop.store.requests.find(connection_id)
        if request is None:
            raise row_gone()
        await run_mend(self._workshop, mend, request)
