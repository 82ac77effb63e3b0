"""What is wrong before anything is made: each problem has its words, and a button that leads to where it is mended."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.ui.widgets import console_link

STACK = "org-wizard-cloud-entitlements"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the addresses that the browser was asked to open."""
    addresses: list[str] = []

    class Browser:
        @staticmethod
        def openUrl(address: QUrl) -> bool:  # noqa: N802 -- Qt's name
            addresses.append(address.toString())
            return True

    monkeypatch.setattr(console_link, "QDesktopServices", Browser)
    return addresses


async def checks_again(someone: Person, check: str) -> None:
    """Press "Check all again", and wait until a check has its new result."""
    before = someone.check_says(f"checks.{check}")
    await someone.press("checks.again")
    await someone.hands.until(lambda: someone.check_says(f"checks.{check}") != before, "the checks to begin")
    await someone.checks_are_done()


async def checks_pass(someone: Person) -> None:
    """Turn on trusted access where that is offered; all else has to be right by now."""
    await someone.passes_the_checks()
    assert someone.can_press("wizard.next")


async def with_the_right_profile(someone: Person, principal: str) -> None:
    await someone.hands.until(lambda: someone.wizard.navigation.current is StepId.SIGN_IN, "the sign-in page")
    await someone.settled()
    await someone.chooses_profile("administrator")
    await someone.next()
    await someone.goes_on_to(StepId.CHECKS, principal)
    await checks_pass(someone)


def test_a_member_account_leads_to_another_profile(
    embedded: Callable[[str], EmbeddedAws], person: Callable[[], Person]
) -> None:
    aws, someone = embedded("not-management-account"), person()
    someone.has_profiles(aws.exports, "MEMBER", "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in("member")
            await someone.hands.seen("wizard.action.choose-another-profile")
            assert someone.reads_strip("wizard.message").startswith(
                "This is not the organization's management account."
            )
            await someone.press("wizard.action.choose-another-profile")
            await with_the_right_profile(someone, aws.exports["VENDOR_PRINCIPAL"])

    run_on_qt_loop(job)


def test_a_delegated_administrator_is_led_to_the_management_account(
    embedded: Callable[[str], EmbeddedAws], person: Callable[[], Person]
) -> None:
    aws, someone = embedded("delegated-admin"), person()
    someone.has_profiles(aws.exports, "DELEGATED", "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.CHECKS, aws.exports["VENDOR_PRINCIPAL"], "delegated")
            await someone.checks_are_done()
            assert "is a member of the organization" in someone.check_says("checks.management-account")
            await someone.press("checks.action.management-account.choose-another-profile")
            await with_the_right_profile(someone, aws.exports["VENDOR_PRINCIPAL"])

    run_on_qt_loop(job)


def test_the_copied_request_holds_the_policy_that_is_missing(
    embedded: Callable[[str], EmbeddedAws], person: Callable[[], Person]
) -> None:
    """An administrator who attaches exactly that policy lets the person go on."""
    aws, someone = embedded("missing-permissions"), person()
    someone.has_profiles(aws.exports, "LIMITED")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.CHECKS, aws.exports["VENDOR_PRINCIPAL"], "limited")
            await someone.checks_are_done()
            assert "copy the request, which holds the exact policy" in someone.check_says("checks.permissions")
            await someone.press("checks.action.permissions.copy-permission-request")
            text = QApplication.clipboard().text()
            assert text.startswith("To connect our AWS organization, arn:aws:iam::")
            policy = text[text.index("{") : text.rindex("}") + 1]
            assert all(one["Effect"] == "Allow" for one in json.loads(policy)["Statement"])
            iam = aws.client("iam")
            iam.put_user_policy(UserName="limited", PolicyName="asked-for", PolicyDocument=policy)
            await checks_again(someone, "permissions")
            await checks_pass(someone)

    run_on_qt_loop(job)


@pytest.mark.parametrize("scenario", ["role-name-taken", "early-validation"])
def test_a_taken_role_name_leads_to_another_one(
    embedded: Callable[[str], EmbeddedAws], person: Callable[[], Person], scenario: str
) -> None:
    aws, someone = embedded(scenario), person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.CHECKS, aws.exports["VENDOR_PRINCIPAL"])
            await someone.checks_are_done()
            assert "choose another role name" in someone.check_says("checks.role-name")
            await someone.press("checks.action.role-name.choose-another-role-name")
            await someone.hands.until(lambda: someone.wizard.navigation.current is StepId.SETTINGS, "the settings")
            await someone.settled()
            await someone.type("settings.role-name", "AnotherName")
            await someone.next()
            await checks_pass(someone)

    run_on_qt_loop(job)


def delete_stack(aws: EmbeddedAws) -> None:
    aws.client("cloudformation").delete_stack(StackName=STACK)


def unprotect_and_delete_stack(aws: EmbeddedAws) -> None:
    cloudformation = aws.client("cloudformation")
    cloudformation.update_termination_protection(StackName=STACK, EnableTerminationProtection=False)
    cloudformation.delete_stack(StackName=STACK)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=STACK, WaiterConfig={"Delay": 0.2})


def delete_stack_set(aws: EmbeddedAws) -> None:
    aws.client("cloudformation").delete_stack_set(StackSetName=f"{STACK}-members")


class Foreign(NamedTuple):
    """Something that others made: what the check says, where the button leads, and what the person does there."""

    check: str
    says: str
    leads_to: str
    mend_there: Callable[[EmbeddedAws], None]


FOREIGN = {
    "stack-left-over": Foreign("stack-name", "left over from a failed deployment", "#/stacks", delete_stack),
    "termination-protected": Foreign("stack-name", "did not make it", "#/stacks", unprotect_and_delete_stack),
    "stackset-left-over": Foreign("stack-set-name", "did not make it", "#/stacksets", delete_stack_set),
}


@pytest.mark.parametrize("scenario", FOREIGN)
def test_what_others_made_is_mended_in_the_console(
    embedded: Callable[[str], EmbeddedAws], person: Callable[[], Person], opened: list[str], scenario: str
) -> None:
    aws, someone, found = embedded(scenario), person(), FOREIGN[scenario]
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.CHECKS, aws.exports["VENDOR_PRINCIPAL"])
            await someone.checks_are_done()
            assert found.says in someone.check_says(f"checks.{found.check}")
            await someone.press(f"checks.action.{found.check}.open-console")
            assert opened == [f"https://console.aws.amazon.com/cloudformation/home?region=us-east-1{found.leads_to}"]
            found.mend_there(aws)
            await checks_again(someone, found.check)
            await checks_pass(someone)

    run_on_qt_loop(job)


def test_all_features_come_before_trusted_access(
    embedded: Callable[[str], EmbeddedAws], person: Callable[[], Person], opened: list[str]
) -> None:
    """AWS would refuse trusted access, so it is not offered; the way leads to the organization's settings."""
    aws, someone = embedded("billing-only"), person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.CHECKS, aws.exports["VENDOR_PRINCIPAL"])
            await someone.checks_are_done()
            assert "consolidated billing only" in someone.check_says("checks.all-features")
            assert "only where the organization has all features" in someone.check_says("checks.trusted-access")
            assert not someone.sees("checks.fix.trusted-access")
            await someone.press("checks.action.all-features.open-console")
            assert opened == ["https://console.aws.amazon.com/organizations/v2/home/settings"]
            assert not someone.can_press("wizard.next")

    run_on_qt_loop(job)
