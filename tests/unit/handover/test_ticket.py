"""A failure in ten lines: whole, on one line each, without a secret."""

from datetime import UTC, datetime

import pytest

from wizard.handover.secret_like import HIDDEN, hide_secrets
from wizard.handover.ticket import Subject, TicketLabels, organization_text, ticket_text
from wizard.model.failure import Diagnosis, RawFailure, Retry
from wizard.model.organization import OrganizationIdentity

LABELS = TicketLabels(
    "Doing",
    "For",
    "When",
    "Problem",
    "Cause",
    "What to do",
    "AWS's words",
    "Request ID",
    "Where",
    "Program",
    "not known",
)
SUBJECT = Subject("Connecting › Deploy", "Acme (o-a1b2c3d4e5, r-ab12, 1111 2222 3333)", "Cloud Entitlements")
FAILURE = RawFailure(
    text="User is not authorized\nto perform: iam:CreateRole",
    service="cloudformation",
    code="AccessDenied",
    operation="CreateStack",
    account="000000000002",
    region="eu-central-1",
    request_id="3f0c2a52-8f6e-4a0e-9c0e-0d8f8a1c7e11",
    at=datetime(2026, 11, 30, 8, 9, 10, tzinfo=UTC),
)
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


def told(failure=FAILURE, explanation="A policy denies it. Ask who owns it.", buttons=("Try again", "Start over")):
    diagnosis = Diagnosis("scp-deny", ("scp-deny",), True, "AWS denies it.", explanation, (), Retry.AFTER_FIX, failure)
    return ticket_text(diagnosis, SUBJECT, buttons, LABELS, "1.2.3").split("\n")


def test_ten_lines_say_all_that_support_asks_for():
    assert told() == [
        "Doing: Connecting › Deploy",
        "For: Acme (o-a1b2c3d4e5, r-ab12, 1111 2222 3333), Cloud Entitlements",
        "When: 2026-11-30 08:09:10 UTC",
        "Problem: AWS denies it. (scp-deny)",
        "Cause: A policy denies it.",
        "What to do: Ask who owns it. [Try again] [Start over]",
        "AWS's words: AccessDenied – User is not authorized to perform: iam:CreateRole",
        "Request ID: 3f0c2a52-8f6e-4a0e-9c0e-0d8f8a1c7e11",
        "Where: eu-central-1, 0000 0000 0002, cloudformation.CreateStack",
        "Program: Org Wizard 1.2.3",
    ]


def test_there_are_ten_lines_whatever_is_not_known():
    lines = told(RawFailure("", at=FAILURE.at), explanation="", buttons=())
    assert len(lines) == 10
    assert [line for line in lines if line.endswith("not known")] == [
        "Cause: not known",
        "What to do: not known",
        "AWS's words: not known",
        "Request ID: not known",
        "Where: not known",
    ]


def test_long_words_are_cut_to_what_people_read():
    assert max(map(len, told(RawFailure("word " * 2000)))) < 800


def test_an_organization_is_named_with_its_ids():
    identity = OrganizationIdentity("o-a1b2c3d4e5", "r-ab12", "111122223333", "Acme")
    assert organization_text(identity) == "Acme (o-a1b2c3d4e5, r-ab12, 1111 2222 3333)"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"signed with {SECRET_KEY}", SECRET_KEY),
        ("key AKIAIOSFODNN7EXAMPLE is unknown", "AKIAIOSFODNN7EXAMPLE"),
        ("The temporary ASIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"),
        ("aws_secret_access_key = hunter22", "hunter22"),
        ('{"SessionToken": "short-one"}', "short-one"),
        ("x-amz-security-token=abc%2Fdef&a=1", "abc%2Fdef"),
        ("https://b.s3.amazonaws.com/k?X-Amz-Signature=0123abcd", "0123abcd"),
        ("DD-API-KEY: 0123456789abcdef", "0123456789abcdef"),
        ("password=geheim", "geheim"),
        ("mfa code: 123456", "123456"),
        ("Authorization: Bearer abcdefghijklmnop", "abcdefghijklmnop"),
        ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", "MIIE"),
        ("session IQoJb3JpZ2luX2VjE" + "a1B2" * 40, "a1B2a1B2"),
    ],
)
def test_what_looks_like_a_secret_is_hidden(text, secret):
    hidden = hide_secrets(text)
    assert secret not in hidden
    assert HIDDEN in hidden


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:iam::111122223333:role/CloudEntitlementsReadOnly",
        "arn:aws:cloudformation:eu-central-1:111122223333:stack/acme/3f0c2a52-8f6e-4a0e-9c0e-0d8f8a1c7e11",
        "User: arn:aws:sts::111122223333:assumed-role/Admin/anna is not authorized to perform: iam:CreateRole",
        "0a4d55a8d778e5022fab701977c5d840bbc486d0",
        "The security token included in the request is expired",
    ],
)
def test_what_support_must_read_stays(text):
    assert hide_secrets(text) == text


def test_a_known_secret_is_hidden_wherever_it_stands():
    assert hide_secrets("x=pa55wort-1 y=pa55wort", ("pa55wort", "pa55wort-1")) == f"x={HIDDEN} y={HIDDEN}"


def test_a_ticket_holds_no_secret():
    lines = told(RawFailure(f"refused for {SECRET_KEY}, AKIAIOSFODNN7EXAMPLE"))
    assert SECRET_KEY not in "\n".join(lines)
    assert "AKIA" not in "\n".join(lines)
