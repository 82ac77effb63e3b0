"""The part of the first page that takes any other service's template."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from wizard.flow.ports import VendorTemplates
from wizard.model.failure import WizardError
from wizard.operations.vendor_templates import BroughtTemplate

T = TypeVar("T")


class ForeignTemplate:
    """Read a template, look at what was understood, give the service a name, and take it.

    link:    as typed
    name:    what the service is called, as typed
    brought: what was read; None until then
    as_stack_set: a StackSet deploys it to member accounts, instead of a stack in the management account
    problem: a sentence about what was wrong; empty where nothing is
    busy:    something is being read or kept
    """

    def __init__(self, templates: VendorTemplates, changed: Callable[[], None]) -> None:
        self._templates = templates
        self._changed = changed
        self.link = ""
        self.name = ""
        self.brought: BroughtTemplate | None = None
        self.as_stack_set = False
        self.problem = ""
        self.busy = False

    def type_link(self, text: str) -> None:
        """Take what is typed or pasted; nothing is asked yet."""
        self.link = text
        self._changed()

    def type_name(self, text: str) -> None:
        """Take what the service is called."""
        self.name = text
        self._changed()

    def deploy_as(self, how: str) -> None:
        """Choose "stack" or "stack-set"."""
        self.as_stack_set = how == "stack-set"
        self._changed()

    async def read_file(self, path: Path) -> None:
        """Read a file that was chosen or dropped."""
        await self._read(self._templates.of_file(path))

    async def read_link(self) -> None:
        """Read what the link names."""
        await self._read(self._templates.of_link(self.link))

    @property
    def ready(self) -> bool:
        """True where a template is read and has a name."""
        return self.brought is not None and bool(self.name.strip()) and not self.busy

    async def take(self) -> str:
        """Keep the template; give the provider's ID, empty where that did not work."""
        if self.brought is None:
            return ""
        try:
            provider_id = await self._doing(
                self._templates.keep(self.brought, self.name.strip(), as_stack_set=self.as_stack_set)
            )
        except WizardError as error:
            self.problem = error.failure.text
            self._changed()
            return ""
        self.brought, self.link, self.name = None, "", ""
        self._changed()
        return provider_id

    async def _read(self, reading: Awaitable[BroughtTemplate]) -> None:
        self.brought, self.problem, self.as_stack_set = None, "", False
        try:
            self.brought = await self._doing(reading)
        except WizardError as error:
            self.problem = error.failure.text
        else:
            self.name = self.brought.suggested
        self._changed()

    async def _doing(self, work: Awaitable[T]) -> T:
        self.busy = True
        self._changed()
        try:
            return await work
        finally:
            self.busy = False
