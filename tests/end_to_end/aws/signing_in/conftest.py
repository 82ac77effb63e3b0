"""A computer with a home of its own, on which somebody signs in; tests play the browser."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.credentials import SSOProvider
from botocore.tokens import SSOTokenProvider

from tests.embedded_aws import ROOT, EmbeddedAws
from wizard.aws.access import AccessFactory

BOTO3 = "import boto3; print(boto3.Session(profile_name={!r}).client('sts').get_caller_identity()['Arn'])"


@dataclass
class Home:
    """A home folder, and AWS's own tools in processes that know nothing of this program."""

    folder: Path
    aws: EmbeddedAws

    @property
    def config(self) -> Path:
        return self.folder / ".aws" / "config"

    def boto3(self, profile: str) -> str:
        """Who plain boto3 is with a profile."""
        return self._run("-c", BOTO3.format(profile)).strip()

    def aws_cli(self, profile: str) -> str:
        """Who version 1 of the AWS CLI is with a profile."""
        said = self._run("-m", "awscli", "sts", "get-caller-identity", "--output", "json", "--profile", profile)
        return str(json.loads(said)["Arn"])

    def _run(self, *arguments: str) -> str:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        environment = {
            **inherited,
            "HOME": str(self.folder),
            "USERPROFILE": str(self.folder),
            "AWS_ENDPOINT_URL": self.aws.exports["AWS_ENDPOINT_URL"],
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        command = [sys.executable, *arguments]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout


@pytest.fixture(scope="session")
def practice_aws() -> Iterator[EmbeddedAws]:
    with EmbeddedAws("trusted-access-on", speed=100) as aws:
        yield aws


@pytest.fixture
def home(practice_aws: EmbeddedAws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in list(os.environ):
        if name.startswith("AWS_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ENDPOINT_URL", practice_aws.exports["AWS_ENDPOINT_URL"])
    for one in (SSOProvider, SSOTokenProvider):  # botocore looks for the home once, when it is loaded
        monkeypatch.setattr(one, "_SSO_TOKEN_CACHE_DIR", str(folder / ".aws" / "sso" / "cache"))
    return Home(folder, practice_aws)


@pytest.fixture
def factory(home: Home) -> Iterator[AccessFactory]:
    made = AccessFactory("0.0")
    yield made
    made.close()


@pytest.fixture
def accounts(practice_aws: EmbeddedAws) -> Mapping[str, str]:
    """IDs of the accounts by name."""
    pages = practice_aws.client("organizations").get_paginator("list_accounts").paginate()
    return {one["Name"]: one["Id"] for page in pages for one in page["Accounts"]}


Tool = Callable[[Home, str], Any]
