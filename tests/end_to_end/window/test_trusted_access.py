"""Trusted access is turned on where the person says so, and nowhere else."""

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


def test_it_is_turned_on_only_after_the_confirmation(aws: EmbeddedAws, administrator: Person) -> None:
    someone = administrator

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.CHECKS, aws.exports["VENDOR_PRINCIPAL"])
            await someone.checks_are_done()
            assert "Trusted access for CloudFormation StackSets is off" in someone.check_says("checks.trusted-access")
            assert someone.read("checks.fix.trusted-access") == "Turn on trusted access"
            assert not someone.can_press("wizard.next")
            await someone.press("checks.fix.trusted-access")
            await someone.hands.seen("checks.confirm")
            assert "It is turned on for the whole organization and stays on" in someone.page_says("checks.confirm")
            assert someone.read("checks.confirm.no") == "Leave it as it is"
            await someone.press("checks.confirm.no")
            await someone.hands.until(lambda: not someone.sees("checks.confirm"), "the question to go")
            assert asked.trusted_access(aws) != "ENABLED"
            assert not someone.can_press("wizard.next")
            await someone.press("checks.fix.trusted-access")
            await someone.press("checks.confirm.yes")
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the checks to pass")
            assert "Passed" in someone.check_says("checks.trusted-access")

    run_on_qt_loop(job)
    assert asked.trusted_access(aws) == "ENABLED"
    assert asked.stacks(aws) == []
