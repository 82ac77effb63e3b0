"""The AWS config and credentials files, read and judged by botocore's own providers without the network.

Loads botocore: imported in worker threads alone.
"""

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from botocore.configloader import load_config, raw_config_parse
from botocore.credentials import (
    AssumeRoleProvider,
    AssumeRoleWithWebIdentityProvider,
    CanonicalNameCredentialSourcer,
    ConfigProvider,
    CredentialProvider,
    Credentials,
    EnvProvider,
    SharedCredentialProvider,
    SSOProvider,
)
from botocore.exceptions import (
    BotoCoreError,
    InvalidConfigError,
    InvalidRegionError,
    NoCredentialsError,
    ProfileNotFound,
)
from botocore.session import Session

from wizard.aws.about_profiles import about, kind_of, our_sections, region_forms
from wizard.aws.errors import raw_failure
from wizard.model.failure import RawFailure
from wizard.model.profile import About, Profile, ProfileKind

UNREADABLE = (BotoCoreError, OSError, ValueError)
"""What reading the files can raise."""

_SOURCES = frozenset({"Ec2InstanceMetadata", "EcsContainer", "Environment"})
"""The values of `credential_source` (AWS SDKs and Tools Reference Guide, "Assume role credential provider")."""

_CONTAINER = ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")

_Factory = Callable[[str], CredentialProvider]


def read(environment: Mapping[str, str]) -> tuple[Profile, ...]:
    """Give what is configured. Raises one of UNREADABLE."""
    session = Session()
    found = _Judge(session).profiles()
    wanted = environment.get("AWS_PROFILE") or environment.get("AWS_DEFAULT_PROFILE")
    chosen = next((one for one in found if one.name == (wanted or "default")), None)
    without = chosen is None or (chosen.problem is not None and chosen.problem.code == NoCredentialsError.__name__)
    profiles = [*_environment(environment, elsewhere=without), *found]
    if wanted and chosen is None:
        problem = raw_failure(ProfileNotFound(profile=wanted))
        profiles.append(Profile(wanted, ProfileKind.ENVIRONMENT, problem=problem))
    return tuple(profiles)


def region(profile: str) -> str:
    """Give the configured region, or "". Raises one of UNREADABLE."""
    session = Session(profile=profile or None)
    session.get_scoped_config()
    return str(session.get_config_variable("region") or "")


def _environment(environment: Mapping[str, str], *, elsewhere: bool) -> list[Profile]:
    """Give the credentials that the environment itself carries, if any.

    elsewhere: whether botocore would look further than its profile: only then a container's role counts
    """
    place = environment.get("AWS_DEFAULT_REGION", "")
    try:
        if EnvProvider(environment).load() is not None:
            return [Profile("", ProfileKind.ENVIRONMENT, place)]
    except BotoCoreError as exception:
        return [Profile("", ProfileKind.ENVIRONMENT, place, raw_failure(exception))]
    if environment.get("AWS_WEB_IDENTITY_TOKEN_FILE") and environment.get("AWS_ROLE_ARN"):
        return [Profile("", ProfileKind.WEB_IDENTITY, place)]
    if elsewhere and any(environment.get(name) for name in _CONTAINER):
        return [Profile("", ProfileKind.INSTANCE, place)]
    return []


