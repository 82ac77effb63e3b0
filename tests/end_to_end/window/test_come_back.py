"""Coming back: what happened at AWS meanwhile, to one organization or to several, and what was broken off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


class Customer(Person):
    """A person who connects organizations and comes back to the list."""

    async def connects(self, principal: str, profile: str = "administrator") -> None:
        """Connect the whole organization, and come back to the list."""
        await self.reaches(StepId.REVIEW, principal, profile)
        await self.deploys()
        await self.finishes()

    async def switches(self, to: str) -> None:
        """Press the status switch of the selected row, and say yes."""
        widget = await self.hands.enabled("main.status")
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_Space)
        await self.press(f"main.confirm-switch-{to}.yes")

    def is_signed_out_of(self, profile: str, aws: EmbeddedAws) -> None:
        """Have a profile of Identity Center in the place of one, with nobody signed in to it."""
        self._replace("credentials", f"[{profile}]\n", "")
        lines = {
            "region": aws.exports["AWS_DEFAULT_REGION"],
            "endpoint_url": aws.exports["AWS_ENDPOINT_URL"],
            "sso_start_url": "https://acme.awsapps.com/start",
            "sso_region": "us-east-1",
            "sso_account_id": asked.management_account(aws),
            "sso_role_name": "Administrator",
        }
        self._replace("config", f"[profile {profile}]\n", "".join(f"{name} = {text}\n" for name, text in lines.items()))

    def reads_run(self) -> str:
        """Read the run of the selected row; empty where there is none."""
        return self.page_says("main.run") if self.sees("main.run") else ""

    def row(self, name: str = "Acme Corp") -> list[str]:
        """Read a row of the list."""
        return next(one for one in self.table("main.list") if one[0].startswith(name))


@pytest.fixture
def customer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Give a person at a computer of their own."""
    return Customer(tmp_path, monkeypatch)


def test_a_stack_that_was_deleted_by_hand_is_told_and_started_over(aws: EmbeddedAws, customer: Customer) -> None:
    customer.has_profiles(aws.exports, "AWS")
    cloudformation = aws.client("cloudformation")

    async def job() -> None:
        async with customer.at_the_program():
            await customer.connects(aws.exports["VENDOR_PRINCIPAL"])
            cloudformation.delete_stack(StackName=asked.STACK)
            await customer.hands.until(lambda: not cloudformation.describe_stacks()["Stacks"], "it to be gone")
            await customer.checks_again()
            assert customer.row()[3:5] == ["Not verified", "Not working"]
            assert "somebody deleted it at AWS. Start over to make it anew" in customer.page_says("main.details")
            assert not customer.can_press("main.status")
            assert "There is nothing to switch" in customer.description("main.status")
            await customer.press("main.start-over")
            await customer.press("main.confirm-start-over.yes")
            await customer.hands.until(lambda: customer.sees("wizard"), "the pages to come back")
            await customer.settled()
            await customer.passes_the_checks()
            await customer.next()
            await customer.deploys()
            await customer.finishes()
            await customer.hands.until(lambda: customer.row()[3:5] == ["Active", "12 of 12"], "it to be connected")

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)


def test_a_stack_that_was_deleted_by_hand_is_disconnected_from(aws: EmbeddedAws, customer: Customer) -> None:
    customer.has_profiles(aws.exports, "AWS")
    cloudformation = aws.client("cloudformation")

    async def job() -> None:
        async with customer.at_the_program():
            await customer.connects(aws.exports["VENDOR_PRINCIPAL"])
            cloudformation.delete_stack(StackName=asked.STACK)
            await customer.press("main.disconnect")
            await customer.press("main.confirm-disconnect.yes")
            await customer.hands.until(lambda: customer.sees("main.news"), "the row to go")
            assert "is disconnected from" in customer.page_says("main.news")
            assert list(await customer.desktop.book.all()) == []

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == set()
    assert asked.stack_sets(aws) == {}


def test_a_stack_set_that_is_at_work_is_waited_for_or_stopped(
    embedded: Callable[..., EmbeddedAws], customer: Customer
) -> None:
    aws = embedded("happy", speed=20)
    customer.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with customer.at_the_program():
            await customer.connects(aws.exports["VENDOR_PRINCIPAL"])
            begins_an_update(aws)
            await customer.press("main.disconnect")
            await customer.press("main.confirm-disconnect.yes")
            await customer.hands.until(
                lambda: "the operation UPDATE runs since" in customer.reads_run(), "it to say what AWS is at work on"
            )
            await customer.press("main.run.stop")
            await customer.press("main.run.action.stop-stack-set-operation")
            await customer.press("main.confirm-mend.yes")
            await customer.hands.until(lambda: customer.sees("main.news"), "the row to go")
            assert "is disconnected from" in customer.page_says("main.news")

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == set()
    assert asked.stack_sets(aws) == {}


def begins_an_update(aws: EmbeddedAws) -> None:
    """Have somebody else begin an operation on the StackSet, one account after another."""
    client = aws.client("cloudformation")
    described = client.describe_stack_set(StackSetName=asked.WATCHED)["StackSet"]
    client.update_stack_set(
        StackSetName=asked.WATCHED,
        UsePreviousTemplate=True,
        Parameters=[{"ParameterKey": one["ParameterKey"], "UsePreviousValue": True} for one in described["Parameters"]],
        Capabilities=["CAPABILITY_NAMED_IAM"],
        OperationPreferences={"MaxConcurrentCount": 1},
    )


