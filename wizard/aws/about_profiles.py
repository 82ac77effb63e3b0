"""What the values of a profile say before anybody is asked. Loads botocore: imported in worker threads alone."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from botocore.loaders import create_loader

from wizard.aws.signing_in.config_text import ConfigText, SectionName, profile_section
from wizard.model.identifiers import ACCOUNT_ID, Arn
from wizard.model.profile import About, ProfileKind

_ARNS = ("role_arn", "login_session")
_SPECIAL = frozenset({"aws-global", "aws-cn-global", "aws-us-gov-global"})


def about(name: str, values: Mapping[str, Any], sso_sessions: Mapping[str, Any], ours: frozenset[SectionName]) -> About:
    """Give what a profile's own values say, and those of the session section that it names."""
    session_name = str(values.get("sso_session", ""))
    given = {key: str(value) for key, value in {**sso_sessions.get(session_name, {}), **values}.items()}
    accounts = (given.get("sso_account_id", ""), *(_account_in(given.get(key, "")) for key in _ARNS))
    return About(
        account_id=next((one for one in accounts if ACCOUNT_ID.fullmatch(one)), ""),
        role_arn=given.get("role_arn", ""),
        role_name=given.get("sso_role_name", ""),
        source=given.get("source_profile") or given.get("credential_source", ""),
        sso_session=session_name,
        start_url=given.get("sso_start_url", ""),
        sso_region=given.get("sso_region", ""),
        mfa_serial=given.get("mfa_serial", ""),
        ours=profile_section(name) in ours,
    )


def kind_of(values: Mapping[str, Any]) -> ProfileKind:
    """Give how a profile means to sign in, going by its keys alone."""
    if "web_identity_token_file" in values:
        return ProfileKind.WEB_IDENTITY
    if "role_arn" in values:
        return ProfileKind.ROLE
    if any(key.startswith("sso_") for key in values):
        return ProfileKind.IDENTITY_CENTER
    if "login_session" in values:
        return ProfileKind.CONSOLE_LOGIN
    return ProfileKind.PROCESS if "credential_process" in values else ProfileKind.ACCESS_KEY


def our_sections(config_file: Path) -> frozenset[SectionName]:
    """Give the sections of the config file that this program wrote; none where it cannot be read."""
    try:
        return ConfigText(config_file.read_bytes()).ours()
    except OSError:
        return frozenset()


def region_forms() -> Callable[[str], bool]:
    """Give what tells whether a text has the form of a region of some partition, as botocore's data has them."""
    partitions = create_loader().load_data("partitions")["partitions"]
    forms = [re.compile(one["regionRegex"]) for one in partitions]

    @cache
    def known(region: str) -> bool:
        return region in _SPECIAL or any(form.fullmatch(region) for form in forms)

    return known


def _account_in(arn: str) -> str:
    try:
        return Arn.parse(arn).account_id
    except ValueError:
        return ""
