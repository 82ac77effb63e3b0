import json
import os
import subprocess
import sys

import pytest

from tests.embedded_aws import ROOT
from tests.simulator.templates import accounts, root_of

STACK = "org-wizard-cloud-entitlements"
# The command waits 30 s between two looks at a stack, which here is there within one.
HASTY_COMMAND = """
import runpy, time
waits = time.sleep
time.sleep = lambda seconds: waits(min(seconds, 0.1))
runpy.run_module("awscli", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def cli(fresh, tmp_path):
    aws = fresh()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment |= {
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    }

    def run(*arguments):
        command = [sys.executable, "-c", HASTY_COMMAND, *arguments, "--profile", "practice"]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    settings = {
        "aws_access_key_id": aws.exports["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": aws.exports["AWS_SECRET_ACCESS_KEY"],
        "region": "us-east-1",
        "output": "json",
        "endpoint_url": aws.exports["AWS_ENDPOINT_URL"],
    }
    for name, value in settings.items():
        run("configure", "set", name, value)
    return aws, run


def test_the_command_line_of_aws_works_against_it(cli):
    aws, run = cli
    template = ROOT / "resources" / "providers" / "cloud-entitlements" / "template.yaml"
    deployed = run(
        "cloudformation",
        "deploy",
        f"--template-file={template}",
        f"--stack-name={STACK}",
        "--capabilities=CAPABILITY_NAMED_IAM",
        "--parameter-overrides",
        f"OrganizationalUnitIds={root_of(aws)}",
        f"TrustedPrincipal={aws.exports['VENDOR_PRINCIPAL']}",
        "ExternalId=from-the-command-line",
        "ConnectionId=command-line",
    )
    assert "Successfully created/updated stack" in deployed
    listed = json.loads(run("cloudformation", "list-stack-instances", f"--stack-set-name={STACK}-members"))
    names = accounts(aws)
    current = {one["Account"] for one in listed["Summaries"] if one["Status"] == "CURRENT"}
    assert current == set(names.values()) - {names["Acme Corp"], names["Old Project"]}
    role = f"arn:aws:iam::{names['Log Archive']}:role/OrganizationAccountAccessRole"
    taken_on = json.loads(run("sts", "assume-role", f"--role-arn={role}", "--role-session-name=command-line"))
    assert taken_on["AssumedRoleUser"]["Arn"].endswith(":assumed-role/OrganizationAccountAccessRole/command-line")
