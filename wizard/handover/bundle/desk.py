"""Makes support bundles: collected once, made as often as the choices change, saved when the person says so."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from wizard.handover.bundle.archive import save_bundle
from wizard.handover.bundle.collecting import Collector
from wizard.handover.bundle.contents import Contents
from wizard.handover.bundle.files import BundleFile, Choices, make_files
from wizard.handover.bundle.reading import OpenedBundle, read_bundle
from wizard.model.connection import ConnectRequest

Secrets = Callable[[ConnectRequest | None], Awaitable[Collection[str]]]


@dataclass(frozen=True, slots=True)
class Collected:
    """What a bundle is made of; `secrets` are those that this computer knows and that must be in no file."""

    contents: Contents
    secrets: Collection[str]


class BundleDesk:
    """Everything here is done off the Qt thread.

    secrets: gives all secrets that belong to a request, and those of the environment
    """

    def __init__(self, collector: Collector, secrets: Secrets) -> None:
        self._collector = collector
        self._secrets = secrets

    async def collect(self, connection_id: str) -> Collected:
        """Gather what there is of a connection. Raises WizardError."""
        contents = await self._collector.collect(connection_id)
        return Collected(contents, await self._secrets(contents.request))

    async def make(
        self, collected: Collected, choices: Choices, pictures: Sequence[bytes] = ()
    ) -> tuple[BundleFile, ...]:
        """Give the files as they will be saved. Raises WizardError where one would hold a secret."""
        return await asyncio.to_thread(make_files, collected.contents, choices, collected.secrets, pictures)

    async def save(self, path: Path, files: Sequence[BundleFile]) -> None:
        """Save them. Raises WizardError."""
        await asyncio.to_thread(save_bundle, path, files)

    async def open(self, path: Path) -> OpenedBundle:
        """Read a bundle that somebody sent. Raises WizardError."""
        return await asyncio.to_thread(read_bundle, path)
