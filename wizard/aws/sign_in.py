"""One set of credentials, and the calls that are made with it. For worker threads: everything here blocks."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from wizard.aws.errors import AwsError, CallSite, NotAwsReply, not_aws_reply, raw_failure
from wizard.aws.loading import sessions
from wizard.aws.mfa import MfaDesk, is_wrong_code
from wizard.aws.replies import check_reply
from wizard.model.access_key import AccessKey
from wizard.model.failure import WizardError
from wizard.model.mfa import MfaTrouble

if TYPE_CHECKING:
    from botocore.client import BaseClient
    from botocore.session import Session

_STALE = frozenset(
    {
        "AuthFailure",
        "ExpiredToken",
        "ExpiredTokenException",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "LoginRefreshRequired",
        "LoginTokenLoadError",
        "RequestExpired",
        "SSOTokenLoadError",
        "SignatureDoesNotMatch",
        "TokenRetrievalError",
        "UnauthorizedSSOTokenError",
        "UnrecognizedClientException",
    }
)
"""Refusals after which the credentials are read again: the person may have signed in meanwhile."""

_MFA_ENDED = "RefreshWithMFAUnsupportedError"
"""botocore asks for a code once in the life of a session. Nothing was sent then: a new session asks again."""


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What all clients share.

    user_agent: what AWS sees, besides botocore's own
    workers:    how many calls can run at once
    mfa:        asks for MFA codes
    """

    user_agent: str
    workers: int
    mfa: MfaDesk


@dataclass(frozen=True, slots=True)
class Expiry:
    """How long credentials last.

    at:     when they end, UTC; None for those that do not, or do not say
    renews: True where they are renewed by themselves, as long as the sign-in behind them lasts
    """

    at: datetime | None
    renews: bool


KeySource = Callable[[], AccessKey]
"""Gets an access key; called in worker threads, may ask a keyring. Raises WizardError where that refuses."""


