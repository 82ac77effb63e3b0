"""A deployment that no failure is tolerated in: the first account's reason is told, and its first action leads on."""

from collections.abc import Callable

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


def test_a_name_that_is_taken_in_some_accounts_leads_to_another_one(
    embedded: Callable[..., EmbeddedAws], person: Callable[[], Person]
) -> None:
    """The roll-back is slow enough here to be looked at; at AWS it takes minutes."""
    aws, someone = embedded("tolerance-exceeded", speed=20), person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            await someone.deploys()
            assert someone.wizard.view.title == "The roles could not be created"
            assert "taken" in someone.reads_strip("deploy.failure")
            await someone.press("deploy.action.choose-another-role-name")
            await someone.settled()
            await someone.type("settings.role-name", "AnotherName")
            await someone.next()
            await someone.checks_are_done()
            await someone.press("checks.fix.stack-name")
            await someone.press("checks.confirm.yes")
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the checks to pass")
            await someone.next()
            await someone.deploys()
            assert someone.wizard.view.title == "The roles are created"
            await someone.finishes()

    run_on_qt_loop(job)
    made = {one for one in asked.active_accounts(aws) if asked.role_in(aws, one, "AnotherName") is not None}
    assert made == asked.active_accounts(aws)
