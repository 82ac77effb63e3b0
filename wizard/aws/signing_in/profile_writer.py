"""Writing profiles into the AWS config file, as the AWS CLI would; only ever our own ones."""

import asyncio
import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from wizard.aws.errors import AwsError, raw_failure
from wizard.aws.signing_in.config_text import ConfigText, SectionName, profile_section, session_section
from wizard.aws.signing_in.files import edit_config
from wizard.model.failure import RawFailure
from wizard.model.sign_in import Portal, RoleToAssume

SCOPE = "sso:account:access"
"""What a registered program may do with the portal: list accounts, and get credentials of roles."""

_NAME = re.compile(r"[^\x00-\x1f\x7f\[\]\\]{1,128}")

Values = Mapping[str, str | None]


class ProfileWriter:
    """Writes the profiles of this program.

    All methods raise AwsError: with the code "ProfileNotOurs" for a profile that somebody else made, "ConfigParseError"
    where AWS's tools cannot read the file, the class of an OSError where it cannot be written. Each gives the copy of
    the file as it was before, or None where nothing changed or there was no file.
    """

    async def put_identity_center(
        self, profile: str, portal: Portal, account_id: str, role_name: str, region: str
    ) -> Path | None:
        """Write a profile for an account and a permission set, and the session section that it names."""
        session = session_name(portal)
        return await self._put(
            {
                session_section(session): {
                    "sso_start_url": portal.start_url,
                    "sso_region": portal.region,
                    "sso_registration_scopes": SCOPE,
                },
                profile_section(profile): _only(
                    sso_session=session, sso_account_id=account_id, sso_role_name=role_name, region=region
                ),
            }
        )

    async def put_login(self, profile: str, login_session: str, region: str) -> Path | None:
        """Write a profile of a console login; `login_session` is the ARN of who signed in."""
        return await self._put({profile_section(profile): _only(login_session=login_session, region=region)})

    async def put_role(self, profile: str, role: RoleToAssume, region: str) -> Path | None:
        """Write a profile of a role that is assumed from another profile, or from the environment's credentials."""
        return await self._put(
            {
                profile_section(profile): _only(
                    role_arn=role.role_arn,
                    source_profile=role.source,
                    credential_source="" if role.source else "Environment",
                    external_id=role.external_id,
                    mfa_serial=role.mfa_serial,
                    duration_seconds=str(role.seconds) if role.seconds else "",
                    region=region,
                )
            }
        )

    async def remove(self, profile: str) -> Path | None:
        """Take a profile of ours away; nothing happens where there is none."""
        name = profile_section(profile)

        def edit(text: ConfigText) -> None:
            _require_ours(text, name)
            text.remove(name)

        return await asyncio.to_thread(_edit, edit)

    async def _put(self, sections: Mapping[SectionName, Values]) -> Path | None:
        profile = list(sections)[-1]

        def edit(text: ConfigText) -> None:
            _require_name(profile[-1])
            for name in sections:
                _require_ours(text, name)
            for name, values in sections.items():
                text.put(name, values)

        return await asyncio.to_thread(_edit, edit)


def session_name(portal: Portal) -> str:
    """Give the name of our session section for an Identity Center; nobody else's section has it."""
    digest = hashlib.sha256(f"{portal.region} {portal.start_url}".encode()).hexdigest()[:8]
    return f"org-wizard-{re.sub(r'[^a-z0-9]+', '-', portal.label.lower()).strip('-')}-{digest}"


_EVERY_WAY = (
    "sso_session",
    "sso_account_id",
    "sso_role_name",
    "login_session",
    "role_arn",
    "source_profile",
    "credential_source",
    "external_id",
    "mfa_serial",
    "duration_seconds",
)
"""The keys that say how a profile signs in: those of another way than its present one would win over it."""


def _only(**values: str) -> Values:
    """Give the values of one way to sign in, with those of the others taken away."""
    return {**dict.fromkeys(_EVERY_WAY), **{key: value or None for key, value in values.items()}}


def _edit(edit: Callable[[ConfigText], None]) -> Path | None:
    from wizard.aws import shared_files  # loads botocore: in a worker thread, on first use

    try:
        return edit_config(shared_files.config_file(), edit, shared_files.read_config)
    except AwsError:
        raise
    except Exception as exception:  # botocore's ConfigParseError, OSError, TimeoutError
        raise AwsError(raw_failure(exception)) from exception


def _require_name(profile: str) -> None:
    if not _NAME.fullmatch(profile) or profile != profile.strip():
        text = (
            f"A profile cannot be called {profile!r}: brackets, backslashes and line breaks are not possible in names."
        )
        raise _refusal(text, "ProfileNameInvalid")


def _require_ours(text: ConfigText, name: SectionName) -> None:
    from wizard.aws import shared_files  # likewise

    known = shared_files.configured()
    kind = "sso_sessions" if name[0] == "sso-session" else "profiles"
    exists = text.has(name) or name[-1] in known.get(kind, ())
    if exists and not (text.is_ours(name) and name[-1] not in shared_files.in_credentials_file()):
        words = f"There is a profile called {name[-1]} already, which Org Wizard has not made. It stays as it is."
        raise _refusal(f"{words} Choose another name.", "ProfileNotOurs")


def _refusal(text: str, code: str) -> AwsError:
    return AwsError(RawFailure(text=text, surface="configuration", code=code))
