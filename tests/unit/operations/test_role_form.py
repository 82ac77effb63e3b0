import pytest

from wizard.model.check import CheckState
from wizard.operations.role_form import read_role_arn

ARN = "arn:aws:iam::111111111111:role/CloudEntitlementsReadOnly"


@pytest.mark.rule("R2")
@pytest.mark.parametrize(
    "text", [ARN, "arn:aws-us-gov:iam::012345678901:role/team/Reader", "arn:aws-cn:iam::111111111111:role/a"]
)
def test_a_role_arn_is_read(text: str) -> None:
    read = read_role_arn(text)
    assert str(read.role) == text
    assert read.result.state is CheckState.PASSED
    assert read.result.message is not None
    assert read.result.message.key == "role.well-formed"


@pytest.mark.parametrize(
    "text",
    [f"  {ARN}", f"{ARN}\n", f"\t{ARN}\r\n", ARN.replace(":role/", ":role/\n  "), f"\u00a0{ARN}\u00a0"],
)
def test_spaces_and_line_breaks_are_taken_away_and_named(text: str) -> None:
    read = read_role_arn(text)
    assert str(read.role) == ARN
    assert read.result.message is not None
    assert (read.result.state, read.result.message.key) == (CheckState.PASSED, "role.white-space-removed")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "role.empty"),
        (" \n", "role.empty"),
        ("arn:aws:iam::111111111111:user/alice", "role.is-user"),
        ("arn:aws:iam::111111111111:group/admins", "role.is-group"),
        ("arn:aws:iam::aws:policy/ReadOnlyAccess", "role.is-policy"),
        ("arn:aws:iam::111111111111:instance-profile/Reader", "role.is-instance-profile"),
        ("arn:aws:iam::111111111111:root", "role.is-root-user"),
        ("arn:aws:sts::111111111111:assumed-role/Reader/alice", "role.is-session"),
        ("arn:aws:cloudformation:us-east-1:111111111111:stack/org-wizard/1", "role.is-stack"),
        ("arn:aws:s3:::bucket", "role.other-service"),
        ("arn:aws:iam::11111111111:role/Reader", "role.not-a-role"),
        ("arn:aws:iam::111111111111:role/", "role.not-a-role"),
        ("CloudEntitlementsReadOnly", "role.not-an-arn"),
        ("r-ab12", "role.is-root-id"),
        ("o-a1b2c3d4e5", "role.is-organization-id"),
        ("ou-ab12-11111111", "role.is-ou-id"),
        ("111111111111", "role.is-account-id"),
    ],
)
def test_each_mistake_has_its_own_sentence(text: str, key: str) -> None:
    read = read_role_arn(text)
    assert read.role is None
    assert read.result.message is not None
    assert (read.result.state, read.result.message.key) == (CheckState.PROBLEM, key)
