"""Takes templates that somebody brings, a file or a link, and keeps them as providers."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wizard.operations.template_source import TemplateSource
from wizard.providers.from_template.definition import VendorTemplate
from wizard.providers.from_template.shelf import TemplateShelf
from wizard.providers.from_template.stack_set import can_be_stack_set
from wizard.providers.markup import MAX_BYTES
from wizard.providers.template import Template, TemplateError
from wizard.providers.template_bytes import template_text
from wizard.providers.template_link import TemplateLink, read_link
from wizard.providers.template_reader import read_template

_MOST = MAX_BYTES * 4 + 1


@dataclass(frozen=True, slots=True)
class BroughtTemplate:
    """A template that was read and is not kept yet.

    source:     a file's name, or an address without its signature
    suggested:  what the service may be called
    stack_name, region: what a link suggests; empty where it suggests none
    values:     what a link suggests, by parameter; secrets are left out
    left_out:   parameters whose value the link holds, and that are secret: nothing of it is kept
    """

    text: str = field(repr=False)
    template: Template
    source: str
    suggested: str
    stack_name: str = ""
    region: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    left_out: tuple[str, ...] = ()

    @property
    def can_be_stack_set(self) -> bool:
        """Whether there is a choice between a stack and a StackSet."""
        return can_be_stack_set(self.template)


class VendorTemplates:
    """Reads templates, and keeps them. Nothing here holds the event loop. Everything raises WizardError."""

    def __init__(self, source: TemplateSource, shelf: TemplateShelf) -> None:
        self._source = source
        self._shelf = shelf

    async def of_file(self, path: Path) -> BroughtTemplate:
        """Read a file."""
        return await asyncio.to_thread(_of_file, path)

    async def of_link(self, link: str) -> BroughtTemplate:
        """Read the template that an address in S3, or a quick-create link, names."""
        understood = read_link(link)
        data = await self._source.read(understood.address)
        return await asyncio.to_thread(_of_link, understood, data)

    async def keep(self, brought: BroughtTemplate, name: str, *, as_stack_set: bool = False) -> str:
        """Keep a template as a provider under a name; give the provider's ID.

        as_stack_set: it is deployed by a StackSet to the member accounts that are chosen, instead of a stack
        """
        vendor = VendorTemplate(
            name,
            brought.text,
            brought.source,
            brought.stack_name,
            brought.region,
            as_stack_set=as_stack_set,
            values=brought.values,
        )
        return await asyncio.to_thread(self._shelf.keep, vendor)


def _of_file(path: Path) -> BroughtTemplate:
    try:
        if not path.is_file():  # a pipe or a device could keep one waiting for ever
            raise TemplateError(f"{path.name} is not a file. Choose the template itself.")
        with path.open("rb") as file:
            data = file.read(_MOST)
    except OSError as error:
        raise TemplateError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    text = template_text(data)
    return BroughtTemplate(text, read_template(text), path.name, _name_of(path.stem))


def _of_link(link: TemplateLink, data: bytes) -> BroughtTemplate:
    text = template_text(data)
    template = read_template(text)
    known = template.parameters
    return BroughtTemplate(
        text=text,
        template=template,
        source=link.address.shown,
        suggested=_name_of(link.stack_name or link.address.key.rpartition("/")[2].rpartition(".")[0]),
        stack_name=link.stack_name,
        region=link.region,
        values={name: value for name, value in link.values.items() if name in known and not known[name].secret},
        left_out=tuple(name for name in link.values if name in known and known[name].secret),
    )


def _name_of(stem: str) -> str:
    """Give a name that people can read: `acme-role_v2` is Acme role v2."""
    words = " ".join(stem.replace("-", " ").replace("_", " ").replace(".", " ").split())
    return words[:1].upper() + words[1:60]
