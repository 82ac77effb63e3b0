"""The catalogue for the event loop: files are read in a worker thread, once."""

import asyncio

from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import ProviderDefinition, ProviderSummary
from wizard.providers.template import Template


class AsyncCatalogue:
    """Gives providers without holding the loop; what was read is kept."""

    def __init__(self, catalogue: ProviderCatalogue) -> None:
        self._catalogue = catalogue
        self._definitions: dict[str, ProviderDefinition] = {}
        self._templates: dict[str, str] = {}
        self._icons: dict[str, bytes] = {}

    async def summaries(self) -> tuple[ProviderSummary, ...]:
        """Give what a list shows of every provider, by name. Raises ProviderError."""
        return await asyncio.to_thread(self._catalogue.summaries)

    async def icon(self, provider_id: str) -> bytes:
        """Give a provider's own icon, an SVG. Raises ProviderError where it has none."""
        if provider_id not in self._icons:
            self._icons[provider_id] = await asyncio.to_thread(self._catalogue.icon, provider_id)
        return self._icons[provider_id]

    async def definition(self, provider_id: str) -> ProviderDefinition:
        """Give one provider's checked definition. Raises ProviderError."""
        if provider_id not in self._definitions:
            self._definitions[provider_id] = await asyncio.to_thread(self._catalogue.load, provider_id)
        return self._definitions[provider_id]

    async def template_text(self, provider_id: str) -> str:
        """Give the CloudFormation template that a provider deploys. Raises ProviderError."""
        if provider_id not in self._templates:
            self._templates[provider_id] = await asyncio.to_thread(self._catalogue.template_text, provider_id)
        return self._templates[provider_id]

    async def code_text(self, provider_id: str) -> str:
        """Give the template of the code that a provider offers besides. Raises ProviderError where it has none."""
        return await asyncio.to_thread(self._catalogue.code_text, provider_id)

    async def policy_text(self, provider_id: str) -> str:
        """Give the IAM policy of a provider that reads by itself. Raises ProviderError where it has none."""
        return await asyncio.to_thread(self._catalogue.policy_text, provider_id)

    async def read_template(self, text: str) -> Template:
        """Understand any template. Raises TemplateError with a sentence where it is none."""
        return await asyncio.to_thread(_read, text)


def _read(text: str) -> Template:
    from wizard.providers.template_reader import read_template

    return read_template(text)
