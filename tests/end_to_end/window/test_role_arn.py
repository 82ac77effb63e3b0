"""What is pasted into the field of the RoleARN, and what the window says to it."""

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.model.identifiers import grouped_account_id


def test_what_is_pasted_is_checked(aws: EmbeddedAws, administrator: Person) -> None:
    """One deployment serves all: a RoleARN of another account, of a user, and one with white space around it."""
    someone = administrator
    management = asked.management_account(aws)
    (member,) = asked.by_name(aws, "Network")
    right = f"arn:aws:iam::{management}:role/{asked.ROLE}"

    async def pastes(text: str) -> str:
        await someone.pastes("role.arn", text)
        await someone.role_is_checked()
        return someone.page_says("role.checks")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            await someone.deploys()
            await someone.next()
            await someone.role_is_checked()
            assert someone.can_press("wizard.next")
            assert (
                f"This role is in account {grouped_account_id(member)}, but the organization's management account is "
                f"{grouped_account_id(management)}."
            ) in await pastes(f"arn:aws:iam::{member}:role/{asked.ROLE}")
            assert not someone.can_press("wizard.next")
            assert "This is the ARN of a user. A service cannot take a user on" in await pastes(
                f"arn:aws:iam::{management}:user/administrator"
            )
            assert not someone.can_press("wizard.next")
            assert "There is no role SomethingElse in account" in await pastes(
                f"arn:aws:iam::{management}:role/SomethingElse"
            )
            assert not someone.can_press("wizard.next")
            said = await pastes(f" \t\n{right}\r\n ")
            assert "the spaces and line breaks around it were left out" in said
            assert someone.can_press("wizard.next")
            await someone.next()
            assert right in someone.page_says().splitlines()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
            (row,) = await someone.desktop.book.all()
            assert row.role_arn == right

    run_on_qt_loop(job)
