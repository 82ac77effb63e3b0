"""Where AWS's services answer, for a profile and a region, as botocore resolves it."""

import asyncio
from collections.abc import Sequence

from wizard.aws.errors import AwsError, raw_failure
from wizard.model.reach import ServiceAddress


async def service_addresses(profile: str, region: str, services: Sequence[str]) -> tuple[ServiceAddress, ...]:
    """Give the address of each service (botocore's names), and the certificates file that is set for it.

    Configured endpoints count (AWS_ENDPOINT_URL, endpoint_url); no network and no credentials are needed. Raises
    AwsError where the profile does not exist, a file cannot be read, or an endpoint is none.
    """
    return await asyncio.to_thread(_addresses, profile, region, tuple(services))


def _addresses(profile: str, region: str, services: tuple[str, ...]) -> tuple[ServiceAddress, ...]:
    # Loads botocore: in a worker thread, on first use.
    from botocore import UNSIGNED
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError
    from botocore.session import Session

    try:
        session = Session(profile=profile or None)
        ca_bundle = session.get_config_variable("ca_bundle") or ""
        config = Config(signature_version=UNSIGNED)
        clients = [session.create_client(one, region_name=region or None, config=config) for one in services]
    except (BotoCoreError, OSError, ValueError) as exception:
        raise AwsError(raw_failure(exception)) from exception
    urls = [str(client.meta.endpoint_url) for client in clients]
    return tuple(ServiceAddress(service, url, str(ca_bundle)) for service, url in zip(services, urls, strict=True))
