"""Removes what a connection made, as the Deploy page asks for it."""

from wizard.model.plan import RunKind
from wizard.runner.work import Work
from wizard.runner.works import Works


class StartingOver:
    """Begins runs that remove, to begin anew."""

    def __init__(self, works: Works) -> None:
        self._works = works

    async def start_over(self, connection_id: str) -> Work:
        """Begin to remove all that a connection made. Raises WizardError where its organization has a run already."""
        return await self._works.begin(RunKind.START_OVER, connection_id)
