"""What the role must be, from the request and the template that made it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from wizard.model.connection import ConnectRequest
from wizard.operations.parameters import setting_value
from wizard.operations.policy_documents import allowed_actions
from wizard.operations.role_check import RoleExpectations
from wizard.providers.definition import ProviderDefinition
from wizard.providers.markup import read_markup

_ROLE = "AWS::IAM::Role"


def promised_actions(template_body: str) -> tuple[str, ...]:
    """Give the actions that the roles of a template are allowed. Raises MarkupError where it cannot be read.

    Managed policies are not among them: their documents are at AWS, not in the template.
    """
    template = read_markup(template_body).value
    resources = template.get("Resources", {}) if isinstance(template, dict) else {}
    documents = [document for one in _mappings(resources) for document in _documents(one)]
    return tuple(dict.fromkeys(allowed_actions(documents)))


def _mappings(value: object) -> list[Mapping[str, Any]]:
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for one in entries if isinstance(one, dict)]


def _documents(resource: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    properties = resource.get("Properties", {})
    if resource.get("Type") != _ROLE or not isinstance(properties, dict):
        return []
    return [one["PolicyDocument"] for one in _mappings(properties.get("Policies")) if _plain(one.get("PolicyDocument"))]


def _plain(document: object) -> bool:
    """Whether a document's statements stand there as they are, without functions of CloudFormation."""
    return isinstance(document, dict) and isinstance(document.get("Statement"), list | dict)


async def expectations(
    request: ConnectRequest, provider: ProviderDefinition, template_body: str, *, active: bool = True
) -> RoleExpectations:
    """Give what the role of the management account must be. Raises MarkupError.

    active: False where the status is "inactive": then nobody may be trusted
    """
    return RoleExpectations(
        account_id=request.identity.management_account_id,
        partition=request.partition,
        role_name=request.names.role,
        principal=setting_value(request, provider, provider.trust.principal),
        external_id=setting_value(request, provider, provider.trust.external_id),
        active=active,
        actions=await asyncio.to_thread(promised_actions, template_body) if provider.chooses_accounts else (),
    )
