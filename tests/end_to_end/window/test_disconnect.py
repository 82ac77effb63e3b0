"""An organization is disconnected from the main window: AWS is clean afterwards, or what stays is named there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.model.identifiers import grouped_account_id

POLICY = "AmazonS3ReadOnlyAccess"


class Disconnector(Person):
    """A person who connects the whole organization, and disconnects it again."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, aws: EmbeddedAws) -> None:
        super().__init__(home, monkeypatch)
        self.aws = aws
        self.has_profiles(aws.exports, "AWS")

    async def connects(self) -> None:
        """Connect the whole organization, and come back to the list."""
        await self.reaches(StepId.REVIEW, self.aws.exports["VENDOR_PRINCIPAL"])
        await self.deploys()
        await self.finishes()

    async def disconnects(self) -> None:
        """Press "Disconnect", and answer that it is meant."""
        await self.press("main.disconnect")
        await self.press("main.confirm-disconnect.yes")

    async def is_told_why_not(self) -> str:
        """Wait until the run rests on something that is in the way, and read it."""
        await self.hands.until(lambda: "\n" in self.reads("main.run.message"), "the run to rest")
        return self.reads("main.run.message")

    async def mends(self, mend: str) -> None:
        """Press the button that mends it, and answer that it is meant."""
        await self.press(f"main.run.action.{mend}")
        await self.press("main.confirm-mend.yes")

    async def is_done(self) -> str:
        """Wait until the row is gone from the list, and read what the window says of it."""
        await self.hands.until(lambda: "is disconnected from" in self.reads("main.news"), "the row to go")
        assert list(await self.desktop.book.all()) == []
        return self.reads("main.news")

    def reads(self, name: str) -> str:
        """Read all that a message strip says; empty where it is not shown."""
        return self.page_says(name) if self.sees(name) else ""


Disconnectors = Callable[[str], Disconnector]


@pytest.fixture
def someone_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedded: Callable[..., EmbeddedAws]) -> Disconnectors:
    """Give who makes a person at an embedded AWS in a scenario."""
    return lambda scenario: Disconnector(tmp_path, monkeypatch, embedded(scenario))


def is_gone(aws: EmbeddedAws, *, left: set[str] | None = None) -> None:
    """Nothing of the connection is at AWS but the role in these accounts."""
    cloudformation = aws.client("cloudformation")
    assert cloudformation.describe_stacks()["Stacks"] == []
    assert cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"] == []
    assert asked.accounts_with_the_role(aws) == (left or set())


def trusts_nobody(aws: EmbeddedAws, account: str) -> bool:
    role = asked.iam_of(aws, account).get_role(RoleName=asked.ROLE)["Role"]
    return [one["Effect"] for one in role["AssumeRolePolicyDocument"]["Statement"]] == ["Deny"]


def attached_to(aws: EmbeddedAws, account: str) -> list[str]:
    found = asked.iam_of(aws, account).list_attached_role_policies(RoleName=asked.ROLE)["AttachedPolicies"]
    return [one["PolicyArn"] for one in found]


def test_a_protected_stack_is_disconnected_once_the_protection_is_turned_off(someone_at: Disconnectors) -> None:
    someone = someone_at("happy")
    cloudformation = someone.aws.client("cloudformation")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.connects()
            cloudformation.update_termination_protection(StackName=asked.STACK, EnableTerminationProtection=True)
            await someone.disconnects()
            assert "protected against deletion" in await someone.is_told_why_not()
            assert cloudformation.describe_stacks()["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
            await someone.mends("turn-off-termination-protection")
            assert "Left behind" not in await someone.is_done()

    run_on_qt_loop(job)
    is_gone(someone.aws)
    access = someone.aws.client("cloudformation").describe_organizations_access()
    assert access["Status"] == "ENABLED", "trusted access is never turned off"


@pytest.mark.parametrize("leaves", [True, False], ids=["left behind", "detached by hand"])
def test_a_foreign_policy_on_the_role_is_named_and_either_detached_or_left_with_it(
    someone_at: Disconnectors, *, leaves: bool
) -> None:
    someone = someone_at("delete-stuck")
    management = asked.management_account(someone.aws)

    async def job() -> None:
        async with someone.at_the_program():
            await someone.connects()
            await someone.hands.until(lambda: len(attached_to(someone.aws, management)) == 1, "the foreign policy")
            (policy,) = attached_to(someone.aws, management)
            await someone.disconnects()
            told = await someone.is_told_why_not()
            assert POLICY in told
            assert asked.ROLE in told
            if leaves:
                await someone.mends("leave-role")
                assert f"Left behind: the role {asked.ROLE}" in await someone.is_done()
                return
            someone.aws.client("iam").detach_role_policy(RoleName=asked.ROLE, PolicyArn=policy)
            await someone.press("main.run.go-on")
            assert "Left behind" not in await someone.is_done()

    run_on_qt_loop(job)
    is_gone(someone.aws, left={management} if leaves else set())
    if leaves:
        assert trusts_nobody(someone.aws, management)


def test_accounts_beyond_the_tolerance_are_named_and_left_behind(someone_at: Disconnectors) -> None:
    someone = someone_at("member-delete-stuck")
    stuck = asked.by_name(someone.aws, "Network", "Log Archive")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.connects()
            await someone.hands.until(lambda: all(attached_to(someone.aws, one) for one in stuck), "the policies")
            await someone.disconnects()
            assert "could not clear these accounts" in await someone.is_told_why_not()
            await someone.mends("leave-accounts")
            news = await someone.is_done()
            assert all(grouped_account_id(account) in news for account in stuck)

    run_on_qt_loop(job)
    is_gone(someone.aws, left=stuck)
    assert all(trusts_nobody(someone.aws, account) for account in stuck)


def test_stopped_and_closed_in_the_middle_it_goes_on_at_the_next_start(someone_at: Disconnectors) -> None:
    someone = someone_at("happy")

    async def first_day() -> None:
        async with someone.at_the_program():
            await someone.connects()
            await someone.disconnects()
            await someone.press("main.run.stop")
            await someone.hands.seen("main.run.go-on")

    async def second_day() -> None:
        async with someone.at_the_program():
            await someone.press("main.run.go-on")
            assert "Left behind" not in await someone.is_done()

    run_on_qt_loop(first_day)
    run_on_qt_loop(second_day)
    is_gone(someone.aws)
    deleted = someone.aws.client("cloudformation").list_stacks()["StackSummaries"]
    assert json.dumps([one["StackStatus"] for one in deleted]) == '["DELETE_COMPLETE"]'
