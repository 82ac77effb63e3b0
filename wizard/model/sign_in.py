"""Signing in from the window: where, and what Identity Center's portal then offers."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

_IN_APP_AWS = re.compile(r"(?P<instance>[\w-]+)\.portal\.(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)\.app\.aws", re.ASCII)
_IN_AWSAPPS = re.compile(r"(?P<directory>[\w-]+)\.awsapps\.(?:com|cn)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Portal:
    """An Identity Center: its access portal's address and its region.

    start_url: e.g. https://acme.awsapps.com/start
    region:    where Identity Center lives (R42), not where one works
    """

    start_url: str
    region: str

    @property
    def label(self) -> str:
        """Give what tells it from others in its address: the company's subdomain or the directory's ID."""
        host = urlsplit(self.start_url).hostname or ""
        found = _IN_AWSAPPS.fullmatch(host) or _IN_APP_AWS.fullmatch(host)
        return found[1] if found else host


def region_in(start_url: str) -> str:
    """Give the region that a start URL names; "" where it names none, as those of awsapps.com do not."""
    found = _IN_APP_AWS.fullmatch(urlsplit(start_url).hostname or "")
    return found["region"] if found else ""


def is_start_url(text: str) -> bool:
    """Tell whether a text can be the address of an access portal: https, or http on this computer."""
    try:
        url = urlsplit(text.strip())
        host = url.hostname or ""
    except ValueError:
        return False
    secure = url.scheme == "https" or (url.scheme == "http" and host in {"127.0.0.1", "localhost"})
    return secure and bool(host) and "@" not in url.netloc and not any(one.isspace() for one in text.strip())


@dataclass(frozen=True, slots=True)
class KnownPortal:
    """An Identity Center that the AWS configuration of this computer names; `name` is its section's or a profile's."""

    name: str
    portal: Portal


@dataclass(frozen=True, slots=True)
class PortalToken:
    """A sign-in to Identity Center: what the portal is asked with, and what AWS's tools keep of it.

    expires_at: when the access token ends, UTC; with a refresh token it is renewed until Identity Center's own limit
    """

    portal: Portal
    access_token: str = field(repr=False)
    expires_at: datetime
    client_id: str
    client_secret: str = field(repr=False)
    registration_expires_at: datetime
    refresh_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PortalAccount:
    """An account that the portal offers."""

    account_id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class RoleToAssume:
    """A role in another account, entered from a profile.

    source:     a profile of the files; empty for the environment's credentials
    mfa_serial: the device whose code the role asks for; empty where none
    seconds:    how long its credentials last; None for AWS's hour
    """

    source: str
    role_arn: str
    external_id: str = ""
    mfa_serial: str = ""
    seconds: int | None = None
