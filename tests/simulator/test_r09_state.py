import pytest

from tests.simulator.templates import accounts, units


@pytest.mark.rule(9)
def test_accounts_have_a_state_and_no_status(aws):
    client = aws.client("organizations")
    listed = [one for page in client.get_paginator("list_accounts").paginate() for one in page["Accounts"]]
    assert all("Status" not in one for one in listed)
    assert {one["Name"]: one["State"] for one in listed}["Old Project"] == "SUSPENDED"
    described = client.describe_account(AccountId=accounts(aws)["Old Project"])["Account"]
    assert (described["State"], "Status" in described) == ("SUSPENDED", False)


@pytest.mark.rule(9)
def test_organizational_units_nest_five_levels_deep(aws, refused):
    client = aws.client("organizations")
    parent = units(aws)["Payments"]
    for level in (4, 5):
        parent = client.create_organizational_unit(ParentId=parent, Name=f"Level {level}")["OrganizationalUnit"]["Id"]
    code, message = refused(client.create_organizational_unit, ParentId=parent, Name="Level 6")
    assert (code, message.split(":")[0]) == ("ConstraintViolationException", "OU_DEPTH_LIMIT_EXCEEDED")
