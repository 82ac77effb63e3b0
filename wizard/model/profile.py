"""Ways to sign in that are found on this computer, and who they are at AWS."""

from dataclasses import dataclass
from enum import StrEnum

from wizard.model.failure import RawFailure


class ProfileKind(StrEnum):
    """How a profile signs in."""

    IDENTITY_CENTER = "identity-center"
    CONSOLE_LOGIN = "console-login"
    ROLE = "role"
    PROCESS = "process"
    WEB_IDENTITY = "web-identity"
    ACCESS_KEY = "access-key"
    ENVIRONMENT = "environment"
    INSTANCE = "instance"


class CallerKind(StrEnum):
    """What kind of identity AWS sees (the form of GetCallerIdentity's ARN)."""

    ROOT = "root"
    USER = "user"
    ROLE = "role"
    FEDERATED = "federated"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who the credentials are, as `sts:GetCallerIdentity` says (R4)."""

    account_id: str
    arn: str
    partition: str
    kind: CallerKind
    name: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile of the AWS configuration, or credentials of the environment.

    name:    the profile's name; empty for the environment's or the instance's credentials
    region:  the region that the configuration names; empty where none
    problem: why it cannot be used, where reading it already tells
    """

    name: str
    kind: ProfileKind
    region: str = ""
    problem: RawFailure | None = None


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """What asking AWS about a profile gave: who it is, or why it does not work."""

    profile: Profile
    caller: Caller | None = None
    failure: RawFailure | None = None
