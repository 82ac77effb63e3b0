"""Access keys: which principal they stand for, and whether they still hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wizard.simulator.clock import Clock
from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import access_key, new_uuid, secret_key
from wizard.simulator.moto_side.iam import Iam
from wizard.simulator.names import PARTITION
from wizard.simulator.policies.principal import Principal


@dataclass(frozen=True)
class Session:
    """Temporary credentials."""

    access_key: str
    secret_key: str
    token: str
    principal: Principal
    expires: datetime


class Credentials:
    """All credentials of the embedded AWS: keys of users live in IAM, sessions and scenario keys here."""

    def __init__(self, iam: Iam, clock: Clock) -> None:
        self._iam = iam
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._expired: set[str] = set()

    def principal(self, key: str, token: str) -> Principal:
        """Who holds a key. Raises AwsError for an unknown, expired or incomplete one."""
        if key in self._expired:
            raise expired()
        session = self._sessions.get(key)
        if session:
            if token != session.token:
                raise unknown()
            if session.expires <= self._clock.now():
                raise expired()
            return session.principal
        owner = self._iam.key_owner(key)
        if owner is None or owner[1].status != "Active":
            raise unknown()
        account, found = owner
        user = self._iam.account(account).users.get(found.user_name)
        if user is None:
            raise unknown()
        return Principal(account, user.arn, user.id, "user", user.name)

    def secret(self, key: str) -> str:
        """The secret that signs with a key; "" when the key is unknown."""
        session = self._sessions.get(key)
        if session:
            return session.secret_key
        owner = self._iam.key_owner(key)
        return str(owner[1].secret_access_key) if owner else ""

    def issue(self, principal: Principal, seconds: int) -> Session:
        """New temporary credentials, valid for so many seconds of wall-clock time."""
        expires = self._clock.now() + timedelta(seconds=seconds)
        session = Session(access_key("ASIA"), secret_key(), f"practice-{new_uuid()}-{new_uuid()}", principal, expires)
        self._sessions[session.access_key] = session
        return session

    def session(self, key: str) -> Session | None:
        """The session behind a temporary key, if it is one."""
        return self._sessions.get(key)

    def expire(self, key: str) -> None:
        """Let a key answer ExpiredToken from now on."""
        self._expired.add(key)


def session_arn(account: str, role: str, name: str) -> str:
    """The ARN of a role's session; a role's path is not part of it."""
    return f"arn:{PARTITION}:sts::{account}:assumed-role/{role}/{name}"


def unknown() -> AwsError:
    """AWS's answer to a key that it does not know."""
    return AwsError("InvalidClientTokenId", "The security token included in the request is invalid.", 403)


def expired() -> AwsError:
    """AWS's answer to a session that is over."""
    return AwsError("ExpiredToken", "The security token included in the request is expired", 403)


def as_result(session: Session) -> Mapping[str, object]:
    """Credentials as STS answers them."""
    return {
        "AccessKeyId": session.access_key,
        "SecretAccessKey": session.secret_key,
        "SessionToken": session.token,
        "Expiration": session.expires,
    }
