"""Calls that nobody has to be signed in for: those of a sign-in. For worker threads: everything here blocks."""

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from wizard.aws.errors import AwsError, CallSite, not_aws_reply, raw_failure
from wizard.aws.loading import sessions
from wizard.aws.replies import check_reply
from wizard.aws.sign_in import ClientSettings
from wizard.model.failure import WizardError

if TYPE_CHECKING:
    from botocore.client import BaseClient

Header = tuple[str, Callable[[str], str]]
"""A header's name, and what makes its value from the address that is called."""


class Unsigned:
    """The services of a sign-in: sso-oidc, sso, signin. It follows no profile, whatever AWS_PROFILE names."""

    def __init__(self, settings: ClientSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._clients: dict[tuple[str, str], BaseClient] = {}

    def perform(
        self,
        service: str,
        operation: str,
        parameters: Mapping[str, Any],
        region: str,
        header: Header | None = None,
    ) -> Mapping[str, Any]:
        """Make one call. Raises AwsError."""
        call = CallSite(service, operation, region)
        botocore = sessions()
        try:
            # A header belongs to one call: its client is not shared.
            client = self._client(service, region) if header is None else self._new_client(service, region)
            if header is not None:
                botocore.add_header(client, *header)
            reply: Mapping[str, Any] = botocore.method_of(client, operation)(**parameters)
        except KeyError as exception:
            raise not_aws_reply(str(exception), call) from exception
        except WizardError:
            raise
        except botocore.CALL_FAILURES as exception:
            raise AwsError(raw_failure(exception, call)) from exception
        modelled, has_output = botocore.output_keys(client, operation)
        check_reply(reply, call, modelled, has_output=has_output)
        return reply

    def address(self, service: str, operation: str, parameters: Mapping[str, Any], region: str) -> str:
        """Give the address that a call would go to, the operation's path left out. Raises AwsError."""
        botocore = sessions()
        try:
            return str(botocore.address_of(self._client(service, region), operation, parameters))
        except botocore.CALL_FAILURES as exception:
            raise AwsError(raw_failure(exception, CallSite(service, operation, region))) from exception

    def forget(self) -> None:
        """Read the configuration anew at the next call."""
        with self._lock:
            self._clients.clear()

    def close(self) -> None:
        """Close the connections."""
        for client in tuple(self._clients.values()):
            client.close()

    def _client(self, service: str, region: str) -> "BaseClient":
        with self._lock:
            if (service, region) not in self._clients:
                self._clients[service, region] = self._new_client(service, region)
            return self._clients[service, region]

    def _new_client(self, service: str, region: str) -> "BaseClient":
        session = sessions().open_session_without_profile(
            user_agent=self._settings.user_agent, workers=self._settings.workers
        )
        client: BaseClient = sessions().make_unsigned_client(session, service, region)
        return client
