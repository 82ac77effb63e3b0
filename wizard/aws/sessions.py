"""botocore itself: sessions and clients. Loads it, so nothing imports this module but a worker thread's first call."""

import os
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from botocore import UNSIGNED, xform_name
from botocore.awsrequest import AWSPreparedRequest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.credentials import (
    AssumeRoleProvider,
    CredentialProvider,
    CredentialResolver,
    RefreshableCredentials,
    create_credential_resolver,
)
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from botocore.loaders import create_loader
from botocore.parsers import ResponseParserError
from botocore.session import Session

from wizard.aws.errors import AwsError
from wizard.aws.processes import CredentialProgram
from wizard.aws.shared_session import SharedSession, share_files
from wizard.model.access_key import AccessKey
from wizard.model.failure import RawFailure

CALL_FAILURES = (BotoCoreError, ClientError, ResponseParserError, OSError, RuntimeError, ValueError, EOFError)
"""What a call that is given correct parameters can raise; KeyError besides, where a reply is not AWS's (R46)."""

_CONNECT_SECONDS = 5
_READ_SECONDS = 20
_ATTEMPTS = 5
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})

_REGIONLESS = frozenset({"account", "iam", "organizations", "sts"})
"""Services that answer the same everywhere in a partition: they can be asked without a configured region."""
_REGION_OF_THE_REGIONLESS = "us-east-1"

_LOADER = create_loader(os.environ.get("AWS_DATA_PATH"))
"""Reads botocore's data once for all sessions; it is made for that, and 500 profiles would read it 500 times."""

Lease = Callable[[], Mapping[str, Any]]
"""Gets `Credentials` of an AssumeRole reply, anew each time it is called."""


def open_session(profile: str, region: str, *, user_agent: str, workers: int, ask_mfa: Callable[[str], str]) -> Session:
    """Open a session of a profile, or of the environment where it is empty. botocore resolves all else itself.

    region: where a role that the profile names is assumed; empty means the configured one
    """
    session = SharedSession(profile=profile or None)
    _prepare(session, user_agent, workers)
    resolver = create_credential_resolver(session, region_name=_chosen_region(session, "sts", region))
    _keep_off_the_terminal(resolver, ask_mfa)
    share_files(resolver)
    session.register_component("credential_provider", resolver)
    return session


def open_session_without_profile(*, user_agent: str, workers: int) -> Session:
    """Open a session that has no profile and no credentials, whatever the environment names.

    Endpoints, proxies and CA bundles are resolved as ever; where the config file cannot be read, without it.
    """
    session = SharedSession(session_vars={"profile": (None, None, None, None)})
    try:
        session.full_config  # noqa: B018 - reads the file
    except BotoCoreError:
        session.set_config_variable("config_file", os.devnull)
    _prepare(session, user_agent, workers)
    session.register_component("credential_provider", CredentialResolver([]))
    return session


def hold_key(session: Session, key: AccessKey) -> None:
    """Make a session work with an access key."""
    token = key.session_token or None
    session.set_credentials(key.access_key_id, key.secret_access_key, token)


def make_unsigned_client(session: Session, service: str, region: str) -> BaseClient:
    """Make a client whose calls are not signed, as those of a sign-in are."""
    config = Config(signature_version=UNSIGNED)
    client: BaseClient = session.create_client(service, region_name=region, config=config)
    return client


def lease_credentials(session: Session, lease: Lease) -> None:
    """Make a session work with the credentials of an assumed role, renewed by `lease` before they expire."""
    session.register_component("credential_provider", CredentialResolver([_LeaseProvider(lease)]))


def make_client(session: Session, service: str, region: str) -> BaseClient:
    """Make a client; `region` empty means the configured one."""
    client: BaseClient = session.create_client(service, region_name=_chosen_region(session, service, region))
    return client


def add_header(client: BaseClient, name: str, value: Callable[[str], str]) -> None:
    """Send a header with every call of a client; `value` makes it from the address that is called."""

    def add(params: dict[str, Any], **_: Any) -> None:
        params["headers"][name] = value(params["url"])

    client.meta.events.register("before-call", add)


