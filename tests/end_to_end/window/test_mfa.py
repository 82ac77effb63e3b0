"""Profiles that need the code of an MFA device: a wrong one, a right one, one that has served, and a run that waits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.aws import mfa

CODE = "123456"
"""What the embedded AWS takes for the code of every device."""


@pytest.fixture
def guarded(embedded: Callable[..., EmbeddedAws], person: Callable[[], Person]) -> tuple[Person, EmbeddedAws]:
    """Give a person whose profiles "guarded" and "guarded-too" need a code, and their AWS."""
    aws = embedded("mfa")
    someone = person()
    someone.has_profiles(aws.exports, "AWS")
    with (someone.home / "aws" / "config").open("a", encoding="utf-8") as config:
        for name in ("guarded", "guarded-too"):
            config.write(
                f"[profile {name}]\nsource_profile = administrator\nregion = us-east-1\n"
                f"role_arn = {aws.exports['MFA_ROLE_ARN']}\nmfa_serial = {aws.exports['MFA_SERIAL']}\n"
            )
    return someone, aws


async def goes_to_the_sign_in(someone: Person) -> None:
    await someone.opens_the_wizard()
    await someone.next()


async def chooses(someone: Person, profile: str) -> None:
    await someone.hands.until(lambda: someone.profile_says(profile).endswith("needs an MFA code"), "the list to answer")
    await someone.press(f"sign-in.profile.{profile}")
    await someone.hands.seen("mfa.code")


async def enters(someone: Person, code: str) -> None:
    """Type a code and press Enter; wait until its dialog is gone."""
    dialog = await someone.hands.seen("mfa")
    await someone.hands.type("mfa.code", code)
    QTest.keyClick(await someone.hands.seen("mfa.code"), Qt.Key.Key_Return)
    await someone.hands.until(lambda: someone.hands.find("mfa") is not dialog, "the code to be sent")


async def works(someone: Person, profile: str) -> None:
    await someone.hands.until(lambda: "AdministratorWithSecondFactor" in someone.profile_says(profile), "who it is")


def test_a_wrong_code_then_the_right_one(guarded: tuple[Person, EmbeddedAws]) -> None:
    someone, aws = guarded

    async def job() -> None:
        async with someone.at_the_program():
            await goes_to_the_sign_in(someone)
            await chooses(someone, "guarded")
            said = someone.page_says("mfa")
            assert "profile guarded" in said
            assert aws.exports["MFA_SERIAL"] in said
            await enters(someone, "000000")
            await someone.hands.seen("mfa.code")
            assert someone.description("mfa.code").startswith("AWS did not take that code.")
            await enters(someone, CODE)
            await works(someone, "guarded")
            await someone.next()
            await someone.reads_the_organization()
            assert not someone.sees("mfa")

    run_on_qt_loop(job)


def test_nobody_is_asked_before_the_profile_is_chosen(guarded: tuple[Person, EmbeddedAws]) -> None:
    someone, _ = guarded

    async def job() -> None:
        async with someone.at_the_program():
            await goes_to_the_sign_in(someone)
            await someone.chooses_profile("administrator")
            for name in ("guarded", "guarded-too"):
                await someone.hands.until(lambda name=name: "needs an MFA code" in someone.profile_says(name), name)  # type: ignore[misc]
            assert not someone.sees("mfa")

    run_on_qt_loop(job)


def test_cancel_says_what_is_missing_and_lets_one_enter_it_later(guarded: tuple[Person, EmbeddedAws]) -> None:
    someone, _ = guarded

    async def job() -> None:
        async with someone.at_the_program():
            await goes_to_the_sign_in(someone)
            await chooses(someone, "guarded")
            QTest.keyClick(await someone.hands.seen("mfa.code"), Qt.Key.Key_Escape)
            await someone.hands.until(lambda: not someone.sees("mfa"), "the question to go")
            await someone.hands.until(lambda: "needs an MFA code" in someone.profile_says("guarded"), "the answer")
            await someone.settled()
            assert not someone.can_press("wizard.next")
            assert someone.reads_strip("sign-in.message").startswith("This profile needs the code of an MFA device.")
            await someone.press("sign-in.action.enter-code")
            await enters(someone, CODE)
            await works(someone, "guarded")

    run_on_qt_loop(job)


def test_a_code_that_has_served_is_not_sent_again(guarded: tuple[Person, EmbeddedAws]) -> None:
    someone, _ = guarded

    async def job() -> None:
        async with someone.at_the_program():
            await goes_to_the_sign_in(someone)
            await chooses(someone, "guarded")
            await enters(someone, CODE)
            await works(someone, "guarded")
            await chooses(someone, "guarded-too")
            assert someone.description("mfa.code").startswith("Six digits")
            await enters(someone, CODE)
            await someone.hands.seen("mfa.code")
            assert "has been used already. " in someone.description("mfa.code")
            await someone.press("mfa.cancel")
            await someone.hands.until(lambda: "needs an MFA code" in someone.profile_says("guarded-too"), "the end")

    run_on_qt_loop(job)


def test_a_run_waits_for_the_code(guarded: tuple[Person, EmbeddedAws], monkeypatch: pytest.MonkeyPatch) -> None:
    """The session is read anew in the middle of a run, as after it has run out: the run waits, and goes on."""
    someone, aws = guarded
    monkeypatch.setattr(mfa, "_REMEMBERED", timedelta(0))  # the embedded AWS has one code only

    async def job() -> None:
        async with someone.at_the_program():
            await goes_to_the_sign_in(someone)
            await chooses(someone, "guarded")
            await enters(someone, CODE)
            await works(someone, "guarded")
            await someone.next()
            await someone.reads_the_organization()
            await someone.next()
            await someone.fills_in_settings(aws.exports["VENDOR_PRINCIPAL"])
            await someone.next()
            await someone.passes_the_checks()
            await someone.next()
            await someone.press("review.acknowledge")
            await someone.next()
            someone.desktop.counts.forget("guarded")  # type: ignore[attr-defined]
            await someone.hands.seen("mfa.code")
            assert someone.sees("deploy.stop")
            await enters(someone, CODE)
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the run to end")
            assert not someone.sees("deploy.failure")

    run_on_qt_loop(job)
