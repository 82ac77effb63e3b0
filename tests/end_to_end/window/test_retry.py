"""Trying again the accounts that failed, and connecting those that joined later, with the window's buttons."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.embedded_aws import EmbeddedAws, ended_operation
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

DENIED = ("Network", "Shop Production", "Sandbox Anna")


@pytest.fixture
def denying(embedded: Callable[..., EmbeddedAws]) -> EmbeddedAws:
    return embedded("scp-denies-members")


@pytest.fixture
def someone(denying: EmbeddedAws, person: Callable[[], Person]) -> Person:
    one = person()
    one.has_profiles(denying.exports, "AWS")
    return one


def lifts_the_policy(aws: EmbeddedAws) -> None:
    client = aws.client("organizations")
    for policy in client.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]:
        if not policy["AwsManaged"]:
            for target in client.list_targets_for_policy(PolicyId=policy["Id"])["Targets"]:
                client.detach_policy(PolicyId=policy["Id"], TargetId=target["TargetId"])


def operations(aws: EmbeddedAws) -> list[tuple[str, set[str]]]:
    """Give what was done with the StackSet, the newest first: the action, and the accounts it was for."""
    client: Any = aws.client("cloudformation")
    summaries = client.list_stack_set_operations(StackSetName=asked.WATCHED)["Summaries"]
    found = []
    for one in summaries:
        results = client.list_stack_set_operation_results(
            StackSetName=asked.WATCHED, OperationId=one["OperationId"], MaxResults=100
        )
        found.append((one["Action"], {each["Account"] for each in results["Summaries"]}))
    return found


def takes_an_instance_away(aws: EmbeddedAws, account: str) -> None:
    """Let a StackSet be as it is when an account has joined a unit and AWS was not told to connect it."""
    client: Any = aws.client("cloudformation")
    pages = client.get_paginator("list_stack_instances").paginate(StackSetName=asked.WATCHED)
    unit = next(one["OrganizationalUnitId"] for page in pages for one in page["Summaries"] if one["Account"] == account)
    targets = {"OrganizationalUnitIds": [unit], "Accounts": [account], "AccountFilterType": "INTERSECTION"}
    deletion = client.delete_stack_instances(
        StackSetName=asked.WATCHED, DeploymentTargets=targets, Regions=["us-east-1"], RetainStacks=False
    )
    ended_operation(client, asked.WATCHED, deletion["OperationId"])


async def connects_partly(someone: Person, aws: EmbeddedAws) -> None:
    await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
    await someone.deploys()
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the role's checks to pass")
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("connected.retry"), "the row to be written")


def test_from_the_list_those_that_failed_and_those_that_joined_later(denying: EmbeddedAws, someone: Person) -> None:
    aws = denying
    (joined,) = asked.by_name(aws, "Network")

    async def job() -> None:
        async with someone.at_the_program():
            await connects_partly(someone, aws)
            await someone.press("wizard.next")
            await someone.is_back_in_the_list()
            await someone.hands.until(lambda: someone.can_press("main.retry"), "the accounts")
            assert someone.read("main.retry").replace("&", "") == "Try these 3 again"
            before = len(operations(aws))
            lifts_the_policy(aws)
            await someone.press("main.retry")
            await someone.hands.until(lambda: someone.table("main.list")[0][4] == "12 of 12", "all to be connected")
            await someone.hands.until(lambda: not someone.sees("main.retry"), "nobody to be tried")
            assert "All are in order now." in someone.reads_strip("main.run.message")
            assert operations(aws)[:-before] == [("UPDATE", asked.by_name(aws, *DENIED))]
            takes_an_instance_away(aws, joined)
            before = len(operations(aws))
            await someone.press("main.run.done")
            await someone.checks_again()
            await someone.hands.until(lambda: someone.can_press("main.retry"), "the account that joined")
            assert someone.read("main.retry").replace("&", "") == "Connect this account now"
            await someone.press("main.retry")
            await someone.hands.until(lambda: someone.table("main.list")[0][4] == "12 of 12", "it to be connected")
            assert operations(aws)[:-before] == [("CREATE", {joined})]

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)


def test_from_the_last_page(denying: EmbeddedAws, someone: Person) -> None:
    aws = denying

    async def job() -> None:
        async with someone.at_the_program():
            await connects_partly(someone, aws)
            before = len(operations(aws))
            await someone.press("connected.retry")
            await someone.hands.until(lambda: len(operations(aws)) > before, "them to be tried")
            await someone.hands.until(lambda: someone.can_press("connected.retry"), "them to fail again")
            assert "9 of 12 member accounts have the role" in someone.page_says()
            lifts_the_policy(aws)
            before = len(operations(aws))
            await someone.press("connected.retry")
            await someone.hands.until(lambda: "Acme Corp is connected" in someone.page_says(), "all to be connected")
            assert "12 of 12 member accounts have the role" in someone.page_says()
            assert not someone.sees("connected.missing")
            assert operations(aws)[:-before] == [("UPDATE", asked.by_name(aws, *DENIED))]
            await someone.press("wizard.next")
            await someone.is_back_in_the_list()
            await someone.hands.until(lambda: someone.table("main.list")[0][4] == "12 of 12", "the list to say so")

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)
