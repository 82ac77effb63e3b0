"""The main job through the window: connect an organization."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

ROLE = "CloudEntitlementsReadOnly"


def accounts(aws: EmbeddedAws) -> dict[str, dict[str, Any]]:
    """Give every account of the organization, as AWS tells them, by ID."""
    pages = aws.client("organizations").get_paginator("list_accounts").paginate()
    return {one["Id"]: one for page in pages for one in page["Accounts"]}


def accounts_with_the_role(aws: EmbeddedAws) -> set[str]:
    """Ask every active account of the organization whether the role is there."""
    management = aws.client("sts").get_caller_identity()["Account"]
    found = set()
    for account_id, account in accounts(aws).items():
        if account["State"] != "ACTIVE":
            continue
        iam = aws.client("iam") if account_id == management else aws.in_member(account_id, "iam")
        if ROLE in {role["RoleName"] for page in iam.get_paginator("list_roles").paginate() for role in page["Roles"]}:
            found.add(account_id)
    return found


def by_name(aws: EmbeddedAws, *names: str) -> set[str]:
    """Give the IDs of accounts by their names."""
    found = {one["Name"]: one["Id"] for one in accounts(aws).values()}
    return {found[name] for name in names}


@pytest.fixture
def connected(aws: EmbeddedAws, person: Callable[[], Person]) -> Person:
    """Give a person who can sign in as administrator of the management account."""
    someone = person()
    someone.has_profiles(aws.exports, "AWS")
    return someone


def test_the_whole_organization(aws: EmbeddedAws, connected: Person) -> None:
    someone = connected
    principal = aws.exports["VENDOR_PRINCIPAL"]

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, principal)
            await someone.deploys()
            assert {row[0] for row in someone.table("deploy.accounts")} == {"Connected", "Skipped"}
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the role's checks to pass")
            role_arn = someone.field_text("role.arn")
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
            await someone.press("connected.copy-role-arn")
            await someone.press("wizard.next")
            await someone.hands.seen("main.list")
            rows = await someone.desktop.book.all()
            assert [row.role_arn for row in rows] == [role_arn]

    run_on_qt_loop(job)
    active = {one for one, account in accounts(aws).items() if account["State"] == "ACTIVE"}
    assert accounts_with_the_role(aws) == active
