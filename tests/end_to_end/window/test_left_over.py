"""A first try that failed: mended without leaving the window."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QDesktopServices

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


def test_a_role_name_taken_meanwhile_is_mended_by_another_name(aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    """The name is free when it is checked and taken when it is used; the failed stack is deleted from the page."""
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            aws.client("iam").create_role(RoleName="cloudentitlementsreadonly", AssumeRolePolicyDocument=TRUST)
            await someone.deploys()
            assert "could not be created" in someone.wizard.view.title
            assert someone.sees("deploy.action.choose-another-role-name")
            await someone.press("deploy.action.choose-another-role-name")
            await someone.settled()
            await someone.type("settings.role-name", "SecondTry")
            await someone.next()
            await someone.checks_are_done()
            assert "left over from an earlier try" in someone.check_says("checks.stack-name")
            await someone.press("checks.fix.stack-name")
            await someone.press("checks.confirm.yes")
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the checks to pass")
            await someone.next()
            await someone.deploys()
            await someone.finishes()
            rows = await someone.desktop.book.all()
            assert [row.role_arn.rpartition("/")[2] for row in rows] == ["SecondTry"]

    run_on_qt_loop(job)
    found = aws.client("cloudformation").describe_stacks(StackName="org-wizard-cloud-entitlements")["Stacks"]
    assert [one["StackStatus"] for one in found] == ["CREATE_COMPLETE"]


def test_a_left_over_stack_is_deleted_from_the_page_that_it_failed_on(
    aws: EmbeddedAws, person: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody deletes the role that was in the way; what is left of the try is deleted, and the run goes on."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: opened.append(address.toString()) or True)
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            aws.client("iam").create_role(RoleName=asked.ROLE, AssumeRolePolicyDocument=TRUST)
            await someone.deploys()
            await someone.press("deploy.action.open-console")
            assert opened == ["https://console.aws.amazon.com/iam/home#/roles"]
            aws.client("iam").delete_role(RoleName=asked.ROLE)
            await someone.press("deploy.action.delete-left-over-stack")
            await someone.press("deploy.confirm-mend.yes")
            await someone.hands.until(lambda: someone.wizard.view.title == "The roles are created", "the roles")
            await someone.finishes()

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)
    assert asked.role_in(aws, asked.management_account(aws)) is not None


TRUST = '{"Version": "2012-10-17", "Statement": []}'
