"""What was typed is kept when the wizard is closed before its end."""

from collections.abc import Callable

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


def test_a_closed_wizard_is_gone_on_with(aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.SETTINGS, aws.exports["VENDOR_PRINCIPAL"])
            await someone.fills_in_settings("111122223333", "from-the-provider")
            await someone.next()
            await someone.checks_are_done()
            wizard = someone.wizard
            await someone.press("wizard.cancel")
            await someone.hands.until(lambda: not wizard.isVisible(), "the wizard to close")
        async with someone.at_the_program():
            await someone.opens_the_wizard()
            await someone.hands.seen("wizard.draft")
            assert "Acme Corp" in someone.reads_strip("wizard.draft")
            await someone.press("wizard.draft.restore")
            await someone.settled()
            await someone.next()
            await someone.settled()
            await someone.next()
            await someone.reads_the_organization()
            await someone.next()
            assert someone.field_text("settings.trusted-principal") == "111122223333"
            assert someone.field_text("settings.external-id") == "from-the-provider"

    run_on_qt_loop(job)


def test_nothing_is_offered_after_a_wizard_that_came_to_its_end(aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            await someone.deploys()
            await someone.finishes()
            await someone.opens_the_wizard()
            await someone.desktop.book.all()
            assert not someone.sees("wizard.draft")

    run_on_qt_loop(job)