class SignIn:
    """The credentials of one profile, or of a role assumed from it.

    profile:    empty for the environment's credentials
    settings:   what all clients share
    account_id: whose credentials they are, once that is known
    lease:      gets the credentials of an assumed role; None for the profile's own
    key:        gets the access key of a profile that stands in no file; None for those that do
    """

    def __init__(
        self,
        profile: str,
        settings: ClientSettings,
        *,
        lease: Callable[[], Mapping[str, Any]] | None = None,
        key: KeySource | None = None,
        account_id: str = "",
    ) -> None:
        self.profile = profile
        self.account_id = account_id
        self.settings = settings
        self.key = key
        self._lease = lease
        self._mfa_trouble = MfaTrouble.NONE
        self._mfa_sent: tuple[str, str] | None = None
        self._by_mfa = False  # such credentials end: botocore does not renew them
        self._may_ask = True
        self._refusal: tuple[float, WizardError] | None = None
        self._lock = threading.RLock()  # sessions are not thread-safe, clients are
        self._stale = False
        self._session: Session | None = None
        self._clients: dict[tuple[str, str], BaseClient] = {}

    def perform(
        self, service: str, operation: str, parameters: Mapping[str, Any], region: str, *, may_ask: bool = True
    ) -> Mapping[str, Any]:
        """Make one call. Raises AwsError, or the MfaPrompt's WizardError.

        may_ask: False where nobody looks at the window for this call: a code that is needed is a failure then
        """
        try:
            return self._perform(service, operation, parameters, region, may_ask=may_ask)
        except AwsError as error:
            if error.code != _MFA_ENDED:
                raise
        self.forget()
        return self._perform(service, operation, parameters, region, may_ask=may_ask)

    def _perform(
        self, service: str, operation: str, parameters: Mapping[str, Any], region: str, *, may_ask: bool
    ) -> Mapping[str, Any]:
        client = self._ready_client(CallSite(service, operation, region, self.account_id), may_ask=may_ask)
        call = CallSite(service, operation, client.meta.region_name or region, self.account_id)
        botocore = sessions()
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

    def expiry(self, region: str, *, may_ask: bool = True) -> Expiry:
        """Give how long the credentials last. Raises AwsError where there are none."""
        self._ready_client(CallSite("sts", "GetCallerIdentity", region, self.account_id), may_ask=may_ask)
        with self._held():
            credentials = self._session.get_credentials() if self._session else None
        moment = getattr(credentials, "_expiry_time", None)
        at = moment.astimezone(UTC) if isinstance(moment, datetime) else None
        return Expiry(at, renews=at is not None and not self._by_mfa)

    def forget(self) -> None:
        """Read configuration and credentials anew at the next call; never waits, so any thread may ask for it."""
        self._stale = True

    def close(self) -> None:
        """Close the connections, without the lock: whoever holds it may be waiting for a program or a person.

        A call that is under way ends with an error that nobody reads.
        """
        for client in tuple(self._clients.values()):
            client.close()

    def _ready_client(self, call: CallSite, *, may_ask: bool = True) -> "BaseClient":
        """Give a client whose credentials are loaded: what fails until here is the sign-in, and not the call."""
        asked_at = time.monotonic()
        with self._held():
            if self._refusal is not None and self._refusal[0] > asked_at:
                raise self._refusal[1]  # the person, or AWS, has just answered this for all that waited
            self._may_ask = may_ask
            try:
                return self._client_after_questions(call)
            except WizardError as error:
                self.forget()
                self._refusal = (time.monotonic(), error)
                raise

    def _client_after_questions(self, call: CallSite) -> "BaseClient":
        """Give a client; where AWS refuses an MFA code, the person is asked for another, until one is right."""
        self._mfa_trouble = MfaTrouble.NONE
        while True:
            self._mfa_sent = None
            try:
                client = self._client(call)
            except WizardError:
                raise
            except Exception as exception:  # credential loading raises nearly anything (R47)
                failure = raw_failure(exception, call)
                if self._code_sent() is None or not is_wrong_code(failure):
                    raise AwsError(failure) from exception
                self._mfa_trouble = MfaTrouble.WRONG
                self.forget()
            else:
                sent = self._code_sent()
                if sent is not None:
                    self._by_mfa = True
                    self.settings.mfa.served(*sent)
                return client

    def _code_sent(self) -> tuple[str, str] | None:
        """Give the device and the code that were asked for while the credentials were loaded."""
        return self._mfa_sent

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the lock; whoever waits for it may be waiting for a person, and lets others work meanwhile."""
        if not self._lock.acquire(blocking=False):
            with self.settings.mfa.lent():
                self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()

    def _client(self, call: CallSite) -> "BaseClient":
        session = self._open(call.region)
        key = (call.service, call.region)
        if key not in self._clients:
            self._clients[key] = sessions().make_client(session, call.service, call.region)
        sessions().load_credentials(session)
        return self._clients[key]

    def _open(self, region: str) -> "Session":
        if self._stale:
            self._stale = False
            self._session = None
            self._by_mfa = False
            self._clients.clear()
        if self._session is None:
            session = self._new_session(region)
            if self._lease is not None:
                sessions().lease_credentials(session, self._lease)
            elif self.key is not None:
                sessions().hold_key(session, self.key())
            self._session = session
        return self._session

    def _new_session(self, region: str) -> "Session":
        shared = {"user_agent": self.settings.user_agent, "workers": self.settings.workers}
        session: Session
        if self.key is not None:
            session = sessions().open_session_without_profile(**shared)
        else:
            session = sessions().open_session(self.profile, region, ask_mfa=self._ask_mfa, **shared)
        return session

    def _failed(self, exception: Exception, call: CallSite) -> AwsError:
        failure = raw_failure(exception, call)
        if failure.code in _STALE:
            self.forget()
        kind = NotAwsReply if failure.code == "ResponseParserError" else AwsError
        return kind(failure)

    def _ask_mfa(self, prompt: str) -> str:
        """Answer botocore's question for an MFA code, which ends in the device's serial number and a colon."""
        serial = prompt.rstrip(": ").rpartition(" ")[2]
        code = self.settings.mfa.code(self.profile, serial, self._mfa_trouble, may_ask=self._may_ask)
        self._mfa_sent = (serial, code)
        return code
