"""Connects an organization, as the Deploy page asks for it."""

from wizard.model.connection import ConnectRequest
from wizard.model.plan import RunKind
from wizard.runner.work import Work
from wizard.runner.works import Works


class Connecting:
    """Starts runs that connect, and finds them again."""

    def __init__(self, works: Works) -> None:
        self._works = works

    async def start(self, request: ConnectRequest) -> Work:
        """Write the row, then begin: a process that is killed leaves a row that says so. Raises WizardError."""
        return await self._works.begin(RunKind.CONNECT, request.connection_id, request)

    def attach(self, connection_id: str) -> Work | None:
        """Give the run that connects, or tried to: on its way, resting, or over. None where nobody knows of one."""
        work = self._works.of(connection_id)
        return work if work is not None and work.kind is RunKind.CONNECT else None
