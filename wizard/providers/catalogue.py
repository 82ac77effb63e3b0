"""The providers that the program knows: each folder under `resources/providers/` is one."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from wizard.providers.definition import ProviderDefinition, ProviderSummary
from wizard.providers.loading import ProviderError, read_definition, read_summary
from wizard.resources import resource

_FILE = "provider.yaml"


class ProviderCatalogue:
    """Finds and reads providers. Every method reads files: not to be called on the Qt thread.

    extra: one more folder of providers; what stands there comes before what the program brings
    """

    def __init__(self, extra: Path | None = None) -> None:
        self._roots: tuple[Traversable, ...] = (*((extra,) if extra else ()), resource("providers"))

    def ids(self) -> tuple[str, ...]:
        """Give the ID of every provider, sorted."""
        return tuple(sorted({folder.name for folder in self._folders()}))

    def summaries(self) -> tuple[ProviderSummary, ...]:
        """Give what a list shows of every provider, in its order. Raises ProviderError.

        A definition that another one names for its accounts is no provider of its own.
        """
        found = [read_summary(*self._definition_file(provider_id)) for provider_id in self.ids()]
        parts = {one.account for one in found}
        listed = (one for one in found if one.id not in parts)
        return tuple(sorted(listed, key=lambda one: (one.rank, one.name.casefold())))

    def load(self, provider_id: str) -> ProviderDefinition:
        """Give one provider's checked definition. Raises ProviderError."""
        text, file = self._definition_file(provider_id)
        definition = read_definition(text, file)
        if definition.id != provider_id:
            raise ProviderError((f"{file}: the ID is {definition.id}, but the folder is called {provider_id}.",))
        return definition

    def template_text(self, provider_id: str) -> str:
        """Give the text of the provider's own template. Raises ProviderError where it has none."""
        return self._file(provider_id, self.load(provider_id).template).read_text(encoding="utf-8")

    def code_text(self, provider_id: str) -> str:
        """Give the text of the provider's code template. Raises ProviderError where it has none."""
        code = self.load(provider_id).handover.code
        return self._file(provider_id, code.template if code else "").read_text(encoding="utf-8")

    def policy_text(self, provider_id: str) -> str:
        """Give the IAM policy of a provider that reads by itself. Raises ProviderError where it has none."""
        policy = self.load(provider_id).policy
        return self._file(provider_id, policy.file if policy else "").read_text(encoding="utf-8")

    def icon(self, provider_id: str) -> bytes:
        """Give the provider's icon, an SVG. Raises ProviderError where it has none."""
        return self._file(provider_id, read_summary(*self._definition_file(provider_id)).icon).read_bytes()

    def _folders(self) -> Iterator[Traversable]:
        for root in self._roots:
            if root.is_dir():
                yield from (folder for folder in root.iterdir() if folder.joinpath(_FILE).is_file())

    def _definition_file(self, provider_id: str) -> tuple[str, str]:
        """Give the text of a definition, and what to call the file."""
        return self._file(provider_id, _FILE).read_text(encoding="utf-8"), f"{provider_id}/{_FILE}"

    def _file(self, provider_id: str, name: str) -> Traversable:
        folder = next((one for one in self._folders() if one.name == provider_id), None)
        if folder is None:
            raise ProviderError((f"There is no provider {provider_id}.",))
        file = folder.joinpath(name) if name else folder
        if not file.is_file():
            raise ProviderError((f"The provider {provider_id} has no file {name or 'of that kind'}.",))
        return file


def provider_ids() -> tuple[str, ...]:
    """Give the ID of every provider that the program brings, sorted."""
    return ProviderCatalogue().ids()


def list_providers() -> tuple[ProviderSummary, ...]:
    """Give what a list shows of every provider that the program brings, by name. Raises ProviderError."""
    return ProviderCatalogue().summaries()


def load_provider(provider_id: str) -> ProviderDefinition:
    """Give the checked definition of a provider that the program brings. Raises ProviderError."""
    return ProviderCatalogue().load(provider_id)
