"""Several organizations at once, and never two runs in one."""

from collections.abc import Callable

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


async def begins_in_the_background(someone: Person, profile: str, principal: str) -> None:
    """Connect with a profile, and close the window while the stack is being made."""
    await someone.begins_to_connect(principal, profile)
    await someone.press("wizard.cancel")
    await someone.press("wizard.confirm-close.keep")
    await someone.is_back_in_the_list()


def test_two_organizations_side_by_side_one_of_which_needs_a_sign_in(
    embedded: Callable[..., EmbeddedAws], person: Callable[[], Person]
) -> None:
    expiring, other = embedded("expired-in-the-middle", speed=30), embedded("trusted-access-on", organization="Globex")
    someone = person()
    someone.has_profile_at("expiring", expiring.exports)
    someone.has_profile_at("other", other.exports)

    waiting = "Waiting for you to sign in"

    def cells() -> list[str]:
        return [cell for row in someone.table("main.list") for cell in row]

    async def selects(profile: str) -> None:
        rows = {one.profile: one.connection_id for one in await someone.desktop.book.all()}
        someone.desktop.main.select(rows[profile])

    async def job() -> None:
        async with someone.at_the_program():
            await begins_in_the_background(someone, "expiring", expiring.exports["VENDOR_PRINCIPAL"])
            await begins_in_the_background(someone, "other", other.exports["VENDOR_PRINCIPAL"])
            await someone.hands.until(lambda: waiting in cells(), "the credentials to expire")
            await someone.hands.until(lambda: "12 of 12" in cells(), "the other organization to be connected")
            assert waiting in cells(), "each waits for its own sign-in alone"
            await selects("expiring")
            assert waiting in someone.page_says("main.details")
            await someone.press("main.run.show")
            await someone.hands.seen("deploy.action.go-on")
            assert someone.reads_strip("deploy.failure").startswith("Sign in again to go on")
            await someone.press("deploy.action.go-on")
            await someone.hands.until(
                lambda: someone.reads_strip("deploy.failure").startswith("AWS still refuses this sign-in"), "AWS to say"
            )
            someone.has_profile_at("expiring", expiring.exports, "RENEWED")
            await someone.press("deploy.action.go-on")
            await someone.hands.seen("deploy.stop")
            await someone.run_has_ended()
            await someone.finishes()
            await someone.hands.until(lambda: cells().count("Active") == 2, "both to be connected")
            assert {"Acme Corp", "Globex"} <= set(cells())

    run_on_qt_loop(job, limit=120)
    assert len(asked.stacks(other)) == 1
    assert len(expiring.client("cloudformation", "RENEWED").list_stacks()["StackSummaries"]) == 1
    assert asked.accounts_with_the_role(other) == asked.active_accounts(other)


def test_one_organization_never_has_two_runs(
    embedded: Callable[..., EmbeddedAws], person: Callable[[], Person]
) -> None:
    aws = embedded("trusted-access-on", speed=10)
    principal = aws.exports["VENDOR_PRINCIPAL"]
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, principal)
            first = someone.wizard
            second = await someone.opens_another_wizard()
            assert first.isVisible()
            assert second is not first
            await someone.goes_past_the_sign_in()
            await someone.goes_on_to(StepId.REVIEW, principal)
            someone.looks_at(first)
            await someone.press("review.acknowledge")
            await someone.next()
            await someone.hands.seen("deploy.stop")
            someone.looks_at(second)
            await someone.press("review.acknowledge")
            await someone.next()
            assert "Something else is being done" in someone.reads_strip("wizard.message")
            assert not someone.sees("deploy.stop")
            await someone.press("wizard.action.show-run")
            await someone.hands.until(first.isActiveWindow, "the first to come forward")
            second.close()
            someone.looks_at(first)
            await someone.run_has_ended()
            await someone.finishes()

    run_on_qt_loop(job, limit=90)
    assert len(asked.stacks(aws)) == 1
