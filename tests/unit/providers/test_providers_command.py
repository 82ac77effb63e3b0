"""`python -m wizard.providers`: JSON with every fact, whatever it is given; never a traceback, never for ever."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.way_out import AnsweringServer, Authority, TunnelProxy, started
from wizard.understand_template import main

FACTS = {
    "parameters",
    "capabilities",
    "resource_types",
    "stack_sets",
    "deploy_as",
    "stack_set_blockers",
    "role_arn_outputs",
    "secret_outputs",
    "body_bytes",
    "needs_s3",
    "placeholders",
    "permissions",
    "errors",
}
VENDOR = """\
AWSTemplateFormatVersion: 2010-09-09
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Label: {default: Access}
        Parameters: [ApiKey, Version]
    ParameterLabels: {Version: {default: Which version}}
Parameters:
  ApiKey: {Type: String}
  Version: {Type: String, Default: 0.11, AllowedValues: [0.11, 007, false]}
  Units: {Type: CommaDelimitedList, AllowedPattern: '[a-z&&[^q]]++'}
  Nothing: {Type: String, Default: }
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: acme}}
  Members:
    Type: AWS::CloudFormation::StackSet
    Properties: {PermissionModel: SERVICE_MANAGED, StackSetName: acme, TemplateBody: "Resources:\\n  - x: [1"}
Outputs:
  RoleName: {Value: !Sub 'arn:aws:iam::${AWS::AccountId}:role/acme'}
  Token: {Value: !Ref ApiKey}
