"""`org-wizard --profiles`: every kind and every problem, one line each, in time and without a secret."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.embedded_aws import ROOT, EmbeddedAws
from wizard import list_profiles
from wizard.model.profile import ProfileKind

ROLES = "/latest/meta-data/iam/security-credentials/"
ROLE = "role_arn = arn:aws:iam::111122223333:role/R\n"


@pytest.fixture(scope="module")
def aws() -> Iterator[EmbeddedAws]:
    with EmbeddedAws(speed=100) as running:
        yield running


class Computer:
    """A home folder, and the program in a process of its own."""

    def __init__(self, home: Path, aws: EmbeddedAws) -> None:
        self.home = home
        self.keys = (
            f"aws_access_key_id = {aws.exports['AWS_ACCESS_KEY_ID']}\n"
            f"aws_secret_access_key = {aws.exports['AWS_SECRET_ACCESS_KEY']}\n"
        )
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        self.environment = {
            **inherited,
            "HOME": str(home),
            "USERPROFILE": str(home),
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": aws.exports["AWS_ENDPOINT_URL"],
        }
        (home / ".aws").mkdir()

    def lists(self, config: str, credentials: str = "", limit: float = 0, **environment: str) -> list[dict[str, Any]]:
        (self.home / ".aws" / "config").write_text(config, encoding="utf-8")
        (self.home / ".aws" / "credentials").write_text(credentials, encoding="utf-8")
        command = [sys.executable, "-m", "wizard", "--profiles"]
        if limit:
            command = [sys.executable, "-c", f"from wizard.list_profiles import *; sys.exit(list_profiles({limit}))"]
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        self.said = ended.stdout
        return [json.loads(line) for line in ended.stdout.splitlines()]


class Metadata:
    """The metadata service of an instance, on loopback; its role has the keys of the embedded AWS's limited user."""

    def __init__(self, aws: EmbeddedAws) -> None:
        keys = {
            "AccessKeyId": aws.exports["LIMITED_ACCESS_KEY_ID"],
            "SecretAccessKey": aws.exports["LIMITED_SECRET_ACCESS_KEY"],
            "Token": "",
            "Expiration": "2099-01-01T00:00:00Z",
        }
        answers = {ROLES: "my-role", f"{ROLES}my-role": json.dumps(keys)}

        class Answers(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                self._say("token")

            def do_GET(self) -> None:
                self._say(answers[self.path])

            def _say(self, text: str) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def computer(tmp_path: Path, aws: EmbeddedAws) -> Computer:
    return Computer(tmp_path, aws)


def test_every_kind(computer: Computer, aws: EmbeddedAws, tmp_path: Path) -> None:
    printed = {
        "Version": 1,
        "AccessKeyId": aws.exports["MEMBER_ACCESS_KEY_ID"],
        "SecretAccessKey": aws.exports["MEMBER_SECRET_ACCESS_KEY"],
    }
    (tmp_path / "printed").write_text(json.dumps(printed))
    config = (
        "[profile center]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = Admin\n"
        "[sso-session s]\nsso_start_url = https://acme.awsapps.com/start\nsso_region = us-east-1\n"
        "[profile console]\nlogin_session = arn:aws:iam::111122223333:user/ada\nregion = us-east-1\n"
        f"[profile role]\n{ROLE}source_profile = keys\n"
        f"[profile program]\ncredential_process = cat {tmp_path / 'printed'}\n"
        f"[profile web]\n{ROLE}web_identity_token_file = /nowhere\n"
        f"[profile device]\n{ROLE}source_profile = keys\nmfa_serial = GAHT12345678\n"
    )
    environment = {
        "AWS_ACCESS_KEY_ID": aws.exports["LIMITED_ACCESS_KEY_ID"],
        "AWS_SECRET_ACCESS_KEY": aws.exports["LIMITED_SECRET_ACCESS_KEY"],
    }
    lines = {one["name"]: one for one in computer.lists(config, f"[keys]\n{computer.keys}", **environment)}
    assert {name: one["kind"] for name, one in lines.items()} == {
        "": "environment",
        "center": "identity-center",
        "console": "console-login",
        "device": "role",
        "keys": "access-key",
        "program": "process",
        "role": "role",
        "web": "web-identity",
    }
    assert {name for name, one in lines.items() if one["works"]} == {"", "keys", "program"}
    assert all(bool(one["problem"]) is not one["works"] for one in lines.values())
    assert all(list(one) == ["name", "kind", "account", "arn", "works", "problem"] for one in lines.values())
    assert lines[""]["arn"].endswith(":user/limited")
    assert lines["center"]["account"] == lines["console"]["account"] == lines["role"]["account"] == "111122223333"
    assert "Token for s does not exist" in lines["center"]["problem"]
    assert "login session" in lines["console"]["problem"]
    assert "AssumeRole" in lines["role"]["problem"]
    assert "/nowhere" in lines["web"]["problem"]
    assert "MFA device GAHT12345678" in lines["device"]["problem"]
    assert not any(value in computer.said for name, value in aws.exports.items() if "SECRET" in name)


def test_a_computer_without_profiles(computer: Computer) -> None:
    assert computer.lists("") == []


def test_a_malformed_file_is_said_by_every_profile(computer: Computer) -> None:
    lines = computer.lists("[profile a]\nhush\n[profile b]\nregion = x\n[profile b]\n", f"[keys]\n{computer.keys}")
    assert [one["name"] for one in lines] == ["a", "b", "keys"]
    for one in lines:
        assert not one["works"]
        assert "line 2: it is neither" in one["problem"]
        assert "line 5: there is a section [profile b] already" in one["problem"]
    assert "hush" not in computer.said


def test_problems_of_single_profiles(computer: Computer) -> None:
    config = (
        f"[profile loop]\n{ROLE}source_profile = pool\n[profile pool]\n{ROLE}source_profile = loop\n"
        f"[profile lost]\n{ROLE}source_profile = nobody\n[profile my work]\nregion = eu-west-1\n"
        "[profile half]\naws_access_key_id = AK\n[profile far]\nregion = Frankfurt\ncredential_process = true\n"
        '[profile ""]\nregion = eu-west-1\n'
    )
    lines = {one["name"]: one["problem"] for one in computer.lists(config, AWS_PROFILE="gone")}
    assert set(lines) == {"loop", "pool", "lost", "my work", "half", "far", '""', "gone"}
    assert "nobody" in lines["lost"]
    assert "aws_secret_access_key" in lines["half"]
    assert "Frankfurt" in lines["far"]
    assert '[profile "my work"]' in lines["my work"]
    assert all(lines.values())


def test_a_profile_that_never_answers_does_not_hold_up_the_others(computer: Computer, tmp_path: Path) -> None:
    program = tmp_path / "sleeps"
    program.write_text(f"#!/bin/sh\necho $$ >{tmp_path}/pid\nsleep 50\n")
    program.chmod(0o700)
    config = f"[profile slow]\ncredential_process = {program}\n"
    keys, slow = computer.lists(config, f"[keys]\n{computer.keys}", limit=4)
    assert keys["works"]
    assert (slow["works"], slow["problem"]) == (False, "The profile did not answer within 4 seconds.")
    status = Path(f"/proc/{(tmp_path / 'pid').read_text().strip()}/stat")
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"  # ended, if not buried yet


def test_an_instance_s_role(computer: Computer, tmp_path: Path) -> None:
    """Nobody answers at the address of the metadata service here: nothing hangs, and no role is found."""
    environment = {"AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:9/"}
    assert computer.lists("", **environment) == []


def test_the_role_of_an_instance_that_a_metadata_service_gives(computer: Computer, aws: EmbeddedAws) -> None:
    with Metadata(aws) as endpoint:
        environment = {"AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": endpoint}
        [line] = computer.lists("", **environment)
    assert (line["name"], line["kind"], line["works"], line["problem"]) == ("", "instance", True, "")
    assert line["arn"].endswith(":user/limited")
    assert line["account"] == line["arn"].split(":")[4]
    assert aws.exports["LIMITED_SECRET_ACCESS_KEY"] not in computer.said


def test_the_kinds_are_those_of_the_design() -> None:
    assert {str(one) for one in ProfileKind} == {
        "identity-center",
        "console-login",
        "role",
        "process",
        "web-identity",
        "access-key",
        "environment",
        "instance",
    }
    assert list_profiles.LIMIT_SECONDS <= 30
