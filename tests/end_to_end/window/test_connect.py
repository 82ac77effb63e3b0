"""The main job through the window: connect an organization."""

from PySide6.QtWidgets import QApplication

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.model.identifiers import grouped_account_id


def test_the_whole_organization(aws: EmbeddedAws, administrator: Person) -> None:
    someone = administrator
    management = asked.management_account(aws)

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.SETTINGS, "")
            await someone.fills_in_settings(aws.exports["VENDOR_PRINCIPAL"], "given-by-the-vendor")
            await someone.next()
            await someone.passes_the_checks()
            await someone.next()
            await someone.deploys()
            assert {row[0] for row in someone.table("deploy.accounts")} == {"Connected", "Skipped"}
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the role's checks to pass")
            role_arn = someone.field_text("role.arn")
            assert role_arn == f"arn:aws:iam::{management}:role/{asked.ROLE}"
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
            assert "Acme Corp is connected" in someone.page_says()
            await someone.press("connected.copy-role-arn")
            assert QApplication.clipboard().text() == role_arn
            await someone.press("wizard.next")
            await someone.hands.seen("main.list")
            shown = [
                "Acme Corp",
                "Cloud Entitlements",
                grouped_account_id(management),
                "Active",
                "12 of 12",
                "Just now",
            ]
            await someone.hands.until(lambda: someone.table("main.list") == [shown], "the list to show it")
            assert role_arn in someone.page_says("main.details")
            await someone.checks_again()
            assert someone.reads_strip("main.message") == "Nothing has changed at AWS. All 12 accounts have the role."
            assert someone.table("main.list") == [shown]

    run_on_qt_loop(job)
    active = asked.active_accounts(aws)
    assert asked.accounts_with_the_role(aws) == active
    (member,) = asked.by_name(aws, "Payments Production")
    for account in (management, member):
        assert asked.vendor_can_take_on(aws, account, "given-by-the-vendor")
        assert not asked.vendor_can_take_on(aws, account, None)
        assert not asked.vendor_can_take_on(aws, account, "guessed-by-somebody-else")
    connections = set()
    for account in active:
        role = asked.role_in(aws, account)
        assert role is not None
        assert role["Tags"][asked.PROVIDER_TAG] == "cloud-entitlements"
        assert role["Tags"][asked.VERSION_TAG]
        connections.add(role["Tags"][asked.CONNECTION_TAG])
    assert len(connections) == 1


def test_a_second_connection_of_the_same_organization_is_refused(aws: EmbeddedAws, administrator: Person) -> None:
    someone = administrator

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            await someone.deploys()
            await someone.finishes()
            await someone.signs_in()
            await someone.reads_the_organization()
            said = someone.reads_strip("organization.message")
            assert said.startswith("Acme Corp is connected to Cloud Entitlements already, since ")
            assert "It stands in the list of connected organizations under the name Acme Corp" in said
            assert not someone.can_press("wizard.next")
            assert len(someone.table("main.list")) == 1

    run_on_qt_loop(job)
    assert [one["StackName"] for one in asked.stacks(aws) if "ParentId" not in one] == [asked.STACK]


def test_units_with_something_left_out(aws: EmbeddedAws, administrator: Person) -> None:
    someone = administrator

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in()
            await someone.reads_the_organization()
            await someone.press("organization.some")
            await someone.settled()
            assert not someone.can_press("wizard.next")
            await someone.ticks("Workloads", "Infrastructure", "Development", "Network")
            summary = someone.page_says("organization.summary")
            assert "5\naccounts in" in summary
            assert "Accounts that join later are connected by themselves in: Production." in summary
            assert "Accounts that later join directly under" in summary
            await someone.next()
            await someone.fills_in_settings(aws.exports["VENDOR_PRINCIPAL"])
            await someone.next()
            await someone.passes_the_checks()
            await someone.next()
            review = someone.page_says()
            assert "5 accounts. New accounts follow by themselves in: Production" in review
            assert "Data Platform Development" in review
            await someone.deploys()
            assert len(someone.table("deploy.accounts")) == 5
            await someone.finishes()
            assert someone.table("main.list")[0][4] == "5 of 5"

    run_on_qt_loop(job)
    directly = asked.by_name(aws, "Workloads Automation", "Shared Services")
    in_production = asked.by_name(aws, "Shop Production", "Data Platform Production", "Payments Production")
    management = {asked.management_account(aws)}
    assert asked.accounts_with_the_role(aws) == directly | in_production | management
    made = asked.stack_sets(aws)
    assert made.keys() == {asked.WATCHED, asked.FILTERED}
    assert made[asked.WATCHED]["AutoDeployment"]["Enabled"] is True
    assert made[asked.WATCHED]["OrganizationalUnitIds"] == [asked.unit_id(aws, "Workloads", "Production")]
    assert made[asked.FILTERED]["AutoDeployment"]["Enabled"] is False
    assert asked.instances(aws, asked.WATCHED) == in_production
    assert asked.instances(aws, asked.FILTERED) == directly
