"""Repairing a connection that somebody changed at AWS: found by "Check again", mended by one button."""

import json
from collections.abc import Callable
from typing import Any

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.end_to_end.window.test_retry import takes_an_instance_away
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

NOBODY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
}
STRANGER = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "sts:AssumeRole"}
    ],
}


def trusts_the_vendor(aws: EmbeddedAws) -> bool:
    external_id = asked.stack_parameters(aws)["ExternalId"]
    account = asked.management_account(aws)
    without = asked.vendor_can_take_on(aws, account, None)
    return not without and asked.vendor_can_take_on(aws, account, external_id)


def change_trust(aws: EmbeddedAws, to: dict[str, Any]) -> None:
    aws.client("iam").update_assume_role_policy(RoleName=asked.ROLE, PolicyDocument=json.dumps(to))


async def connects(someone: Person, aws: EmbeddedAws) -> None:
    await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
    await someone.deploys()
    await someone.finishes()
    await someone.hands.until(lambda: someone.table("main.list")[0][4] == "12 of 12", "all to be connected")


async def finds(someone: Person, problem: str) -> None:
    assert not someone.sees("main.repair")
    await someone.checks_again()
    await someone.hands.until(lambda: problem in someone.reads_strip("main.message"), problem)
    await someone.hands.until(lambda: someone.can_press("main.repair"), "the repair to be offered")


async def repairs(someone: Person) -> None:
    await someone.press("main.repair")
    await someone.press("main.confirm-repair.yes")
    await someone.hands.until(
        lambda: "It is repaired. All is in order now." in someone.reads_strip("main.run.message"), "the repair"
    )
    await someone.hands.until(lambda: not someone.sees("main.repair"), "nothing to be repaired any more")


def test_a_trust_that_somebody_changed_and_an_account_that_is_missing(
    aws: EmbeddedAws, person: Callable[[], Person]
) -> None:
    someone = person()
    someone.has_profiles(aws.exports, "AWS")
    (joined,) = asked.by_name(aws, "Network")

    async def job() -> None:
        async with someone.at_the_program():
            await connects(someone, aws)
            assert trusts_the_vendor(aws)
            change_trust(aws, STRANGER)
            assert not trusts_the_vendor(aws)
            takes_an_instance_away(aws, joined)
            await finds(someone, "The role no longer trusts the service")
            await repairs(someone)
            assert trusts_the_vendor(aws)
            assert someone.table("main.list")[0][3:5] == ["Active", "12 of 12"]

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)


def test_a_status_that_is_not_the_same_everywhere(aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    """The stack says on and the role trusts nobody: what the stack says is what was agreed."""
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await connects(someone, aws)
            change_trust(aws, NOBODY)
            await finds(someone, "The status is not the same everywhere")
            await repairs(someone)
            assert trusts_the_vendor(aws)
            assert someone.table("main.list")[0][3:5] == ["Active", "12 of 12"]

    run_on_qt_loop(job)


def test_an_account_that_moved_next_to_one_that_is_left_out(aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    """Automatic deployment does not act in a unit of which an account is left out (R26): the stack has to be told."""
    someone = person()
    someone.has_profiles(aws.exports, "AWS")
    organizations = aws.client("organizations")
    (left_out,), (moved,) = asked.by_name(aws, "Network"), asked.by_name(aws, "Sandbox Anna")

    def parent(account: str) -> str:
        return str(organizations.list_parents(ChildId=account)["Parents"][0]["Id"])

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in()
            await someone.reads_the_organization()
            await someone.ticks("Network")
            await someone.goes_on_to(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            await someone.deploys()
            await someone.finishes()
            await someone.hands.until(lambda: someone.table("main.list")[0][4] == "11 of 11", "all to be connected")
            known = asked.stack_parameters(aws)
            organizations.move_account(
                AccountId=moved, SourceParentId=parent(moved), DestinationParentId=parent(left_out)
            )
            await someone.hands.until(lambda: asked.role_in(aws, moved) is None, "automatic deployment to act (R34)")
            await finds(someone, "joined the organization later")
            await repairs(someone)
            assert asked.stack_parameters(aws) != known
            assert someone.table("main.list")[0][3:5] == ["Active", "11 of 11"]

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws) - {left_out}
