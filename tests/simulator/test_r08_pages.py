import pytest

from tests.simulator.templates import root_of


@pytest.mark.rule(8)
def test_pages_hold_at_most_twenty_entries(fresh):
    aws = fresh("happy", accounts=75)
    client = aws.client("organizations")
    pages = list(client.get_paginator("list_accounts").paginate())
    assert [len(page["Accounts"]) for page in pages] == [20, 20, 20, 15]
    assert len(client.list_accounts(MaxResults=5)["Accounts"]) == 5


@pytest.mark.rule(8)
def test_a_page_can_be_empty_while_there_are_more(aws):
    client = aws.client("organizations")
    root = root_of(aws)
    first = client.list_accounts_for_parent(ParentId=root)
    assert first["Accounts"] == []
    second = client.list_accounts_for_parent(ParentId=root, NextToken=first["NextToken"])
    assert [account["Name"] for account in second["Accounts"]] == ["Acme Corp", "Acme Legacy"]
