"""A profile as the AWS CLI writes it, read by botocore's own providers in a process with a home of its own."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from tests.simulator.sign_in.people import START, Program, unsigned
from tests.simulator.templates import accounts

IDENTITY = "import boto3; print(boto3.Session(profile_name='work').client('sts').get_caller_identity()['Arn'])"
SESSION = """[profile work]
sso_session = acme
sso_account_id = {account}
sso_role_name = {role}
region = us-east-1
[sso-session acme]
sso_start_url = {start}
sso_region = us-east-1
sso_registration_scopes = sso:account:access
"""
LEGACY = """[profile work]
sso_start_url = {start}
sso_region = us-east-1
sso_account_id = {account}
sso_role_name = {role}
region = us-east-1
"""


class Home:
    """A home folder with a profile and a cached token."""

    def __init__(self, folder, aws):
        self.folder, self.aws = folder, aws
        self.program = Program.register(aws)
        self.token = self.program.sign_in()

    def write(self, config, key, *, expires=timedelta(hours=1), role="AdministratorAccess"):
        cache = self.folder / ".aws" / "sso" / "cache"
        cache.mkdir(parents=True)
        config = config.format(account=accounts(self.aws)["Acme Corp"], role=role, start=START)
        (self.folder / ".aws" / "config").write_text(config)
        self.cache = cache / f"{hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()}.json"
        now = datetime.now(UTC)
        self.cache.write_text(
            json.dumps(
                {
                    "startUrl": START,
                    "region": "us-east-1",
                    "accessToken": self.token["accessToken"],
                    "expiresAt": f"{now + expires:%Y-%m-%dT%H:%M:%SZ}",
                    "registrationExpiresAt": f"{now + timedelta(days=90):%Y-%m-%dT%H:%M:%SZ}",
                    "refreshToken": self.token["refreshToken"],
                    **self.program.keys,
                }
            )
        )

    def run(self):
        """Who botocore signs in as; or the last line of its traceback."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        environment = {
            **inherited,
            "HOME": str(self.folder),
            "USERPROFILE": str(self.folder),
            "AWS_ENDPOINT_URL": self.aws.exports["AWS_ENDPOINT_URL"],
            "AWS_MAX_ATTEMPTS": "1",
        }
        command = [sys.executable, "-c", IDENTITY]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        return (done.stdout or done.stderr.strip().splitlines()[-1]).strip()


@pytest.fixture
def home(tmp_path, aws):
    return Home(tmp_path, aws)


@pytest.mark.parametrize(("config", "key"), [(SESSION, "acme"), (LEGACY, START)])
def test_a_cached_token_signs_in(home, config, key):
    home.write(config, key)
    before = home.cache.read_text()
    assert "AWSReservedSSO_AdministratorAccess_" in home.run()
    assert home.cache.read_text() == before


def test_a_token_near_its_end_is_refreshed_and_kept(home, refused):
    home.write(SESSION, "acme", expires=timedelta(minutes=5))
    assert "AWSReservedSSO_AdministratorAccess_" in home.run()
    kept = json.loads(home.cache.read_text())
    assert kept["refreshToken"] != home.token["refreshToken"]
    assert kept["clientId"] == home.program.keys["clientId"]
    portal = unsigned(home.aws, "sso")
    assert portal.list_accounts(accessToken=kept["accessToken"])["accountList"]
    assert refused(home.program.refresh, token=home.token["refreshToken"])[0] == "InvalidGrantException"


def test_after_a_logout_the_token_is_not_refreshed(home):
    unsigned(home.aws, "sso").logout(accessToken=home.token["accessToken"])
    home.write(SESSION, "acme", expires=timedelta(minutes=-5))
    assert "TokenRetrievalError" in home.run()


def test_after_a_logout_a_token_that_looks_good_is_refused(home):
    unsigned(home.aws, "sso").logout(accessToken=home.token["accessToken"])
    home.write(SESSION, "acme")
    assert "UnauthorizedSSOTokenError" in home.run()


def test_a_role_that_is_not_assigned(home):
    home.write(SESSION, "acme", role="Unassigned")
    assert "ForbiddenException" in home.run()
