"""What a message names."""

import pytest

from wizard.diagnosis.facts import Facts, facts, grouped
from wizard.model.failure import RawFailure

DENIED = (
    "User: arn:aws:sts::111122223333:assumed-role/Admin/ann is not authorized to perform: iam:CreateRole on resource: "
    "arn:aws:iam::444455556666:role/audit/Reader because no identity-based policy allows the iam:CreateRole action"
)


def test_a_denial_names_who_what_and_where() -> None:
    found = facts(RawFailure(DENIED))

    assert found.action == "iam:CreateRole"
    assert found.principal == "arn:aws:sts::111122223333:assumed-role/Admin/ann"
    assert found.resource == "arn:aws:iam::444455556666:role/audit/Reader"
    assert (found.account, found.role) == ("444455556666", "Reader")


def test_where_it_was_met_counts_more_than_the_text() -> None:
    found = facts(RawFailure(DENIED, account="777788889999", region="eu-central-1"))

    assert (found.account, found.region) == ("777788889999", "eu-central-1")


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Stack:arn:aws:cloudformation:us-east-1:111122223333:stack/one-two/0f is in X state", "stack", "one-two"),
        (
            "Another Operation on StackSet arn:aws:cloudformation:us-east-1:111122223333:stackset/set-1:9e",
            "stack_set",
            "set-1",
        ),
        ("Organizational unit ou-ab12-abcd1234 not found in StackSet", "unit", "ou-ab12-abcd1234"),
        ("The config profile (my prod) could not be found", "profile", "my prod"),
        ("Parameters: [ExternalId, Site] must have values", "parameter", "ExternalId, Site"),
        ("ResourceLogicalId:AuditRole, ResourceType:AWS::IAM::Role", "logical_id", "AuditRole"),
        ('Could not connect to the endpoint URL: "https://sts.eu-west-9.amazonaws.com/"', "region", "eu-west-9"),
        ('Failed to connect to proxy URL: "http://ann:secret@proxy.corp:8080"', "host", "proxy.corp"),
        ("Role with name [Audit] already exists", "role", "Audit"),
        (
            "in a service control policy: arn:aws:organizations::111122223333:policy/o-1/service_control_policy/p-9",
            "policy",
            "arn:aws:organizations::111122223333:policy/o-1/service_control_policy/p-9",
        ),
    ],
)
def test_a_message_names_a_fact(text: str, name: str, value: str) -> None:
    assert getattr(facts(RawFailure(text)), name) == value


def test_a_password_in_a_proxy_address_is_no_fact() -> None:
    found = facts(RawFailure('Failed to connect to proxy URL: "http://ann:hunter2@proxy.corp:8080"'))

    assert "hunter2" not in " ".join(found.words().values())


def test_no_facts_in_no_text() -> None:
    assert facts(RawFailure("")) == Facts()


def test_only_the_facts_asked_for_are_read() -> None:
    assert facts(RawFailure(DENIED), ("action",)) == Facts(action="iam:CreateRole")


def test_an_account_is_said_in_groups_of_four() -> None:
    assert grouped("012345678901") == "0123 4567 8901"
