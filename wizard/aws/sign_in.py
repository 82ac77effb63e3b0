"""One set of credentials, and the calls that are made with it. For worker threads: everything here blocks."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from wizard.aws.errors import AwsError, CallSite, NotAwsReply, not_aws_reply, raw_failure
from wizard.aws.replies import check_reply
from wizard.aws.trust import trust_the_system
from wizard.model.failure import RawFailure, WizardError
from wizard.model.ports import MfaPrompt

if TYPE_CHECKING:
    from types import ModuleType

    from botocore.client import BaseClient
    from botocore.session import Session

_STALE = frozenset(
    {
        "AuthFailure",
        "ExpiredToken",
        "ExpiredTokenException",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "RequestExpired",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    }
)
"""Refusals after which the credentials are read again: the person may have signed in meanwhile."""

_MFA_ENDED = "RefreshWithMFAUnsupportedError"
"""botocore asks for a code once in the life of a session. Nothing was sent then: a new session asks again."""


def _sessions() -> "ModuleType":
    """Load botocore, which takes a third of a second: here, in a worker thread, and not when the program starts."""
    trust_the_system()
    from wizard.aws import sessions

    return sessions


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What all clients share.

    user_agent: what AWS sees, besides botocore's own
    workers:    how many calls can run at once
    mfa:        asks for MFA codes; None where there is nobody to ask
    """

    user_agent: str
    workers: int
    mfa: MfaPrompt | None


class SignIn:
    """The credentials of one profile, or of a role assumed from it.

    profile:    empty for the environment's credentials
    settings:   what all clients share
    account_id: whose credentials they are, once that is known
    lease:      gets the credentials of an assumed role; None for the profile's own
    """

    def __init__(
        self,
        profile: str,
        settings: ClientSettings,
        *,
        lease: Callable[[], Mapping[str, Any]] | None = None,
        account_id: str = "",
    ) -> None:
        self.profile = profile
        self.account_id = account_id
        self.settings = settings
        self._lease = lease
        self._lock = threading.RLock()  # sessions are not thread-safe, clients are
        self._stale = False
        self._session: Session | None = None
        self._clients: dict[tuple[str, str], BaseClient] = {}

    def perform(self, service: str, operation: str, parameters: Mapping[str, Any], region: str) -> Mapping[str, Any]:
        """Make one call. Raises AwsError, or the MfaPrompt's WizardError."""
        try:
            return self._perform(service, operation, parameters, region)
        except AwsError as error:
            if error.code != _MFA_ENDED:
                raise
        self.forget()
        return self._perform(service, operation, parameters, region)

    def _perform(self, service: str, operation: str, parameters: Mapping[str, Any], region: str) -> Mapping[str, Any]:
        client = self._ready_client(CallSite(service, operation, region, self.account_id))
        call = CallSite(service, operation, client.meta.region_name or region, self.account_id)
        botocore = _sessions()
        method = botocore.method_of(client, operation)
        try:
            reply: Mapping[str, Any] = method(**parameters)
        except KeyError as exception:
            raise not_aws_reply(str(exception), call) from exception
        except botocore.CALL_FAILURES as exception:
            raise self._failed(exception, call) from exception
        modelled, has_output = botocore.output_keys(client, operation)
        check_reply(reply, call, modelled, has_output=has_output)
        if operation == "GetCallerIdentity":
            self.account_id = reply["Account"]
        return reply

    def expires_at(self, region: str) -> datetime | None:
        """Give when the credentials end, UTC; None for those that do not, or do not say."""
        self._ready_client(CallSite("sts", "GetCallerIdentity", region, self.account_id))
        with self._lock:
            credentials = self._session.get_credentials() if self._session else None
        moment = getattr(credentials, "_expiry_time", None)
        return moment.astimezone(UTC) if isinstance(moment, datetime) else None

    def forget(self) -> None:
        """Read configuration and credentials anew at the next call; never waits, so any thread may ask for it."""
        self._stale = True

    def close(self) -> None:
        """Close the connections, without the lock: whoever holds it may be waiting for a program or a person.

        A call that is under way ends with an error that nobody reads.
        """
        for client in tuple(self._clients.values()):
            client.close()

    def _ready_client(self, call: CallSite) -> "BaseClient":
        """Give a client whose credentials are loaded: what fails until here is the sign-in, and not the call."""
        try:
            with self._lock:
                return self._client(call)
        except WizardError:
            self.forget()
            raise
        except Exception as exception:  # credential loading raises nearly anything (R47)
            self.forget()
            raise AwsError(raw_failure(exception, call)) from exception

    def _client(self, call: CallSite) -> "BaseClient":
        session = self._open(call.region)
        key = (call.service, call.region)
        if key not in self._clients:
            self._clients[key] = _sessions().make_client(session, call.service, call.region)
        _sessions().load_credentials(session)
        return self._clients[key]

    def _open(self, region: str) -> "Session":
        if self._stale:
            self._stale = False
            self._session = None
            self._clients.clear()
        if self._session is None:
            session: Session = _sessions().open_session(
                self.profile,
                region,
                user_agent=self.settings.user_agent,
                workers=self.settings.workers,
                ask_mfa=self._ask_mfa,
            )
            if self._lease is not None:
                _sessions().lease_credentials(session, self._lease)
            self._session = session
        return self._session

    def _failed(self, exception: Exception, call: CallSite) -> AwsError:
        failure = raw_failure(exception, call)
        if failure.code in _STALE:
            self.forget()
        kind = NotAwsReply if failure.code == "ResponseParserError" else AwsError
        return kind(failure)

    def _ask_mfa(self, prompt: str) -> str:
        """Answer botocore's question for an MFA code, which ends in the device's serial number and a colon."""
        serial = prompt.rstrip(": ").rpartition(" ")[2]
        if self.settings.mfa is None:
            raise AwsError(
                RawFailure(
                    text=f"The profile asks for the code of the MFA device {serial}, and there is no window to ask in.",
                    surface="configuration",
                    service="sts",
                    code="MfaPromptBlocked",
                    operation="AssumeRole",
                )
            )
        return self.settings.mfa.ask(serial)
