"""Signing in as in the AWS console through the window; the test plays the browser."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.embedded_aws import ROOT, EmbeddedAws
from tests.end_to_end.window.browser import Browser
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop

BOTO3 = "import boto3; print(boto3.Session(profile_name={!r}).client('sts').get_caller_identity()['Arn'])"
BEFORE = "# mine\n[profile other]\nregion=eu-west-1\nunknown_key = 1\n"


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(monkeypatch)


@pytest.fixture
def visitor(person: Callable[[], Person], untouched_aws: EmbeddedAws, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Give a person without a profile that works, at an AWS where nothing is made."""
    someone = person()
    monkeypatch.setenv("HOME", str(someone.home))
    someone.can_reach(untouched_aws.exports)
    (someone.home / "aws" / "config").write_text(BEFORE, encoding="utf-8")
    return someone


async def begins(someone: Person) -> None:
    """Open the dialog on the Sign-in page, and let it open the browser."""
    await someone.opens_the_wizard()
    await someone.next()
    await someone.press("sign-in.console-login")
    await someone.press("console-login.next")


async def waits(someone: Person) -> None:
    await someone.hands.seen("console-login.address")


async def is_told(someone: Person) -> str:
    """Wait for what went wrong, and read it."""
    await someone.hands.until(lambda: bool(someone.reads_strip("console-login.message")), "the failure")
    return someone.reads_strip("console-login.message")


def boto3_is(someone: Person, aws: EmbeddedAws, profile: str) -> str:
    """Say who plain boto3 is with a profile, in a process that knows nothing of this program."""
    environment = {
        "HOME": str(someone.home),
        "PATH": "/usr/bin:/bin",
        "AWS_CONFIG_FILE": str(config_of(someone)),
        "AWS_SHARED_CREDENTIALS_FILE": str(someone.home / "aws" / "credentials"),
        "AWS_ENDPOINT_URL": aws.exports["AWS_ENDPOINT_URL"],
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    command = [sys.executable, "-c", BOTO3.format(profile)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def config_of(someone: Person) -> Path:
    return someone.home / "aws" / "config"


def nothing_is_written(someone: Person) -> bool:
    logins = list((someone.home / ".aws" / "login").rglob("*.json"))
    return logins == [] and config_of(someone).read_text(encoding="utf-8") == BEFORE


def port_of(address: str) -> int:
    """Give where the browser is to bring the sign-in back."""
    port = urlsplit(parse_qs(urlsplit(address).query)["redirect_uri"][0]).port
    assert port
    return port


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def test_through_the_browser_to_a_profile_that_is_chosen_and_that_boto3_can_use(
    visitor: Person, browser: Browser, untouched_aws: EmbeddedAws
) -> None:
    user = untouched_aws.client("sts").get_caller_identity()["Arn"]
    profile = f"console-{user.split(':')[4]}-administrator"

    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await waits(visitor)
            said = visitor.page_says("console-login")
            assert "Waiting for you in the browser" in said
            assert "9:5" in said, "the time that is left"
            last = await browser.answers(browser.opened[0])
            assert "You can close this page" in last.text
            await visitor.hands.seen("console-login.name")
            assert f"You are signed in as {user}." in visitor.page_says("console-login")
            assert visitor.field_text("console-login.name") == profile
            await visitor.type("console-login.name", "other")
            assert "There is a profile called other already" in visitor.description("console-login.name")
            assert not visitor.can_press("console-login.next")
            await visitor.type("console-login.name", profile)
            await visitor.press("console-login.next")
            await visitor.hands.until(lambda: not visitor.sees("console-login"), "the dialog to close")
            known = f"AWS knows you as {user} in account"
            await visitor.hands.until(lambda: known in visitor.page_says(), "the profile to be chosen and to work")
            await visitor.hands.until(lambda: visitor.can_press("wizard.next"), "the way on")
            await visitor.settled()
            assert visitor.profile_says(profile).startswith("Console login")
            await visitor.hands.until(lambda: not listens(port_of(browser.opened[0])), "nobody to listen")
            await visitor.next()
            await visitor.reads_the_organization()

    run_on_qt_loop(job)
    config = config_of(visitor).read_text(encoding="utf-8")
    assert config.startswith(BEFORE)
    assert f"login_session = {user}" in config
    assert boto3_is(visitor, untouched_aws, profile) == user


@pytest.mark.parametrize(
    ("button", "said"),
    [("denied", "The sign-in was refused in the browser."), ("late", "The time for this sign-in is over.")],
)
def test_a_refusal_and_the_end_of_the_time_are_said_and_it_can_be_tried_again(
    visitor: Person, browser: Browser, button: str, said: str
) -> None:
    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await waits(visitor)
            await browser.answers(browser.opened[0], button)
            assert (await is_told(visitor)).startswith(said)
            assert visitor.read("console-login.next") == "&Try again"
            assert not visitor.sees("console-login.command"), "the AWS CLI could do no more"
            await visitor.press("console-login.next")
            await waits(visitor)
            assert len(browser.opened) == 2
            assert not visitor.sees("console-login.message")

    run_on_qt_loop(job)
    assert nothing_is_written(visitor)


def test_cancelling_leaves_nobody_who_listens_and_nothing_that_is_written(visitor: Person, browser: Browser) -> None:
    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await waits(visitor)
            port = port_of(browser.opened[0])
            assert listens(port)
            dialog = visitor.hands.find("console-login")
            assert dialog is not None
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await visitor.hands.until(lambda: not visitor.sees("console-login"), "the dialog to close")
            await visitor.hands.until(lambda: not listens(port), "nobody to listen")
            assert visitor.can_press("sign-in.console-login")

    run_on_qt_loop(job)
    assert nothing_is_written(visitor)


def test_where_no_browser_opens_the_address_is_there_and_no_code_is_spoken_of(
    visitor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(monkeypatch, there=False)

    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await waits(visitor)
            said = visitor.page_says("console-login")
            assert "No browser could be opened here" in said
            assert browser.opened[0] in said
            assert "Copy the address into one yourself, on this computer." in said
            assert "use the code" not in said
            await browser.answers(browser.opened[0])
            await visitor.hands.seen("console-login.name")

    run_on_qt_loop(job)


def test_where_it_cannot_begin_the_command_is_named_and_its_profile_appears_by_itself(
    visitor: Person, browser: Browser, untouched_aws: EmbeddedAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SIGNIN", "no address")

    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            assert await is_told(visitor)
            assert "aws login --profile console" in visitor.page_says("console-login")
            assert visitor.read("console-login.next") == "&Try again"
            assert browser.opened == []
            untouched = config_of(visitor).read_text(encoding="utf-8")
            assert untouched == BEFORE
            arn = untouched_aws.client("sts").get_caller_identity()["Arn"]
            made = f"[profile console]\nlogin_session = {arn}\nregion = us-east-1\n"
            config_of(visitor).write_text(untouched + made, encoding="utf-8")  # as the AWS CLI does
            await visitor.press("console-login.cancel")
            await visitor.hands.until(lambda: "console" in visitor.page_says().split("\n"), "the profile to appear")

    run_on_qt_loop(job)
