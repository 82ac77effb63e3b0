"""Identifiers are told apart by their whole value (R1, R2)."""

import pytest

from wizard.model.identifiers import Arn, IdentifierKind, RoleArn, grouped_account_id, identifier_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", IdentifierKind.EMPTY),
        ("   ", IdentifierKind.EMPTY),
        ("r-ab12", IdentifierKind.ROOT),
        (" r-ab12\n", IdentifierKind.ROOT),
        ("r-" + "a" * 32, IdentifierKind.ROOT),
        ("r-" + "a" * 33, IdentifierKind.ALMOST_ROOT),
        ("r-ab1", IdentifierKind.ALMOST_ROOT),
        ("R-AB12", IdentifierKind.ALMOST_ROOT),
        ("ou-ab12-cdefgh34", IdentifierKind.ORGANIZATIONAL_UNIT),
        ("o-a1b2c3d4e5", IdentifierKind.ORGANIZATION),
        ("111122223333", IdentifierKind.ACCOUNT),
        ("000000000007", IdentifierKind.ACCOUNT),
        ("1111 2222 3333", IdentifierKind.ACCOUNT),
        ("1111-2222-3333", IdentifierKind.ACCOUNT),
        ("١١١١٢٢٢٢٣٣٣٣", IdentifierKind.UNKNOWN),
        ("arn:aws:organizations::111122223333:root/o-a1b2c3d4e5/r-ab12", IdentifierKind.ARN),
        ("r-ab12 or so", IdentifierKind.ALMOST_ROOT),
        ("Acme Corp", IdentifierKind.UNKNOWN),
    ],
)
def test_kind_of_what_is_pasted(text: str, kind: IdentifierKind) -> None:
    assert identifier_kind(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:iam::111122223333:role/Reader",
        "arn:aws-cn:iam::000000000001:role/team/one/Reader.2",
        "arn:aws-us-gov:iam::111122223333:role/aws-service-role/x/Name+=,.@-_",
    ],
)
def test_a_role_arn_is_read_and_written_the_same(text: str) -> None:
    assert str(RoleArn.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:iam::111122223333:user/Reader",
        "arn:aws:sts::111122223333:assumed-role/Reader/me",
        "arn:aws:iam::111122223333:root",
        "arn:aws:iam::11112222333:role/Reader",
        "arn:aws:iam::111122223333:role/",
        "arn:aws:iam::111122223333:role/" + "a" * 65,
        " arn:aws:iam::111122223333:role/Reader",
        "arn:aws:iam::111122223333:role/Reader\n",
        "arn:aws:iam:us-east-1:111122223333:role/Reader",
        "Reader",
        "",
    ],
)
def test_anything_else_is_no_role_arn(text: str) -> None:
    with pytest.raises(ValueError, match="not "):
        RoleArn.parse(text)


def test_the_path_is_no_part_of_the_name() -> None:
    role = RoleArn.parse("arn:aws:iam::111122223333:role/team/Reader")
    assert (role.path, role.name, role.account_id) == ("/team/", "Reader", "111122223333")


def test_an_arn_of_organizations_is_taken_apart() -> None:
    arn = Arn.parse("arn:aws:organizations::111122223333:root/o-a1b2c3d4e5/r-ab12")
    assert (arn.service, arn.rest) == ("organizations", "root/o-a1b2c3d4e5/r-ab12")


def test_account_ids_are_grouped_for_reading_only_where_they_are_some() -> None:
    assert grouped_account_id("000122223333") == "0001 2222 3333"
    assert grouped_account_id("12") == "12"
