"""What a creation beyond the tolerance left behind is taken away from the main window; what others made stays."""

from collections.abc import Callable

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


def roles_of_others(aws: EmbeddedAws) -> set[str]:
    """Give the accounts with a role of that name that does not carry our tag."""
    roles = {account: asked.role_in(aws, account) for account in asked.active_accounts(aws)}
    return {account for account, role in roles.items() if role and asked.CONNECTION_TAG not in role["Tags"]}


def test_what_was_rolled_back_is_removed_and_what_others_made_is_left(
    embedded: Callable[..., EmbeddedAws], person: Callable[[], Person]
) -> None:
    aws = embedded("tolerance-exceeded")
    someone = person()
    someone.has_profiles(aws.exports, "AWS")
    others = roles_of_others(aws)
    assert len(others) == 3

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            await someone.deploys()
            assert someone.sees("deploy.failure")
            await someone.press("wizard.cancel")
            await someone.is_back_in_the_list()
            await someone.hands.until(lambda: someone.can_press("main.disconnect"), "the list to show the end")
            (row,) = someone.table("main.list")
            assert row[4] == "Connecting failed"
            await someone.press("main.disconnect")
            await someone.press("main.confirm-disconnect.yes")
            await someone.hands.until(lambda: someone.sees("main.news"), "the row to go")
            assert "is disconnected from" in someone.page_says("main.news")
            assert list(await someone.desktop.book.all()) == []

    run_on_qt_loop(job)
    assert {one["StackStatus"] for one in asked.stacks(aws)} == {"DELETE_COMPLETE"}
    assert asked.stack_sets(aws) == {}
    assert asked.accounts_with_the_role(aws) == set()
    assert roles_of_others(aws) == others, "nobody touches what is not ours"
