"""Some accounts fail: the others are connected, and the window says who is not, and why."""

from collections.abc import Callable

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

DENIED = ("Network", "Shop Production", "Sandbox Anna")
TAKEN = ("Log Archive", "Data Platform Production", "Shop Development")


@pytest.mark.parametrize(
    ("scenario", "failing", "why"),
    [
        ("scp-denies-members", DENIED, "Denied by the policy “quarantine” attached to "),
        ("member-role-clash", TAKEN, f"The name {asked.ROLE} is taken in account "),
    ],
)
def test_three_accounts_fail(
    embedded: Callable[[str], EmbeddedAws],
    person: Callable[[], Person],
    scenario: str,
    failing: tuple[str, ...],
    why: str,
) -> None:
    aws = embedded(scenario)
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            await someone.deploys()
            assert "Created, except in 3 accounts" in someone.page_says()
            assert "3 not connected" in someone.page_says()
            rows = someone.table("deploy.accounts")
            assert {row[1] for row in rows[:3]} == set(failing)
            assert [row[0] for row in rows[:3]] == ["Not connected"] * 3
            assert all(row[3] for row in rows[:3])
            assert sum(row[0] == "Connected" for row in rows) == 9
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the role's checks to pass")
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
            said = someone.page_says()
            assert "Acme Corp is partly connected" in said
            assert "The management account and 9 of 12 member accounts have the role." in said
            missing = someone.page_says("connected.missing")
            assert missing.count("3 accounts: ") == 1
            assert why in missing
            assert all(name in missing for name in failing)
            await someone.press("wizard.next")
            await someone.hands.seen("main.list")
            shown = ["Active", "3 of 12 not connected"]
            await someone.hands.until(lambda: someone.table("main.list")[0][3:5] == shown, "the list to show it")
            await someone.hands.seen("main.missing")
            listed = someone.page_says("main.missing")
            assert all(name in listed for name in failing)
            assert why in listed
            await someone.checks_again()
            assert someone.table("main.list")[0][3:5] == ["Active", "3 of 12 not connected"]
            await someone.hands.until(
                lambda: someone.sees("main.missing") and why in someone.page_says("main.missing"), "the reasons again"
            )

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws) - asked.by_name(aws, *failing)
