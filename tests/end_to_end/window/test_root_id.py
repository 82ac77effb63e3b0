"""What people paste into the field of the root ID by mistake, and what the window says to each."""

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop


def says(someone: Person, pasted: str) -> str:
    """Paste a text into the field of the root ID; gives what is said of it. Next must not go on with it."""
    said: list[str] = []

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in()
            await someone.reads_the_organization()
            assert someone.can_press("wizard.next")
            await someone.type("organization.root-id", pasted)
            said.append(someone.description("organization.root-id"))
            assert someone.field_text("organization.root-id") == pasted
            assert not someone.can_press("wizard.next")
            await someone.press("organization.use-found")
            await someone.settled()
            assert someone.description("organization.root-id") == "Belongs to Acme Corp"
            assert someone.can_press("wizard.next")

    run_on_qt_loop(job)
    return said[0]


def test_the_organization_id(untouched_aws: EmbeddedAws, looker: Person) -> None:
    assert says(looker, asked.organization_id(untouched_aws)) == (
        "This is the organization ID: it begins with o-. The root ID begins with r- and stands under "
        "AWS Organizations › AWS accounts, beside the name Root."
    )


def test_the_id_of_a_unit(untouched_aws: EmbeddedAws, looker: Person) -> None:
    assert says(looker, asked.unit_id(untouched_aws, "Workloads")).startswith(
        "This is the ID of an organizational unit: it begins with ou-. The root ID begins with r-"
    )


def test_an_account_id(untouched_aws: EmbeddedAws, looker: Person) -> None:
    assert says(looker, asked.management_account(untouched_aws)).startswith(
        "This is an account ID: it has 12 digits. The root ID begins with r-"
    )


def test_an_arn(untouched_aws: EmbeddedAws, looker: Person) -> None:
    account, organization = asked.management_account(untouched_aws), asked.organization_id(untouched_aws)
    arn = f"arn:aws:organizations::{account}:root/{organization}/{asked.root_id(untouched_aws)}"
    assert says(looker, arn).startswith("This is an ARN. Only its last part is wanted here, the root ID")


@pytest.mark.parametrize("pasted", ["r-", "r-AB12", "r-ab1", "r-ab12/", "r-ab 12"])
def test_almost_a_root_id(looker: Person, pasted: str) -> None:
    assert says(looker, pasted).startswith(
        "This is not quite a root ID: r- is followed by 4 to 32 small letters and digits, and nothing else."
    )


def test_the_root_id_of_another_organization(untouched_aws: EmbeddedAws, looker: Person) -> None:
    assert says(looker, "r-zz99") == (
        "This root ID belongs to another organization. You are signed in to Acme Corp, whose root ID is "
        f"{asked.root_id(untouched_aws)}. Use that one, or go back and sign in to the other organization."
    )


def test_something_else(looker: Person) -> None:
    assert says(looker, "Acme").startswith("This is not a root ID: one begins with r-")


def test_spaces_around_the_right_one_do_no_harm(untouched_aws: EmbeddedAws, looker: Person) -> None:
    async def job() -> None:
        async with looker.at_the_program():
            await looker.signs_in()
            await looker.reads_the_organization()
            await looker.type("organization.root-id", f"  {asked.root_id(untouched_aws)} ")
            assert looker.description("organization.root-id") == "Belongs to Acme Corp"
            assert looker.can_press("wizard.next")

    run_on_qt_loop(job)
