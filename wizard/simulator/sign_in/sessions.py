"""What a sign-in goes through: clients, authorizations under way, sessions and their tokens.

All times are seconds of wall-clock time, as they are told to clients: the speed does not shorten them.
"""

import math
from dataclasses import dataclass, field

from wizard.simulator.clock import Clock
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.sign_in.console import ConsoleSession

AUTHORIZATION_SECONDS = 600
CLIENT_SECONDS = 90 * 24 * 3600
ACCESS_SECONDS = 3600
SESSION_SECONDS = 8 * 3600
INTERVAL_SECONDS = 1

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
CODE_GRANT = "authorization_code"
REFRESH_GRANT = "refresh_token"
ACCOUNT_SCOPE = "sso:account:access"
DEFAULT_GRANTS = frozenset({DEVICE_GRANT, REFRESH_GRANT})
"""What a client may use that registers no grant types."""


@dataclass(frozen=True)
class Client:
    """A registered client of one region; `expires` is when its secret ends."""

    client_id: str
    secret: str
    name: str
    region: str
    expires: float
    grants: frozenset[str]
    scopes: tuple[str, ...] = ()
    redirect_uris: tuple[str, ...] = ()
    issuer: str = ""

    @property
    def refreshes(self) -> bool:
        """Whether its sign-ins get a refresh token: only with a scope, and where the grant was registered."""
        return ACCOUNT_SCOPE in self.scopes and REFRESH_GRANT in self.grants


@dataclass
class Authorization:
    """One sign-in under way.

    `answer` is "" until somebody says "approved" or "denied" on the login page; `user` is who that was. `key` finds
    it on the login page: the user code, or for a redirect a text that nobody types. `console` tells a console login.
    """

    client_id: str
    client_name: str
    key: str
    expires: float
    redirect_uri: str = ""
    challenge: str = ""
    state: str = ""
    console: bool = False
    answer: str = ""
    user: str = ""
    next_poll: float = 0.0


@dataclass
class PortalSession:
    """A signed-in user of Identity Center, in one region, by one client, until `ends`."""

    user: str
    client_id: str
    region: str
    ends: float
    session_id: str = field(default_factory=new_uuid)


@dataclass
class SignIns:
    """All sign-ins of one embedded AWS."""

    clock: Clock
    clients: dict[str, Client] = field(default_factory=dict)
    waiting: dict[str, Authorization] = field(default_factory=dict)
    devices: dict[str, Authorization] = field(default_factory=dict)
    codes: dict[str, Authorization] = field(default_factory=dict)
    console_sessions: dict[str, ConsoleSession] = field(default_factory=dict)
    _access: dict[str, tuple[PortalSession, float]] = field(default_factory=dict)
    _refresh: dict[str, PortalSession] = field(default_factory=dict)

    def now(self) -> float:
        """Seconds since 1970."""
        return self.clock.now().timestamp()

    def begin(self, authorization: Authorization) -> None:
        """Let an authorization wait for its answer on the login page."""
        self.waiting[authorization.key] = authorization

    def open_session(self, client: Client, user: str) -> PortalSession:
        """A new session of a user."""
        return PortalSession(user, client.client_id, client.region, self.now() + SESSION_SECONDS)

    def access_token(self, session: PortalSession, seconds: int) -> tuple[str, int]:
        """A new access token and its seconds; it never outlives the session."""
        token = f"aoa{new_uuid()}{new_uuid()}".replace("-", "")
        now = self.now()
        expires = min(now + seconds, session.ends)
        self._access[token] = (session, expires)
        return token, math.ceil(expires - now)

    def refresh_token(self, session: PortalSession) -> str:
        """A new refresh token of a session."""
        token = f"aor{new_uuid()}{new_uuid()}".replace("-", "")
        self._refresh[token] = session
        return token

    def use_refresh_token(self, token: str, client: Client) -> PortalSession | None:
        """The session that a refresh token goes on with; None where it is over, used or another client's.

        The owner can use it once.
        """
        session = self._refresh.get(token)
        if session is None or session.client_id != client.client_id:
            return None
        del self._refresh[token]
        return session if session.ends > self.now() else None

    def session(self, token: str) -> PortalSession | None:
        """The session of an access token; None where it is unknown or over."""
        session, expires = self._access.get(token, (None, 0.0))
        return session if expires > self.now() else None

    def portal_sessions(self) -> list[PortalSession]:
        """The sessions that have a token, the oldest first, those included whose access token is over."""
        known = [*(session for session, _ in self._access.values()), *self._refresh.values()]
        return list({one.session_id: one for one in known}.values())

    def expire_access(self, session: PortalSession) -> None:
        """Let the access tokens of a session be over; its refresh token is not."""
        for token, (holder, _) in self._access.items():
            if holder is session:
                self._access[token] = (session, 0.0)

    def end(self, session: PortalSession) -> None:
        """Sign out: all tokens of the session are void."""
        self._access = {token: found for token, found in self._access.items() if found[0] is not session}
        self._refresh = {token: found for token, found in self._refresh.items() if found is not session}
