"""Keeps the templates that somebody brought, each as a provider's folder, so that they are there after a restart."""

import os
import shutil
import tempfile
from pathlib import Path

from wizard.model.failure import RawFailure, WizardError
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.from_template.definition import VendorTemplate, definition_text
from wizard.providers.loading import read_definition
from wizard.providers.template_reader import read_template

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#7F8A99" stroke-width="1.75">'
    '<path d="M6.5 3h7.5l4 4v14h-11.5z"/><path d="M14 3v4h4"/><path d="M9.5 12h5M9.5 16h5"/></svg>\n'
)


class TemplateShelf:
    """One folder for each template, under `folder`. Its methods read and write files: not for the Qt thread.

    Values are never in it, but for what a link suggests and is no secret.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, vendor: VendorTemplate) -> str:
        """Write a provider's folder, whole or not at all; give its ID. Raises WizardError.

        The same template under the same name takes the place of the earlier one.
        """
        definition = definition_text(vendor, read_template(vendor.text))
        read_definition(definition, vendor.name)
        files = {"provider.yaml": definition, "template.yaml": vendor.text, "icon.svg": _ICON}
        try:
            self._write(vendor.provider_id, files)
        except OSError as error:
            text = f"The template could not be kept in {self._folder}: {error.strerror or error}."
            raise WizardError(RawFailure(text, surface="file", code="NotKept")) from error
        return vendor.provider_id

    def _write(self, provider_id: str, files: dict[str, str]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        making = Path(tempfile.mkdtemp(prefix="making-", dir=self._folder.parent))
        try:
            for name, text in files.items():
                making.joinpath(name).write_bytes(text.encode("utf-8"))
            there = self._folder / provider_id
            if there.exists():
                shutil.rmtree(there)
            os.replace(making, there)  # noqa: PTH105 - Path.replace does not take folders everywhere
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def catalogue(self) -> ProviderCatalogue:
        """Give the providers of the program, and those that are kept here."""
        return ProviderCatalogue(self._folder)
