import pytest

from wizard.operations.policy_documents import allowed_actions, covered, external_ids, same_principal, statements


def test_a_single_statement_needs_no_list() -> None:
    statement = {"Effect": "Allow", "Action": "s3:GetObject"}
    assert statements({"Statement": statement}) == (statement,)
    assert allowed_actions([{"Statement": statement}]) == ("s3:GetObject",)


def test_what_is_denied_is_not_allowed() -> None:
    assert allowed_actions([{"Statement": [{"Effect": "Deny", "Action": ["s3:*"]}]}]) == ()


@pytest.mark.parametrize(
    ("action", "pattern", "expected"),
    [
        ("iam:ListRoles", "iam:List*", True),
        ("iam:ListRoles", "IAM:listroles", True),
        ("iam:ListRoles", "iam:ListRole?", True),
        ("iam:ListRoles", "*", True),
        ("iam:ListRoles", "iam:ListRole", False),
        ("iam:ListRoles", "iam.ListRoles", False),
    ],
)
def test_patterns_of_actions_are_as_iam_reads_them(action: str, pattern: str, expected: bool) -> None:
    assert covered(action, [pattern]) is expected


@pytest.mark.rule("R39")
def test_an_account_is_the_same_as_its_root() -> None:
    assert same_principal("999999999999", "arn:aws-cn:iam::999999999999:root", "aws-cn")
    assert not same_principal("999999999999", "arn:aws:iam::999999999999:role/x", "aws")


def test_external_ids_are_found_whatever_the_case_of_the_key() -> None:
    assert external_ids({"Condition": {"StringEquals": {"STS:externalid": ["a", "b"]}}}) == ("a", "b")
    assert external_ids({"Condition": {"StringNotEquals": {"sts:ExternalId": "a"}}}) is None
    assert external_ids({}) is None
