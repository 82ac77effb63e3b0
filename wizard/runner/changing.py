"""Changes what is connected: previews it, and begins the run, as the pages of the window ask for it."""

from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.plan import RunKind
from wizard.model.planned_change import StackPreview
from wizard.operations.change_preview import ChangePreview
from wizard.operations.stack_set_preview import preview_stack_sets
from wizard.runner.work import Work
from wizard.runner.works import Works
from wizard.runner.workshop import Workshop


class ChangeDesk:
    """Previews changes, and begins them."""

    def __init__(self, workshop: Workshop, works: Works) -> None:
        self._workshop = workshop
        self._works = works

    async def preview(self, request: ConnectRequest) -> StackPreview:
        """Ask AWS what would change; nothing is left behind. Raises WizardError."""
        material = await self._workshop.material(request.provider_id, request.secrets)
        access = self._workshop.factory.open(request.profile, request.region)
        if not material.provider.by_stack:
            return await preview_stack_sets(access, material.provider, request, material.secrets)
        preview = ChangePreview(
            access, material.provider, material.template_body, material.capabilities, self._workshop.clock
        )
        return await preview.of(request, material.secrets)

    async def start(self, request: ConnectRequest) -> Work:
        """Begin the change.

        Raises WizardError where the organization has a run already, and for a choice without any account: that would
        be a disconnection, which has its own way.
        """
        if not request.targets.connected and await self._chooses(request):
            text = "The change names no account at all, so nothing was begun."
            raise WizardError(RawFailure(text, "runner", code="NothingChosen"))
        return await self._works.begin(RunKind.CHANGE, request.connection_id, request)

    async def _chooses(self, request: ConnectRequest) -> bool:
        """Whether the person, and not the template, says which accounts are reached."""
        provider = await self._workshop.catalogue.definition(request.provider_id)
        return provider.chooses_accounts and not request.identity.is_account

    def attach(self, connection_id: str) -> Work | None:
        """Give the change of a connection that is on its way, rests, or is over; None where there is none."""
        work = self._works.of(connection_id)
        return work if work is not None and work.kind is RunKind.CHANGE else None
