"""A computer of one's own: an empty home, and no settings of AWS but those that a test makes."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

NAMES = {"AWS": "administrator", "MEMBER": "member", "LIMITED": "limited", "DELEGATED": "delegated"}


class Computer:
    """What AWS's tools find here: files under `home`, and the environment."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._patch = monkeypatch
        (home / "aws").mkdir()
        for name in list(os.environ):
            if name.startswith("AWS_") or name.lower().endswith("_proxy"):
                monkeypatch.delenv(name)
        monkeypatch.setenv("AWS_CONFIG_FILE", str(home / "aws" / "config"))
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(home / "aws" / "credentials"))
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    def can_reach(self, exports: Mapping[str, str]) -> None:
        """Point every AWS tool of this computer to an embedded AWS."""
        self._patch.setenv("AWS_ENDPOINT_URL", exports["AWS_ENDPOINT_URL"])

    def has_profile_at(self, name: str, exports: Mapping[str, str], identity: str = "AWS") -> None:
        """Save one more profile, which names the embedded AWS it belongs to: others may belong to another one."""
        key, secret = exports[f"{identity}_ACCESS_KEY_ID"], exports[f"{identity}_SECRET_ACCESS_KEY"]
        self._replace("credentials", f"[{name}]\n", f"aws_access_key_id = {key}\naws_secret_access_key = {secret}\n")
        region, url = exports["AWS_DEFAULT_REGION"], exports["AWS_ENDPOINT_URL"]
        self._replace("config", f"[profile {name}]\n", f"region = {region}\nendpoint_url = {url}\n")

    def _replace(self, file: str, heading: str, lines: str) -> None:
        """Write a section of one of AWS's files, in place of the one of that heading."""
        path = self.home / "aws" / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        sections = [f"[{one}" for one in text.split("[") if one]
        kept = [one for one in sections if not one.startswith(heading)]
        path.write_text("".join([*kept, heading + lines]), encoding="utf-8")

    def has_profiles(self, exports: Mapping[str, str], *identities: str) -> None:
        """Save profiles for identities: AWS (as "administrator"), MEMBER, LIMITED, DELEGATED."""
        self.can_reach(exports)
        lines, config = [], []
        for one in identities:
            key, secret = exports[f"{one}_ACCESS_KEY_ID"], exports[f"{one}_SECRET_ACCESS_KEY"]
            lines.append(f"[{NAMES[one]}]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\n")
            config.append(f"[profile {NAMES[one]}]\nregion = {exports['AWS_DEFAULT_REGION']}\n")
        (self.home / "aws" / "credentials").write_text("".join(lines), encoding="utf-8")
        (self.home / "aws" / "config").write_text("".join(config), encoding="utf-8")
