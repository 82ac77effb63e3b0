import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from tests.embedded_aws import ROOT, until
from tests.simulator.templates import accounts

OUTCOMES = {"connected", "partly-connected", "refused", "failed", "paused"}
NEEDED = {
    "happy",
    "trusted-access-off",
    "not-management-account",
    "no-organization",
    "billing-only",
    "missing-permissions",
    "role-name-taken",
    "stack-left-over",
    "stackset-left-over",
    "scp-denies-members",
    "scp-region",
    "member-suspended",
    "member-role-clash",
    "tolerance-exceeded",
    "throttled",
    "slow",
    "flaky-network",
    "captive-portal",
    "expired-in-the-middle",
    "mfa",
    "delegated-admin",
    "iam-slow",
    "delete-stuck",
    "termination-protected",
    "early-validation",
    "identity-center-elsewhere",
    "large",
    "huge",
    "unicode",
}
EXPORTS = [
    "AWS_ENDPOINT_URL",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_DEFAULT_REGION",
    "MEMBER_ACCESS_KEY_ID",
    "MEMBER_SECRET_ACCESS_KEY",
    "DELEGATED_ACCESS_KEY_ID",
    "DELEGATED_SECRET_ACCESS_KEY",
    "LIMITED_ACCESS_KEY_ID",
    "LIMITED_SECRET_ACCESS_KEY",
    "VENDOR_ACCESS_KEY_ID",
    "VENDOR_SECRET_ACCESS_KEY",
    "VENDOR_PRINCIPAL",
]


def run(*arguments):
    command = [sys.executable, "-m", "wizard.simulator", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=30)


def test_the_list_names_every_scenario_with_how_it_ends():
    found = [json.loads(line) for line in run("--list").stdout.splitlines()]
    assert found[0]["name"] == "happy"
    assert {one["name"] for one in found} >= NEEDED
    assert {one["ends"]["outcome"] for one in found} <= OUTCOMES
    assert all(one["summary"].endswith(".") for one in found)
    assert {one["profile"] for one in found} == {"administrator", "member", "limited", "delegated"}


def test_causes_are_known_by_name():
    causes = Path(ROOT / "resources" / "diagnosis")
    known = "\n".join(one.read_text(encoding="utf-8") for one in causes.rglob("*") if one.is_file())
    found = [json.loads(line)["ends"]["cause"] for line in run("--list").stdout.splitlines()]
    if known:
        assert [one for one in found if one and one not in known] == []


def test_an_unknown_scenario_is_named():
    ended = run("--scenario", "nosuch")
    assert ended.returncode == 2
    assert ended.stderr.startswith("There is no scenario called nosuch. There are: happy, ")


def test_the_first_lines_are_exports(shared):
    aws = shared("trusted-access-on")
    assert list(aws.exports) == EXPORTS
    assert aws.exports["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:")


def test_it_ends_when_its_standard_input_closes(fresh):
    aws = fresh("happy")
    process = aws._process
    process.stdin.close()
    assert process.wait(timeout=10) == 0


def test_ten_thousand_accounts_start_in_five_seconds_and_a_gigabyte(fresh):
    started = time.monotonic()
    aws = fresh("huge")
    organizations = aws.client("organizations")
    assert len(organizations.list_accounts()["Accounts"]) == 20
    assert time.monotonic() - started < 5
    assert aws.memory_mib < 1024
    pages = organizations.get_paginator("list_accounts").paginate()
    assert sum(len(page["Accounts"]) for page in pages) == 10_000


def test_expired_in_the_middle_expires_the_administrator_alone(fresh):
    aws = fresh("expired-in-the-middle", speed=1000)

    def expired():
        try:
            return not aws.client("sts").get_caller_identity()
        except ClientError as error:
            return error.response["Error"]["Code"] == "ExpiredToken"

    until(expired)
    assert aws.client("sts", "RENEWED").get_caller_identity()["Arn"].endswith(":user/administrator-again")


def test_a_second_factor_opens_the_role(fresh, refused):
    aws = fresh("mfa")
    assert refused(aws.client("iam").list_roles)[0] == "AccessDenied"
    sts = aws.client("sts")
    asked = {"RoleArn": aws.exports["MFA_ROLE_ARN"], "RoleSessionName": "tests"}
    assert refused(sts.assume_role, **asked)[0] == "AccessDenied"
    with_device = {**asked, "SerialNumber": aws.exports["MFA_SERIAL"]}
    wrong = refused(sts.assume_role, **with_device, TokenCode="000000")
    assert wrong[1] == "MultiFactorAuthentication failed with invalid MFA one time pass code. "
    assert sts.assume_role(**with_device, TokenCode="123456")["Credentials"]


def test_unicode_names_arrive_as_they_are(shared):
    names = accounts(shared("unicode"))
    assert {"שלום חשבון", "<img src=x onerror=alert(1)>", "👩‍🔬 Anna & Ülkü"} <= set(names)


@pytest.mark.parametrize("scenario", ["stack-left-over", "termination-protected"])
def test_left_over_stacks_can_be_described(shared, scenario):
    stack = shared(scenario).client("cloudformation").describe_stacks(StackName="org-wizard-cloud-entitlements")
    status = "ROLLBACK_COMPLETE" if scenario == "stack-left-over" else "CREATE_COMPLETE"
    assert stack["Stacks"][0]["StackStatus"] == status


def test_the_names_are_those_of_the_provider():
    provider = ROOT / "resources" / "providers" / "cloud-entitlements" / "provider.yaml"
    text = provider.read_text(encoding="utf-8")
    names = (ROOT / "wizard" / "simulator" / "names.py").read_text(encoding="utf-8")
    for constant in ("STACK_NAME", "STACK_SET_NAME", "ROLE_NAME"):
        value = names.split(f"{constant} = ")[1].split('"')[1]
        assert value in text