"""
MEASURED = """\
import sys
from pathlib import Path
from wizard.understand_template import main
status = main(sys.argv[1:])
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0], file=sys.stderr)
sys.exit(status)
"""
VARIABLES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def nobody_signed_in(monkeypatch, tmp_path):
    for name in (*VARIABLES, "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def said(capfdbinary):
    def run(given):
        status = main([str(given)])
        return status, json.loads(capfdbinary.readouterr().out)

    return run


@pytest.fixture
def amazon(authority, monkeypatch):
    """Let a server be all hosts of Amazon S3."""

    def be(server):
        proxy = TunnelProxy(server, authority)
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("AWS_CA_BUNDLE", str(authority.file))
        return proxy

    return be


def s3_says(status, body=b"", **headers):
    return AnsweringServer(status, {"x-amz-request-id": "1", "Content-Type": "application/xml", **headers}, body)


def s3_refuses(code, status):
    return s3_says(status, f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode())


def test_every_fact_of_a_vendors_template(said, tmp_path):
    file = tmp_path / "vendor.yaml"
    file.write_text(VENDOR, encoding="utf-8-sig")
    status, facts = said(file)

    assert (status, facts.keys()) == (0, FACTS)
    assert facts["parameters"]["ApiKey"] == {
        "type": "String",
        "default": None,
        "allowed_values": [],
        "allowed_pattern": "",
        "no_echo": False,
        "secret": True,
        "required": True,
        "group": "Access",
        "label": "",
    }
    version = facts["parameters"]["Version"]
    assert (version["default"], version["allowed_values"]) == ("0.11", ["0.11", "007", "false"])
    assert (version["label"], version["required"]) == ("Which version", False)
    assert facts["stack_sets"] == [{"logical_id": "Members", "permission_model": "SERVICE_MANAGED"}]
    assert (facts["deploy_as"], len(facts["stack_set_blockers"])) == (["stack"], 1)
    assert (facts["role_arn_outputs"], facts["secret_outputs"]) == (["RoleName"], ["Token"])
    assert facts["capabilities"] == ["CAPABILITY_NAMED_IAM"]
    assert (facts["needs_s3"], facts["body_bytes"]) == (False, len(VENDOR.encode()))
    told = " ".join(facts["errors"])
    assert "Parameters › Nothing › Default is empty (null)" in told
    assert "the pattern of Units cannot be judged here" in told
    assert "the template inside Members cannot be read" in told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02", "cannot be read"),
        (b"just words", "it has no resources"),
        (b"Resources:\n\t- x", "is not YAML"),
        (b'{"Resources": {"A": ', "is not YAML"),
        (b"x: y\n" * 500_000, "at most 1,000,000 bytes"),
        (b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
            f"{two}: &{two} [*{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}]\n".encode()
            for one, two in zip("abcdefgh", "bcdefghi", strict=True)
        ), "more than 200,000 values"),
        (b"<!DOCTYPE html><html>sign in</html>", "a web page"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"Resources: \xff\xfe\xfd", "is not UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_template_gets_a_sentence(said, tmp_path, content, sentence):
    file = tmp_path / "given"
    file.write_bytes(content)
    status, facts = said(file)

    assert (status, facts.keys(), facts["parameters"]) == (1, FACTS, {})
    assert sentence in facts["errors"][0]


def test_names_that_are_no_files(said, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for given, sentence in (
        (tmp_path, "a folder"),
        (pipe, "no file"),
        ("/dev/zero", "no file"),
        (tmp_path / "gone", "not there"),
        ("a" * 5_000, "cannot be read"),
        ("a\0b", "not there"),
    ):
        status, facts = said(given)
        assert status == 1
        assert sentence in facts["errors"][0]


def test_a_template_that_everybody_may_read(said, amazon):
    with started(s3_says(200, VENDOR.encode())) as server, started(amazon(server)) as proxy:
        status, facts = said("https://acme.s3.eu-west-1.amazonaws.com/v1/role.yaml")

    assert (status, facts["link"]["template_url"]) == (0, "https://acme.s3.eu-west-1.amazonaws.com/v1/role.yaml")
    assert "ApiKey" in facts["parameters"]
    assert {host.partition(":")[0] for host in proxy.asked_for} == {"acme.s3.eu-west-1.amazonaws.com"}


def test_a_quick_create_link_with_an_address_that_carries_its_permission(said, amazon):
    address = "https://acme.s3.amazonaws.com/r.yaml?X-Amz-Date=20991231T000000Z&X-Amz-Expires=60&X-Amz-Signature=s3cret"
    link = (
        "https://console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/quickcreate"
        f"?templateURL={quote(address, safe='')}&stackName=acme&param_ApiKey=k3y&param_Version=007&param_Gone=1"
    )
    with started(s3_says(200, VENDOR.encode())) as server, started(amazon(server)):
        status, facts = said(link)

    assert status == 0
    assert facts["link"] == {
        "template_url": "https://acme.s3.amazonaws.com/r.yaml",
        "region": "eu-west-1",
        "stack_name": "acme",
        "parameters": {"ApiKey": "****", "Version": "007", "Gone": "****"},
    }
    assert "The link sets Gone, and the template has no such parameter." in facts["errors"]
    assert "s3cret" not in json.dumps(facts)


SIGNED = "https://acme.s3.amazonaws.com/r.yaml?X-Amz-Signature=s3cret&X-Amz-Date=20991231T000000Z&X-Amz-Expires=60"
OLD = SIGNED.replace("2099", "2020")
OPEN = "https://acme.s3.amazonaws.com/r.yaml"


@pytest.mark.parametrize(
    ("link", "server", "sentence"),
    [
        (OLD, s3_says(200), "The link expired on 2020-12-31 at 00:01 UTC"),
        (SIGNED, s3_says(403, b"<Code>AccessDenied</Code><Message>Request has expired</Message>"), "has expired"),
        (SIGNED, s3_refuses("SignatureDoesNotMatch", 403), "refuses the link (SignatureDoesNotMatch)"),
        (SIGNED, s3_refuses("NoSuchKey", 404), "no such file in the bucket"),
        (SIGNED, s3_says(307, Location="https://example.com/"), "leads on to another one"),
        (SIGNED, s3_says(503), "answered HTTP 503"),
        (SIGNED, s3_says(200, b"x" * 1_000_001), "more than 1,000,000 bytes"),
        (OPEN, s3_refuses("NoSuchKey", 404), "no such file in the bucket acme"),
        (OPEN, s3_refuses("NoSuchBucket", 404), "no bucket acme"),
        (OPEN, s3_refuses("AccessDenied", 403), "nobody is signed in to AWS"),
        (OPEN, s3_says(200, b"x" * 1_000_001), "more than 1,000,000 bytes"),
        (OPEN, s3_says(200, b"<html>sign in to the hotel</html>"), "a web page"),
    ],
)
def test_what_amazon_s3_does_not_hand_over(said, amazon, link, server, sentence):
    with started(server), started(amazon(server)):
        status, facts = said(link)

    assert status == 1
    assert sentence in facts["errors"][0]
    assert "s3cret" not in json.dumps(facts)


def test_nothing_is_asked_of_a_host_that_is_not_amazon_s3(said, amazon):
    with started(s3_says(200, VENDOR.encode())) as server, started(amazon(server)) as proxy:
        for link in ("http://acme.s3.amazonaws.com/r.yaml", "https://example.com/r.yaml", "https://10.0.0.1/r"):
            assert said(link)[0] == 1

    assert proxy.asked_for == []


def test_the_largest_templates_stay_within_200_megabytes(tmp_path):
    """One process reads, one after the other, the files that cost most; its peak is what the kernel says."""
    heavy = tmp_path / "heavy.yaml"
    heavy.write_text("Resources:\n  A:\n    Type: X\n    P:\n" + "    - {a: b}\n" * 65_000)
    wide = tmp_path / "wide.json"
    wide.write_text('{"Resources": {"A": {"Type": "X", "P": [' + ",".join(['"a"'] * 195_000) + "]}}}")
    utf32 = tmp_path / "utf32.yaml"
    utf32.write_text("Resources: {A: {Type: X, P: '" + "x" * 990_000 + "'}}", encoding="utf-32")
    for file in (heavy, wide, utf32):
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(file)],
            capture_output=True,
            timeout=120,
            check=False,
            cwd=Path(__file__).parents[3],
        )
        assert (done.returncode, json.loads(done.stdout)["errors"]) == (0, []), done.stderr
        assert int(done.stderr) < 200 * 1024


def test_it_runs_as_a_module(tmp_path):
    file = tmp_path / "vendor.yaml"
    file.write_text(VENDOR)
    done = subprocess.run(
        [sys.executable, "-m", "wizard.providers", str(file)],
        capture_output=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["resource_types"]["AWS::IAM::Role"] == 1
