"""The row of a connection that was not in the list."""

from datetime import datetime

from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status
from wizard.providers.definition import ProviderDefinition


def new_row(request: ConnectRequest, provider: ProviderDefinition, created_at: datetime) -> Connection:
    """Give the row of what a person asked for: connecting, with nothing verified yet. `created_at`: UTC."""
    return Connection(
        connection_id=request.connection_id,
        provider_id=request.provider_id,
        provider_name=provider.name,
        identity=request.identity,
        profile=request.profile,
        region=request.region,
        partition=request.partition,
        phase=Phase.CONNECTING,
        status=Status.UNKNOWN,
        names=request.names,
        selection=request.selection,
        settings=request.settings,
        role_arn="",
        health=Health(),
        created_at=created_at,
        status_at_aws=provider.status is not None,
    )
