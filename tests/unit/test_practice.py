"""Practice never reaches real AWS."""

import configparser
import json
from pathlib import Path

import pytest

from wizard.practice import practice_environment

EXPORTS = {
    "AWS_ENDPOINT_URL": "http://127.0.0.1:4566",
    "AWS_ACCESS_KEY_ID": "AKIAADMIN",
    "AWS_SECRET_ACCESS_KEY": "admin-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
    "LIMITED_ACCESS_KEY_ID": "AKIALIMITED",
    "LIMITED_SECRET_ACCESS_KEY": "limited-secret",
    "VENDOR_PRINCIPAL": "arn:aws:iam::222233334444:root",
}
HAPPY = {"name": "happy", "answers": {}, "profile": "administrator"}


def test_nothing_of_the_persons_own_aws_settings_or_proxies_is_left(tmp_path: Path) -> None:
    mine = {
        "AWS_PROFILE": "production",
        "AWS_ACCESS_KEY_ID": "AKIAREAL",
        "AWS_CA_BUNDLE": "/ca.pem",
        "https_proxy": "http://proxy:8080",
        "HTTP_PROXY": "http://proxy:8080",
        "HOME": "/home/me",
    }
    made = practice_environment(mine, EXPORTS, tmp_path, HAPPY)
    assert made["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566"
    assert {name for name in made if name.startswith("AWS_")} == {
        "AWS_ENDPOINT_URL",
        "AWS_CONFIG_FILE",
        "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_EC2_METADATA_DISABLED",
        "AWS_LOGIN_CACHE_DIRECTORY",
    }
    assert made["ORG_WIZARD_TOKEN_FOLDER"].startswith(str(tmp_path))
    assert made["AWS_LOGIN_CACHE_DIRECTORY"].startswith(str(tmp_path))
    assert not any("proxy" in name.lower() for name in made)
    assert "AKIAREAL" not in json.dumps(made)
    assert made["HOME"] == "/home/me"


def test_the_profile_is_the_identity_of_the_scenario_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    made = practice_environment({}, EXPORTS, tmp_path, {**HAPPY, "profile": "limited"})
    file = Path(made["AWS_SHARED_CREDENTIALS_FILE"])
    read = configparser.ConfigParser()
    read.read(file)
    assert read["practice"]["aws_access_key_id"] == "AKIALIMITED"
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "arn:aws:iam::222233334444:root"),
        ({"settings.trusted-principal": "333344445555"}, "333344445555"),
    ],
)
def test_whom_to_trust_is_handed_on_unless_the_scenario_says_otherwise(
    tmp_path: Path, answers: dict[str, str], expected: str
) -> None:
    made = practice_environment({}, EXPORTS, tmp_path, {**HAPPY, "answers": answers})
    assert json.loads(made["ORG_WIZARD_SCENARIO"])["answers"]["settings.trusted-principal"] == expected


def test_no_secret_stands_in_the_environment(tmp_path: Path) -> None:
    made = practice_environment({}, EXPORTS, tmp_path, HAPPY)
    assert "admin-secret" not in json.dumps(made)