class _Judge:
    """Asks botocore's providers, in botocore's order, which of them would sign a profile in."""

    def __init__(self, session: Session) -> None:
        self._config: Mapping[str, Any] = session.full_config
        self._credentials_file: str = session.get_config_variable("credentials_file")
        self._config_file: str = session.get_config_variable("config_file")
        # The providers read their file anew for each profile: with 500 of them that takes half a minute.
        self._read = cache(raw_config_parse)
        self._map = cache(load_config)
        self._ours = our_sections(Path(os.path.expandvars(self._config_file)).expanduser())
        self._is_region = region_forms()
        self._order: tuple[tuple[ProfileKind, _Factory], ...] = (
            (ProfileKind.ROLE, self._role),
            (ProfileKind.WEB_IDENTITY, self._web_identity),
            (ProfileKind.IDENTITY_CENTER, self._identity_center),
            (ProfileKind.ACCESS_KEY, self._shared_credentials),
            (ProfileKind.CONSOLE_LOGIN, lambda name: _Named(self._config, name, "login_session")),
            (ProfileKind.PROCESS, lambda name: _Named(self._config, name, "credential_process")),
            (ProfileKind.ACCESS_KEY, self._config_keys),
        )

    def profiles(self) -> list[Profile]:
        names = sorted(self._config["profiles"], key=str.casefold)
        return [self._profile(name, self._config["profiles"][name]) for name in names]

    def providers(self, profile_name: str, disable_env_vars: bool = False) -> list[CredentialProvider]:
        """Give what can sign in a source profile, as botocore's ProfileProviderBuilder does."""
        return [factory(profile_name) for kind, factory in self._order if kind is not ProfileKind.ROLE]

    def _profile(self, name: str, values: Mapping[str, Any]) -> Profile:
        place, known = str(values.get("region", "")), self._about(name, values)
        if not name:
            return Profile('""', kind_of(values), place, _empty_name(self._config_file), known)
        for kind, factory in self._order:
            try:
                if factory(name).load() is not None:
                    return Profile(name, kind, place, self._wrong_region(place, known.sso_region), known)
            except UNREADABLE as exception:
                return Profile(name, kind, place, raw_failure(exception), known)
        return self._without_credentials(name, values, place)

    def _about(self, name: str, values: Mapping[str, Any]) -> About:
        return about(name, values, self._config.get("sso_sessions", {}), self._ours)

    def _wrong_region(self, *regions: str) -> RawFailure | None:
        wrong = next((one for one in regions if one and not self._is_region(one)), None)
        return raw_failure(InvalidRegionError(region_name=wrong)) if wrong else None

    def _without_credentials(self, name: str, values: Mapping[str, Any], place: str) -> Profile:
        """Judge a profile that no provider takes; one that names a start URL or a session was meant for SSO."""
        if any(key.startswith("sso_") for key in values):
            problem = raw_failure(_missing_sso(name))
            return Profile(name, ProfileKind.IDENTITY_CENTER, place, problem, self._about(name, values))
        return Profile(
            name, ProfileKind.ACCESS_KEY, place, raw_failure(NoCredentialsError()), self._about(name, values)
        )

    def _role(self, name: str) -> CredentialProvider:
        return AssumeRoleProvider(
            load_config=lambda: self._config,
            client_creator=_no_client,
            cache={},
            profile_name=name,
            prompter=_no_prompt,
            credential_sourcer=_NamedSources([]),
            profile_provider_builder=self,
        )

    def _web_identity(self, name: str) -> CredentialProvider:
        return AssumeRoleWithWebIdentityProvider(
            load_config=lambda: self._config, client_creator=_no_client, profile_name=name, disable_env_vars=True
        )

    def _identity_center(self, name: str) -> CredentialProvider:
        return SSOProvider(load_config=lambda: self._config, client_creator=_no_client, profile_name=name)

    def _shared_credentials(self, name: str) -> CredentialProvider:
        return SharedCredentialProvider(self._credentials_file, name, self._read)

    def _config_keys(self, name: str) -> CredentialProvider:
        return ConfigProvider(self._config_file, name, self._map)


class _NamedSources(CanonicalNameCredentialSourcer):
    """Takes a `credential_source` at its word: asking an instance or a container would need the network."""

    def is_supported(self, source_name: str) -> bool:
        return source_name in _SOURCES

    def source_credentials(self, source_name: str) -> Credentials:
        return Credentials(source_name, source_name)


class _Named(CredentialProvider):
    """Stands for a provider that would run a program or read a sign-in: that it is configured is all that is asked."""

    def __init__(self, config: Mapping[str, Any], profile: str, key: str) -> None:
        super().__init__()
        self._configured = bool(config["profiles"].get(profile, {}).get(key))
        self._key = key

    def load(self) -> Credentials | None:
        return Credentials(self._key, self._key) if self._configured else None


def _empty_name(path: str) -> RawFailure:
    text = f"A profile in {path} has an empty name, by which no AWS tool can choose it. Give it a name."
    return RawFailure(text, surface="configuration", code="ProfileNameEmpty")


def _missing_sso(name: str) -> InvalidConfigError:
    return InvalidConfigError(error_msg=f'The SSO profile "{name}" names no sso_account_id and no sso_role_name.')


def _no_client(*_: object, **__: object) -> NoReturn:
    """Stand where botocore wants a maker of clients; it must never be called, for nothing here uses the network."""
    raise RuntimeError("reading the configuration made a client")


def _no_prompt(_: str) -> str:
    """Ask nobody."""
    return ""
