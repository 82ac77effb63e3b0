"""A first try that failed: mended without leaving the window."""

from collections.abc import Callable

from tests.embedded_aws import EmbeddedAws
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


TRUST = '{"Version": "2012-10-17", "Statement": []}'
