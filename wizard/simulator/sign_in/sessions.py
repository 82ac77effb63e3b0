"""What a sign-in with Identity Center goes through: clients, device codes, authorization codes, tokens."""

from dataclasses import dataclass, field

from wizard.simulator.clock import Clock
from wizard.simulator.identifiers import new_uuid

TOKEN_SECONDS = 8 * 3600


@dataclass
class Authorization:
    """One sign-in under way. `answer` is "" until somebody says "approved" or "denied" on the login page."""

    client: str
    user_code: str = ""
    redirect: str = ""
    challenge: str = ""
    state: str = ""
    answer: str = ""
    expires: float = 0.0
    last_poll: float = float("-inf")


@dataclass
class SignIns:
    """All sign-ins of one embedded AWS; times are the clock's simulated seconds."""

    clock: Clock
    clients: dict[str, str] = field(default_factory=dict)
    by_device: dict[str, Authorization] = field(default_factory=dict)
    by_code: dict[str, Authorization] = field(default_factory=dict)
    pending: dict[str, Authorization] = field(default_factory=dict)
    tokens: dict[str, float] = field(default_factory=dict)
    refresh: set[str] = field(default_factory=set)

    def register(self) -> tuple[str, str]:
        """A new client: its ID and secret."""
        client, secret = new_uuid(), new_uuid()
        self.clients[client] = secret
        return client, secret

    def begin(self, authorization: Authorization, seconds: float) -> str:
        """Wait for an answer on the login page; gives the key of that page."""
        authorization.expires = self.clock.elapsed() + seconds
        key = authorization.user_code or new_uuid()
        self.pending[key] = authorization
        return key

    def issue(self) -> tuple[str, str]:
        """An access token and its refresh token."""
        token, refresh = new_uuid() + new_uuid(), new_uuid() + new_uuid()
        self.tokens[token] = self.clock.now().timestamp() + TOKEN_SECONDS
        self.refresh.add(refresh)
        return token, refresh

    def holds(self, token: str) -> bool:
        """Whether an access token is known and not over."""
        return self.tokens.get(token, 0.0) > self.clock.now().timestamp()
