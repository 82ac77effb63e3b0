"""The role of the EC2 instance that the program runs on. Loads botocore: imported in worker threads alone."""

from collections.abc import Mapping

from botocore.exceptions import BotoCoreError
from botocore.session import Session
from botocore.utils import InstanceMetadataFetcher, resolve_imds_endpoint_mode

from wizard.model.profile import About, Profile, ProfileKind

_SECONDS = 1
"""On an instance the answer takes a few milliseconds; elsewhere none comes."""


def role(environment: Mapping[str, str]) -> Profile | None:
    """Ask the instance's metadata service; None where there is none, none is attached, or it is turned off."""
    session = Session()
    try:
        config = {
            "ec2_metadata_service_endpoint": session.get_config_variable("ec2_metadata_service_endpoint"),
            "ec2_metadata_service_endpoint_mode": resolve_imds_endpoint_mode(session),
            "ec2_metadata_v1_disabled": session.get_config_variable("ec2_metadata_v1_disabled"),
        }
        fetcher = InstanceMetadataFetcher(timeout=_SECONDS, num_attempts=1, env=environment, config=config)
        found = fetcher.retrieve_iam_role_credentials()
    except (BotoCoreError, OSError, ValueError):
        return None
    name = found.get("role_name")
    return Profile("", ProfileKind.INSTANCE, about=About(role_name=str(name))) if name else None
