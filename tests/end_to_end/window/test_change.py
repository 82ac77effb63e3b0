"""A connected organization is changed in the window: the roles are exactly where they should be afterwards."""

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

SOME = ("Log Archive", "Security Tooling", "Sandbox Anna")


class Changer(Person):
    """A person who changes the one connection there is."""

    async def opens_the_change(self) -> None:
        """Press "Change" in the main window."""
        await self.press("main.change")
        await self.hands.seen("wizard.next")
        await self.reads_the_organization()

    async def sees_the_difference(self) -> str:
        """Go to the difference, wait for what CloudFormation says, and read it."""
        while self.wizard.navigation.current is not StepId.CHANGE:
            await self.next()
        await self.settled()
        return self.page_says()

    async def applies(self) -> None:
        """Apply the change, and wait for the run to end."""
        await self.next()
        await self.hands.until(lambda: not self.sees("deploy.stop") and not self.wizard.view.stale, "the run to end")

    async def closes_the_change(self) -> None:
        """Press the last page's button."""
        await self.hands.until(lambda: self.can_press("wizard.next"), "the end")
        await self.press("wizard.next")
        await self.is_back_in_the_list()

    async def reads_in_the_list(self, *said: str) -> None:
        """Wait until the row says how the connection stands now."""
        await self.hands.until(lambda: self.table("main.list")[0][3:5] == list(said), "the row to say so")


@pytest.fixture
def changer(tmp_path, monkeypatch, aws: EmbeddedAws) -> Changer:
    """Give a person at a computer of their own who can sign in as administrator."""
    someone = Changer(tmp_path, monkeypatch)
    someone.has_profiles(aws.exports, "AWS")
    return someone


async def connects_some(someone: Changer, principal: str) -> None:
    """Connect the units Security and Sandbox."""
    await someone.signs_in()
    await someone.reads_the_organization()
    await someone.press("organization.some")
    await someone.ticks("Security", "Sandbox")
    await someone.next()
    await someone.fills_in_settings(principal, "agreed-between-us")
    await someone.next()
    await someone.passes_the_checks()
    await someone.next()
    await someone.deploys()
    await someone.finishes()


def roles_are_in(aws: EmbeddedAws, members: set[str]) -> None:
    assert asked.accounts_with_the_role(aws) == members | {asked.management_account(aws)}


def test_from_two_units_to_the_whole_organization_without_one_and_back(aws: EmbeddedAws, changer: Changer) -> None:
    everyone = asked.active_accounts(aws) - {asked.management_account(aws)}
    some, network = asked.by_name(aws, *SOME), asked.by_name(aws, "Network")

    async def job() -> None:
        async with changer.at_the_program():
            await connects_some(changer, aws.exports["VENDOR_PRINCIPAL"])
            roles_are_in(aws, some)

            await changer.opens_the_change()
            await changer.press("organization.whole")
            said = await changer.sees_the_difference()
            assert "Comes in: 9 · Without the role for a few minutes: 3" in said
            assert "The StackSet of member accounts (MemberRoles)" in said
            await changer.applies()
            assert "The change is applied" in changer.page_says()
            await changer.closes_the_change()
            roles_are_in(aws, everyone)
            await changer.reads_in_the_list("Active", "12 of 12")

            await changer.opens_the_change()
            await changer.ticks("Network")
            said = await changer.sees_the_difference()
            assert "Goes out: 1" in said
            assert "The StackSet of member accounts (FilteredMemberRoles)" in said
            await changer.applies()
            await changer.closes_the_change()
            roles_are_in(aws, everyone - network)
            assert not asked.instances(aws, asked.WATCHED) & asked.instances(aws, asked.FILTERED)

            await changer.opens_the_change()
            await changer.ticks("Root", "Root", "Security", "Sandbox")
            await changer.sees_the_difference()
            await changer.applies()
            await changer.closes_the_change()
            roles_are_in(aws, some)
            assert set(asked.stack_sets(aws)) == {asked.WATCHED}
            await changer.reads_in_the_list("Active", "3 of 3")

    run_on_qt_loop(job, limit=120)


def test_another_principal_and_another_role_name(aws: EmbeddedAws, changer: Changer) -> None:
    some, external_id = asked.by_name(aws, *SOME), "agreed-between-us"
    management = asked.management_account(aws)

    async def job() -> None:
        async with changer.at_the_program():
            await connects_some(changer, "123456789012")
            assert not asked.vendor_can_take_on(aws, management, external_id)
            await changer.opens_the_change()
            assert "Everything at AWS is already as you chose it." in await changer.sees_the_difference()
            assert not changer.can_press("wizard.next")
            assert asked.stacks(aws)[0]["StackStatus"] == "CREATE_COMPLETE"
            assert aws.client("cloudformation").list_change_sets(StackName=asked.STACK)["Summaries"] == []
            await changer.press("wizard.back")
            await changer.settled()
            await changer.type("settings.trusted-principal", aws.exports["VENDOR_PRINCIPAL"])
            said = await changer.sees_the_difference()
            assert "No account comes in or goes out." in said
            assert "123456789012" in said
            await changer.applies()
            await changer.closes_the_change()
            assert all(asked.vendor_can_take_on(aws, one, external_id) for one in {*some, management})

            await changer.opens_the_change()
            await changer.next()
            await changer.type("settings.role-name", "RenamedReader")
            said = await changer.sees_the_difference()
            assert "With another name the role has another RoleARN." in said
            await changer.applies()
            await changer.next()
            await changer.role_is_checked()
            arn = f"arn:aws:iam::{management}:role/RenamedReader"
            assert changer.field_text("role.arn") == arn
            assert "Cloud Entitlements still knows the old RoleARN" in changer.page_says("change.handover")
            await changer.closes_the_change()
            await changer.reads_in_the_list("Active", "3 of 3")
            (row,) = await changer.desktop.book.all()
            assert (row.role_arn, row.names.role) == (arn, "RenamedReader")
            assert all(asked.role_in(aws, one, "RenamedReader") for one in {*some, management})
            assert not any(asked.role_in(aws, one) for one in {*some, management})

    run_on_qt_loop(job, limit=120)