@pytest.mark.parametrize("way", ["go-on", "put-back"])
def test_a_switch_whose_program_was_killed_goes_on_or_is_put_back(
    *, embedded: Callable[..., EmbeddedAws], customer: Customer, way: str
) -> None:
    aws = embedded("happy", speed=50)
    customer.has_profiles(aws.exports, "AWS")
    ends = {"go-on": "Inactive", "put-back": "Active"}[way]

    async def job() -> None:
        async with customer.at_the_program():
            await customer.connects(aws.exports["VENDOR_PRINCIPAL"])
            await customer.switches("off")
            await customer.hands.until(lambda: "AWS::" in customer.reads_run(), "AWS to be at work")
            customer.kills_the_program()
        async with customer.at_the_program():
            assert "1 organization was not finished: Acme Corp" in customer.page_says("main.news")
            await customer.hands.until(lambda: customer.can_press(f"main.run.{way}"), "the offer")
            await customer.press(f"main.run.{way}")
            await customer.hands.until(lambda: customer.row()[3:5] == [ends, "12 of 12"], "the status to be verified")

    run_on_qt_loop(job)
    external_id = asked.stack_parameters(aws)["ExternalId"]
    let_in = {one for one in asked.active_accounts(aws) if asked.vendor_can_take_on(aws, one, external_id)}
    assert let_in == (asked.active_accounts(aws) if way == "put-back" else set())


def test_a_disconnect_whose_program_was_killed_goes_on_at_the_next_start(
    embedded: Callable[..., EmbeddedAws], customer: Customer
) -> None:
    aws = embedded("happy", speed=50)
    customer.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with customer.at_the_program():
            await customer.connects(aws.exports["VENDOR_PRINCIPAL"])
            await customer.press("main.disconnect")
            await customer.press("main.confirm-disconnect.yes")
            await customer.hands.until(lambda: "AWS::" in customer.reads_run(), "AWS to be at work")
            customer.kills_the_program()
        async with customer.at_the_program():
            assert "1 organization was not finished: Acme Corp" in customer.page_says("main.news")
            await customer.press("main.run.go-on")
            await customer.hands.until(lambda: "is disconnected from" in customer.page_says("main"), "the row to go")
            assert list(await customer.desktop.book.all()) == []

    run_on_qt_loop(job)
    assert [one["StackStatus"] for one in asked.stacks(aws)] == ["DELETE_COMPLETE"]
    assert asked.stack_sets(aws) == {}
    assert asked.accounts_with_the_role(aws) == set()


def test_all_are_checked_side_by_side_and_who_needs_a_sign_in_waits_alone(
    embedded: Callable[..., EmbeddedAws], customer: Customer
) -> None:
    acme, globex = embedded("trusted-access-on"), embedded("trusted-access-on", organization="Globex")
    customer.has_profile_at("acme", acme.exports)
    customer.has_profile_at("globex", globex.exports)

    async def job() -> None:
        async with customer.at_the_program():
            await customer.connects(acme.exports["VENDOR_PRINCIPAL"], "acme")
            await customer.connects(globex.exports["VENDOR_PRINCIPAL"], "globex")
        customer.is_signed_out_of("acme", acme)
        cloudformation = globex.client("cloudformation")
        cloudformation.delete_stack(StackName=asked.STACK)
        async with customer.at_the_program():
            await customer.hands.until(lambda: not cloudformation.describe_stacks()["Stacks"], "it to be gone")
            await customer.press("main.check-all")
            await customer.hands.until(lambda: customer.sees("main.news"), "all to be checked")
            assert "2 checked: 1 changed, 1 needs a sign-in" in customer.page_says("main.news")
            assert customer.row("Acme")[4] == "Needs sign-in"
            assert customer.row("Globex")[4] == "Not working"
            customer.has_profile_at("acme", acme.exports)
            await customer.press("main.check-all")
            await customer.hands.until(lambda: customer.row("Acme")[4] == "12 of 12", "the other one to be checked")

    run_on_qt_loop(job, limit=90)


def test_a_profile_that_is_gone_is_replaced_by_another_one(aws: EmbeddedAws, customer: Customer) -> None:
    customer.has_profile_at("old-name", aws.exports)

    async def job() -> None:
        async with customer.at_the_program():
            await customer.connects(aws.exports["VENDOR_PRINCIPAL"], "old-name")
        customer.has_profiles(aws.exports, "AWS", "MEMBER")
        async with customer.at_the_program():
            await customer.checks_again()
            assert "The chosen profile is not on this computer" in customer.reads_strip("main.message")
            await customer.press("main.action.choose-another-profile")
            await customer.hands.seen("verify")

            assert "looked after with the profile old-name" in customer.page_says("verify")
            await customer.press("sign-in.profile.member")
            await customer.press("verify.next")
            await customer.hands.seen("verify.message")
            assert "belongs to the member account" in customer.reads_strip("verify.message")
            await customer.press("sign-in.profile.administrator")
            await customer.press("verify.next")
            await customer.hands.until(lambda: not customer.sees("verify"), "the profile to be taken")
            await customer.hands.until(lambda: customer.row()[4] == "12 of 12", "the row to be shown anew")
            assert not customer.sees("main.message")
            await customer.checks_again()
            assert "Nothing has changed at AWS" in customer.reads_strip("main.message")
            await customer.press("main.disconnect")
            await customer.press("main.confirm-disconnect.yes")
            await customer.hands.until(lambda: customer.sees("main.news"), "the row to go")

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == set()
