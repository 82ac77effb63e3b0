"""The files that all of AWS's tools share: where they are here, and what they hold.

Loads botocore: imported in worker threads alone.
"""

import contextlib
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from botocore.configloader import raw_config_parse
from botocore.credentials import SSOProvider
from botocore.exceptions import ConfigNotFound
from botocore.session import Session
from botocore.tokens import SSOTokenProvider
from botocore.utils import get_login_token_cache_directory

_TOKEN_FOLDER = "_SSO_TOKEN_CACHE_DIR"  # noqa: S105 - private to botocore, and the folder is written down nowhere else


def keep_practice_apart(environment: Mapping[str, str]) -> None:
    """Let botocore look for tokens of Identity Center where practice keeps its own, if this process practises.

    For console logins AWS has a variable for that, for these it has none.
    """
    folder = environment.get("ORG_WIZARD_TOKEN_FOLDER")
    for provider in (SSOProvider, SSOTokenProvider) if folder else ():
        setattr(provider, _TOKEN_FOLDER, folder)


def config_file() -> Path:
    """Give the path of the config file, AWS_CONFIG_FILE included."""
    path: str = Session().get_config_variable("config_file")
    return Path(os.path.expandvars(path)).expanduser()


def credentials_file() -> Path:
    """Give the path of the credentials file, AWS_SHARED_CREDENTIALS_FILE included."""
    path: str = Session().get_config_variable("credentials_file")
    return Path(os.path.expandvars(path)).expanduser()


def read_config(path: Path) -> None:
    """Read a config file as AWS's tools do. Raises ConfigParseError where they cannot; none is fine."""
    with contextlib.suppress(ConfigNotFound):
        raw_config_parse(str(path))


def configured() -> Mapping[str, Any]:
    """Give what config and credentials file hold together. Raises ConfigParseError."""
    found: Mapping[str, Any] = Session().full_config
    return found


def in_credentials_file() -> Collection[str]:
    """Give the names of the sections of the credentials file, which win over those of the config file."""
    path = Session().get_config_variable("credentials_file")
    try:
        return raw_config_parse(path).keys()
    except ConfigNotFound:
        return ()


def sso_cache_folder() -> Path:
    """Give the folder where this process's botocore looks for tokens of Identity Center."""
    return Path(getattr(SSOTokenProvider, _TOKEN_FOLDER))


def login_cache_folder() -> Path:
    """Give the folder of console logins, AWS_LOGIN_CACHE_DIRECTORY included."""
    return Path(get_login_token_cache_directory())


keep_practice_apart(os.environ)  # once, before anybody makes a session: this module is loaded with botocore