def address_of(client: BaseClient, operation: str, parameters: Mapping[str, Any]) -> str:
    """Give the address that a call of an unsigned client goes to, the operation's path left out."""
    address: str = getattr(client, "generate_presigned_url")(xform_name(operation), Params=parameters)  # noqa: B009 - the stubs lack it
    url = urlsplit(address)
    path = client.meta.service_model.operation_model(operation).http["requestUri"]
    return f"{url.scheme}://{url.netloc}{url.path.removesuffix(path)}"


def load_credentials(session: Session) -> Any:
    """Load the session's credentials so far that a call can be signed; may run programs, ask STS, or ask for MFA."""
    credentials = session.get_credentials()
    if credentials is None:
        raise NoCredentialsError
    credentials.get_frozen_credentials()
    return credentials


def method_of(client: BaseClient, operation: str) -> Callable[..., Mapping[str, Any]]:
    """Give the method that calls an operation, which is named as AWS names it."""
    method: Callable[..., Mapping[str, Any]] = getattr(client, xform_name(operation))
    return method


def output_keys(client: BaseClient, operation: str) -> tuple[tuple[str, ...], bool]:
    """Give the keys that the model says are always in a reply, and whether it names any key at all."""
    shape = client.meta.service_model.operation_model(operation).output_shape
    if shape is None:
        return (), False
    return tuple(getattr(shape, "required_members", ())), bool(getattr(shape, "members", {}))


def _prepare(session: Session, user_agent: str, workers: int) -> None:
    session.register_component("data_loader", _LOADER)
    session.set_default_client_config(
        Config(
            retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            user_agent_extra=user_agent,
            max_pool_connections=workers,
        )
    )
    session.register("before-send", _refuse_plain_http)


def _keep_off_the_terminal(resolver: CredentialResolver, ask_mfa: Callable[[str], str]) -> None:
    """Let neither botocore nor a profile's program ask on a terminal (R47).

    What is set is private to botocore, which has no other way: it hands none of it through.
    """
    role = resolver.get_provider("assume-role")
    if isinstance(role, AssumeRoleProvider):
        setattr(role, "_prompter", ask_mfa)  # noqa: B010 - see above
        builder = getattr(role, "_profile_provider_builder")  # noqa: B009 - see above
        make = builder._create_process_provider  # noqa: SLF001 - see above
        builder._create_process_provider = lambda name: _off_the_terminal(make(name))  # noqa: SLF001 - see above
    _off_the_terminal(resolver.get_provider("custom-process"))


def _off_the_terminal(provider: CredentialProvider) -> CredentialProvider:
    setattr(provider, "_popen", CredentialProgram)  # noqa: B010 - see above
    return provider


def _chosen_region(session: Session, service: str, region: str) -> str | None:
    """Choose the region asked for, else the configured one, else one where that does not matter."""
    fallback = _REGION_OF_THE_REGIONLESS if service in _REGIONLESS else None
    return region or session.get_config_variable("region") or fallback


class _LeaseProvider(CredentialProvider):
    METHOD = "assume-role"

    def __init__(self, lease: Lease) -> None:
        super().__init__()
        self._lease = lease

    def load(self) -> RefreshableCredentials:
        return RefreshableCredentials.create_from_metadata(
            metadata=self._metadata(), refresh_using=self._metadata, method=self.METHOD
        )

    def _metadata(self) -> dict[str, str]:
        credentials = self._lease()
        return {
            "access_key": credentials["AccessKeyId"],
            "secret_key": credentials["SecretAccessKey"],
            "token": credentials["SessionToken"],
            "expiry_time": credentials["Expiration"].isoformat(),
        }


def _refuse_plain_http(**event: Any) -> None:
    request: AWSPreparedRequest = event["request"]
    url = urlsplit(request.url)
    if url.scheme == "https" or url.hostname in _LOOPBACK:
        return
    raise AwsError(
        RawFailure(
            text=(
                f"The endpoint {url.scheme}://{url.netloc} is not encrypted, so nothing was sent to it. Plain http is "
                "allowed to this computer alone: change AWS_ENDPOINT_URL or endpoint_url to an https address."
            ),
            surface="configuration",
            code="InsecureEndpoint",
        )
    )
