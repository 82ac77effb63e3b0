"""A role in another account: tried first, then written as every AWS tool reads it, and chosen."""

import configparser
from collections.abc import Callable

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop

ROLE = "OrganizationAccountAccessRole"


def member_of(aws: EmbeddedAws) -> str:
    """The ID of an account that the administrator may enter."""
    return str(aws.client("sts", "MEMBER").get_caller_identity()["Account"])


async def opens_the_dialog(someone: Person) -> None:
    await someone.opens_the_wizard()
    await someone.next()
    await someone.chooses_profile("administrator")
    await someone.press("sign-in.role")
    await someone.hands.enabled("role-profile.next")


async def types(someone: Person, **fields: str) -> None:
    for field, text in fields.items():
        await someone.hands.type(f"role-profile.{field.replace('_', '-')}", text)


def test_a_role_is_tried_written_and_chosen(untouched_aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.has_profiles(untouched_aws.exports, "AWS")
    member = member_of(untouched_aws)

    async def job() -> None:
        async with someone.at_the_program():
            await opens_the_dialog(someone)
            await types(someone, arn=f" arn:aws:iam::{member}:role/{ROLE} ", external_id="client-7", name="client acme")
            await someone.press("role-profile.next")
            await someone.hands.until(lambda: not someone.sees("role-profile"), "the dialog to close")
            await someone.hands.seen("sign-in.profile.client acme")
            await someone.hands.until(lambda: ROLE in someone.profile_says("client acme"), "who it is")
            assert someone.read("sign-in.whoami").startswith(f"AWS knows you as arn:aws:sts::{member}:assumed-role/")

    run_on_qt_loop(job)
    config = configparser.ConfigParser()
    config.read(someone.home / "aws" / "config")
    written = dict(config[next(one for one in config.sections() if "client acme" in one)])
    assert written["role_arn"] == f"arn:aws:iam::{member}:role/{ROLE}"
    assert (written["source_profile"], written["external_id"]) == ("administrator", "client-7")


def test_what_cannot_be_is_said_at_the_field_and_what_aws_refuses_at_the_top(
    untouched_aws: EmbeddedAws, person: Callable[[], Person]
) -> None:
    someone = person()
    someone.has_profiles(untouched_aws.exports, "AWS")
    member = member_of(untouched_aws)
    before = (someone.home / "aws" / "config").read_text(encoding="utf-8")

    async def job() -> None:
        async with someone.at_the_program():
            await opens_the_dialog(someone)
            await someone.press("role-profile.next")
            await someone.hands.until(
                lambda: someone.description("role-profile.arn").startswith("The role's ARN is missing."), "the sentence"
            )
            await types(someone, arn=f"arn:aws:sts::{member}:assumed-role/{ROLE}/jo")
            assert someone.description("role-profile.arn").startswith("This is the ARN of a session")
            await types(
                someone, arn=f"arn:aws:iam::{member}:role/{ROLE}", external_id="two words", name="administrator"
            )
            assert "administrator already" in someone.description("role-profile.name")
            await types(someone, arn=f"arn:aws:iam::{member}:role/Nobody", external_id="", name="client")
            await someone.press("role-profile.next")
            await someone.hands.until(lambda: someone.reads_strip("role-profile.message") != "", "the refusal")
            assert someone.reads_strip("role-profile.message").startswith(
                "AWS does not let this sign-in take on the role."
            )
            assert someone.read("role-profile.arn") == f"arn:aws:iam::{member}:role/Nobody"
            await someone.press("role-profile.cancel")

    run_on_qt_loop(job)
    assert (someone.home / "aws" / "config").read_text(encoding="utf-8") == before


def test_a_role_that_needs_a_code(embedded: Callable[..., EmbeddedAws], person: Callable[[], Person]) -> None:
    aws = embedded("mfa")
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await opens_the_dialog(someone)
            await types(someone, arn=aws.exports["MFA_ROLE_ARN"], device=aws.exports["MFA_SERIAL"], name="guarded")
            await someone.press("role-profile.next")
            for code in ("000000", "123456"):
                dialog = await someone.hands.seen("mfa")
                await someone.hands.type("mfa.code", code)
                await someone.press("mfa.send")
                await someone.hands.until(lambda dialog=dialog: someone.hands.find("mfa") is not dialog, "an answer")  # type: ignore[misc]
            await someone.hands.until(lambda: not someone.sees("role-profile"), "the dialog to close")
            await someone.hands.until(lambda: someone.sees("sign-in.profile.guarded"), "the profile")
            await someone.hands.until(lambda: "asking AWS" not in someone.profile_says("guarded"), "AWS")
            if someone.sees("mfa"):
                await someone.press("mfa.cancel")

    run_on_qt_loop(job)
