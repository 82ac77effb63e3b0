"""Ways to sign in that are found on this computer, and who they are at AWS."""

from dataclasses import dataclass
from enum import StrEnum

from wizard.model.access_key import KeyPlace
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
class About:
    """What the files say of a profile before AWS is asked; each empty where they do not.

    account_id:  the account that it leads to
    role_arn:    the role that is assumed
    role_name:   the permission set's name, for Identity Center
    source:      the profile, or the kind of place, whose credentials the role is assumed with
    sso_session: the session section that is named
    start_url:   the address of Identity Center's access portal
    sso_region:  where that Identity Center lives
    mfa_serial:  the device whose code is asked for
    ours:        True where this program wrote it, and may change it
    kept:        where an access key is kept that was typed into this program; None for what stands in a file
    """

    account_id: str = ""
    role_arn: str = ""
    role_name: str = ""
    source: str = ""
    sso_session: str = ""
    start_url: str = ""
    sso_region: str = ""
    mfa_serial: str = ""
    ours: bool = False
    kept: KeyPlace | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile of the AWS configuration, or credentials of the environment.

    name:    the profile's name; empty for the environment's or the instance's credentials
    region:  the region that the configuration names; empty where none
    problem: why it cannot be used, where reading it already tells
    about:   what else the files say of it
    """

    name: str
    kind: ProfileKind
    region: str = ""
    problem: RawFailure | None = None
    about: About = About()


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """What asking AWS about a profile gave: who it is, or why it does not work."""

    profile: Profile
    caller: Caller | None = None
    failure: RawFailure | None = None
