"""Puts what the pages collected together into one request."""

from wizard.flow.answers import Answers
from wizard.model.connection import ConnectRequest
from wizard.providers.definition import ProviderDefinition


def connect_request(answers: Answers, definition: ProviderDefinition) -> ConnectRequest:
    """Give the request of complete answers. Raises ValueError where a step up to Settings is missing."""
    sign_in, organization, settings = answers.sign_in, answers.organization, answers.settings
    if sign_in is None or organization is None or settings is None:
        raise ValueError("the answers up to the settings are needed")
    center = organization.center
    return ConnectRequest(
        connection_id=organization.connection_id,
        provider_id=definition.id,
        profile=sign_in.profile,
        region=center.region if center else settings.region,
        partition=answers.partition,
        identity=organization.identity,
        selection=organization.selection,
        targets=organization.targets,
        names=definition.connection_names(settings.values),
        settings={**settings.values, **(center.values if center else {})},
        secrets=settings.secrets,
        account_names=organization.account_names,
    )
