"""Templates that somebody brings, from memory."""

import asyncio
from pathlib import Path

from tests.unit.flow.data import failed
from wizard.operations.vendor_templates import BroughtTemplate
from wizard.providers.definition import ProviderSummary, Scope
from wizard.providers.template import TemplateError
from wizard.providers.template_link import read_link
from wizard.providers.template_reader import read_template

TEMPLATE = """\
Description: Lets Acme Audit read how your accounts are set up, and tells you what is open to the world.
Parameters:
  OrganizationalUnitId: {Type: String}
  ApiToken: {Type: String}
  BucketName: {Type: String, Default: <BUCKET_PLACEHOLDER>, AllowedPattern: '[a-z&&[^q]]++'}
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: AcmeAudit}}
  Members: {Type: AWS::CloudFormation::StackSet, Properties: {StackSetName: acme-audit-members}}
"""


class FakeVendorTemplates:
    """Reads `text` whatever is brought, and adds what is kept to `listed`; `error` refuses to keep.

    gate: reading waits for it where it is set
    """

    def __init__(self, listed: list[ProviderSummary]) -> None:
        self.text = TEMPLATE
        self.error = ""
        self.gate: asyncio.Event | None = None
        self.kept: list[tuple[str, str]] = []
        self._listed = listed

    async def of_file(self, path: Path) -> BroughtTemplate:
        return await self._brought(path.name)

    async def of_link(self, link: str) -> BroughtTemplate:
        return await self._brought(read_link(link).address.shown)

    async def keep(self, brought: BroughtTemplate, name: str, *, as_stack_set: bool = False) -> str:
        del as_stack_set
        if self.error:
            raise failed(self.error)
        self.kept.append((name, brought.text))
        self._listed.append(ProviderSummary("vendor-acme", name, "Reads.", (Scope.ORGANIZATION,)))
        return "vendor-acme"

    async def _brought(self, source: str) -> BroughtTemplate:
        if self.gate is not None:
            await self.gate.wait()
        if source.endswith(".zip"):
            raise TemplateError("This is a ZIP archive: unpack it.")
        left_out = ("ApiToken",) if source.startswith("https") else ()
        return BroughtTemplate(self.text, read_template(self.text), source, "Acme audit", left_out=left_out)
