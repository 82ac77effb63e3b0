"""Which sign-in leads back to a profile that no longer works."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wizard.model.profile import Profile, ProfileKind
from wizard.model.sign_in import Portal


class Way(StrEnum):
    """Where one signs in again."""

    PORTAL = "portal"
    CONSOLE = "console"
    COMMAND = "command"
    FILES = "files"
    PROGRAM = "program"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Again:
    """The one sign-in of a profile.

    way:     where it is done
    profile: whose sign-in it is: where a role is assumed from another profile, that one
    command: what another tool is told, where that tool signs in
    portal:  where Identity Center is; None for all other kinds
    """

    way: Way
    profile: Profile
    command: str = ""
    portal: Portal | None = None


def way_back(profile: Profile, profiles: Sequence[Profile]) -> Again:
    """Give the sign-in that lets a profile work again."""
    origin = _origin(profile, {one.name: one for one in profiles})
    if origin.kind is ProfileKind.IDENTITY_CENTER:
        return _of_portal(origin)
    ways = {
        ProfileKind.CONSOLE_LOGIN: Way.CONSOLE,
        ProfileKind.PROCESS: Way.PROGRAM,
        ProfileKind.WEB_IDENTITY: Way.PROGRAM,
        ProfileKind.ENVIRONMENT: Way.ENVIRONMENT,
        ProfileKind.INSTANCE: Way.ENVIRONMENT,
    }
    return Again(ways.get(origin.kind, Way.FILES), origin)


def _of_portal(origin: Profile) -> Again:
    """Sign in here where the session is ours; another tool's session is that tool's."""
    about = origin.about
    portal = Portal(about.start_url, about.sso_region) if about.start_url and about.sso_region else None
    if about.ours and portal is not None:
        return Again(Way.PORTAL, origin, portal=portal)
    session, name = about.sso_session, origin.name
    of = f"--sso-session {shlex.quote(session)}" if session else f"--profile {shlex.quote(name)}"
    return Again(Way.COMMAND, origin, f"aws sso login {of}", portal)


def _origin(profile: Profile, by_name: dict[str, Profile]) -> Profile:
    """Follow the profiles whose credentials a role is assumed with; profiles that go round in circles end at once."""
    seen = {profile.name}
    while profile.kind is ProfileKind.ROLE and profile.about.source in by_name.keys() - seen:
        profile = by_name[profile.about.source]
        seen.add(profile.name)
    return profile
