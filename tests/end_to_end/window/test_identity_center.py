"""Signing in with Identity Center through the window; the test plays the browser."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.credentials import SSOProvider
from botocore.tokens import SSOTokenProvider
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from tests.embedded_aws import ROOT, EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.browser import ADMINISTRATOR, Browser
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

START = "https://acme.awsapps.com/start"
REGION = "us-east-1"
PROFILE = "Acme-Corp-AdministratorAccess"
BOTO3 = "import boto3; print(boto3.Session(profile_name={!r}).client('sts').get_caller_identity()['Arn'])"
BEFORE = "# mine\n[profile other]\nregion=eu-west-1\nunknown_key = 1\n"


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(monkeypatch)


@pytest.fixture
def at_home(person: Callable[[], Person], monkeypatch: pytest.MonkeyPatch) -> Person:
    """Give a person whose tools of AWS keep tokens in a home of their own."""
    someone = person()
    monkeypatch.setenv("HOME", str(someone.home))
    for one in (SSOProvider, SSOTokenProvider):  # botocore looks for the home once, when it is loaded
        monkeypatch.setattr(one, "_SSO_TOKEN_CACHE_DIR", str(someone.home / ".aws" / "sso" / "cache"))
    return someone


@pytest.fixture
def visitor(at_home: Person, untouched_aws: EmbeddedAws) -> Person:
    """Give a person without a profile that works, at an AWS where nothing is made."""
    at_home.can_reach(untouched_aws.exports)
    (at_home.home / "aws" / "config").write_text(BEFORE, encoding="utf-8")
    return at_home


async def begins(someone: Person, start: str = START) -> None:
    """Open the dialog on the Sign-in page, and say where."""
    await someone.opens_the_wizard()
    await someone.next()
    await someone.press("sign-in.identity-center")
    await someone.type("identity-center.start-url", start)
    await someone.picks("identity-center.region", REGION)
    await someone.press("identity-center.next")


async def waits(someone: Person) -> None:
    await someone.hands.seen("identity-center.code")


async def takes_the_account(someone: Person) -> None:
    """Choose the management account, and keep what is offered for the rest."""
    table = await someone.hands.seen("identity-center.accounts")
    assert isinstance(table, QTableView)
    await someone.type("identity-center.search", "Acme Corp")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Up)
    await someone.hands.until(lambda: someone.can_press("identity-center.next"), "the permission sets")
    await someone.press("identity-center.next")
    await someone.hands.seen("identity-center.name")


async def begins_to_connect(someone: Person, browser: Browser, aws: EmbeddedAws) -> None:
    """Sign in, and go to the Deploy page and wait until the stack is being made."""
    await begins(someone)
    await waits(someone)
    await browser.answers(browser.opened[0], username=ADMINISTRATOR)
    await takes_the_account(someone)
    await someone.press("identity-center.next")
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the profile to work")
    await someone.next()
    await someone.reads_the_organization()
    await someone.goes_on_to(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
    await someone.press("review.acknowledge")
    await someone.next()
    await someone.hands.until(lambda: "AWS::" in someone.page_says("deploy.operations"), "the stack's events")


def let_keys_be_short_lived(aws: EmbeddedAws) -> None:
    """Have the role's keys renewed at every call; those of an hour would outlive the sign-in, and the run with it."""
    center = aws.client("sso-admin")
    instance = center.list_instances()["Instances"][0]["InstanceArn"]
    for one in center.list_permission_sets(InstanceArn=instance)["PermissionSets"]:
        center.update_permission_set(InstanceArn=instance, PermissionSetArn=one, SessionDuration="PT5M")


def boto3_is(someone: Person, aws: EmbeddedAws, profile: str) -> str:
    """Say who plain boto3 is with a profile, in a process that knows nothing of this program."""
    environment = {
        "HOME": str(someone.home),
        "PATH": "/usr/bin:/bin",
        "AWS_CONFIG_FILE": str(someone.home / "aws" / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(someone.home / "aws" / "credentials"),
        "AWS_ENDPOINT_URL": aws.exports["AWS_ENDPOINT_URL"],
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    command = [sys.executable, "-c", BOTO3.format(profile)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def token_files(home: Path) -> list[Path]:
    return list((home / ".aws" / "sso" / "cache").glob("*.json"))


def test_through_the_browser_to_a_profile_that_is_chosen_and_that_boto3_can_use(
    visitor: Person, browser: Browser, untouched_aws: EmbeddedAws
) -> None:
    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await waits(visitor)
            said = visitor.page_says("identity-center")
            assert f"Org Wizard asks for access at {START}." in said
            assert "Waiting for you in the browser" in said
            assert "9:5" in said, "the time that is left"
            last = await browser.answers(browser.opened[0], username=ADMINISTRATOR)
            assert "You can close this page" in last.text
            await takes_the_account(visitor)
            assert visitor.field_text("identity-center.name") == PROFILE
            await visitor.press("identity-center.next")
            await visitor.hands.until(lambda: not visitor.sees("identity-center"), "the dialog to close")
            await visitor.hands.until(lambda: visitor.can_press("wizard.next"), "the profile to work")
            who = "AWSReservedSSO_AdministratorAccess"
            await visitor.hands.until(lambda: who in visitor.profile_says(PROFILE), "the list to say who it is")
            await visitor.hands.until(
                lambda: visitor.profile_says(PROFILE).startswith("Identity Center"), "the list to say how it signs in"
            )
            await visitor.next()
            await visitor.reads_the_organization()

    run_on_qt_loop(job)
    config = (visitor.home / "aws" / "config").read_text(encoding="utf-8")
    assert config.startswith(BEFORE)
    assert f"sso_start_url = {START}" in config
    assert "AWSReservedSSO_AdministratorAccess_" in boto3_is(visitor, untouched_aws, PROFILE)


def test_with_the_code_on_another_device_where_this_computer_has_no_browser(
    visitor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(monkeypatch, there=False)

    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await waits(visitor)
            assert "No browser could be opened here" in visitor.page_says("identity-center")
            lines = visitor.page_says("identity-center").split("\n")
            code = lines[lines.index("Code") + 1]
            address = lines[lines.index("Address where the code is typed") + 1]
            await browser.answers(f"{address}?user_code={code}", username=ADMINISTRATOR)
            await takes_the_account(visitor)
            await visitor.type("identity-center.name", "other")
            assert "There is a profile called other already" in visitor.description("identity-center.name")
            assert not visitor.can_press("identity-center.next")
            await visitor.type("identity-center.name", "acme admin")
            await visitor.press("identity-center.next")
            await visitor.hands.until(lambda: visitor.can_press("wizard.next"), "the profile to work")
            role = "AWSReservedSSO_AdministratorAccess"
            await visitor.hands.until(lambda: role in visitor.profile_says("acme admin"), "the list to say who it is")

    run_on_qt_loop(job)


@pytest.mark.parametrize(
    ("button", "said"),
    [("denied", "The sign-in was refused in the browser."), ("expire", "The time for this sign-in is over.")],
)
def test_a_refusal_and_the_end_of_the_time_are_said_and_it_can_be_tried_again(
    visitor: Person, browser: Browser, button: str, said: str
) -> None:
    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await waits(visitor)
            page = visitor.page_says("identity-center").split("\n")
            code = page[page.index("Code") + 1]
            address = page[page.index("Address where the code is typed") + 1]
            await browser.answers(f"{address}?user_code={code}", button)
            await visitor.hands.until(lambda: bool(visitor.reads_strip("identity-center.message")), "the failure")
            assert visitor.reads_strip("identity-center.message").startswith(said)
            assert visitor.read("identity-center.next") == "&Try again"
            await visitor.press("identity-center.next")
            await waits(visitor)
            assert len(browser.opened) == 2
            assert not visitor.sees("identity-center.message")

    run_on_qt_loop(job)
    assert token_files(visitor.home) == []


def test_cancelling_leaves_nobody_who_listens_and_nothing_that_is_written(visitor: Person, browser: Browser) -> None:
    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await waits(visitor)
            query = parse_qs(urlsplit(browser.opened[0]).query)
            port = urlsplit(query["redirect_uri"][0]).port
            dialog = visitor.hands.find("identity-center")
            assert dialog is not None
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            await visitor.hands.until(lambda: not visitor.sees("identity-center"), "the dialog to close")
            await visitor.hands.until(lambda: not _listens(port), "nobody to listen")
            assert visitor.can_press("sign-in.identity-center")

    run_on_qt_loop(job)
    assert token_files(visitor.home) == []
    assert (visitor.home / "aws" / "config").read_text(encoding="utf-8") == BEFORE


def _listens(port: int | None) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port or 0)) == 0


def test_a_start_url_that_belongs_to_another_region(
    visitor: Person, browser: Browser, untouched_aws: EmbeddedAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSO_OIDC", untouched_aws.exports["AWS_ENDPOINT_URL"] + "/eu-west-1")

    async def job() -> None:
        async with visitor.at_the_program():
            await begins(visitor)
            await visitor.hands.until(lambda: bool(visitor.reads_strip("identity-center.message")), "the failure")
            said = visitor.reads_strip("identity-center.message")
            assert said.startswith("The start page or the Region of Identity Center is not right.")
            assert browser.opened == []

    run_on_qt_loop(job)


def test_what_is_no_start_url_is_said_while_it_is_typed(visitor: Person, browser: Browser) -> None:
    async def job() -> None:
        async with visitor.at_the_program():
            await visitor.opens_the_wizard()
            await visitor.next()
            await visitor.press("sign-in.identity-center")
            await visitor.type("identity-center.start-url", "acme.awsapps.com/start")
            assert "begins with https://" in visitor.description("identity-center.start-url")
            assert not visitor.can_press("identity-center.next")

    run_on_qt_loop(job)
    assert browser.opened == []


def test_a_sign_in_that_has_ended_is_renewed_in_the_window_and_the_run_goes_on_where_it_was(
    at_home: Person, browser: Browser, embedded: Callable[..., EmbeddedAws]
) -> None:
    aws = embedded("trusted-access-on", speed=20)
    at_home.can_reach(aws.exports)

    async def begins_and_leaves() -> None:
        async with at_home.at_the_program():
            await begins_to_connect(at_home, browser, aws)

    async def job() -> None:
        await begins_and_leaves()
        await browser.answers(aws.exports["AWS_ENDPOINT_URL"] + "/sessions", "end")
        before = (at_home.home / "aws" / "config").read_bytes()
        async with at_home.at_the_program():
            [row] = await at_home.desktop.book.all()
            at_home.desktop.main.select(row.connection_id)
            await at_home.press("main.run.go-on")
            await at_home.press("main.run.action.sign-in-again")
            await waits(at_home)
            await browser.answers(browser.opened[-1], username=ADMINISTRATOR)
            await at_home.hands.until(lambda: not at_home.sees("identity-center"), "the dialog to close")
            members = len(asked.active_accounts(aws)) - 1  # the management account is not among them
            done = f"{members} of {members}"
            await at_home.hands.until(
                lambda: any(done in row for row in at_home.table("main.list")), "every account to be connected"
            )
        assert (at_home.home / "aws" / "config").read_bytes() == before

    run_on_qt_loop(job)
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)


def test_a_sign_in_that_ends_in_mid_run_is_renewed_in_the_same_window_and_nothing_is_made_twice(
    at_home: Person, browser: Browser, embedded: Callable[..., EmbeddedAws]
) -> None:
    aws = embedded("trusted-access-on", speed=10)  # slow enough that the session ends before the run does
    at_home.can_reach(aws.exports)
    let_keys_be_short_lived(aws)

    async def job() -> None:
        async with at_home.at_the_program():
            await begins_to_connect(at_home, browser, aws)
            await browser.answers(aws.exports["AWS_ENDPOINT_URL"] + "/sessions", "end")
            await at_home.hands.seen("deploy.action.sign-in-again")
            assert at_home.reads_strip("deploy.failure").startswith("Sign in again to go on")
            await at_home.press("deploy.action.sign-in-again")
            await waits(at_home)
            assert len(browser.opened) == 2
            await browser.answers(browser.opened[-1], username=ADMINISTRATOR)
            await at_home.hands.until(lambda: not at_home.sees("identity-center"), "the dialog to close by itself")
            await at_home.hands.seen("deploy.stop")
            await at_home.run_has_ended()
            assert not at_home.sees("deploy.failure")
            await at_home.finishes()
            assert len(await at_home.desktop.book.all()) == 1

    run_on_qt_loop(job)
    assert [one["StackStatus"] for one in asked.stacks(aws)] == ["CREATE_COMPLETE"]
    assert set(asked.stack_sets(aws)) == {asked.WATCHED}
    client = aws.client("cloudformation")
    instances = client.list_stack_instances(StackSetName=asked.WATCHED)["Summaries"]
    assert len(instances) == len({one["Account"] for one in instances}), "each account once"
    made = {one["Account"] for one in instances if one["StackInstanceStatus"]["DetailedStatus"] == "SUCCEEDED"}
    assert made == asked.active_accounts(aws) - {asked.management_account(aws)}
    operations = client.list_stack_set_operations(StackSetName=asked.WATCHED)["Summaries"]
    assert [(one["Action"], one["Status"]) for one in operations] == [("CREATE", "SUCCEEDED")]
    assert asked.accounts_with_the_role(aws) == asked.active_accounts(aws)


def test_a_key_that_ends_in_the_middle_of_a_run_is_waited_for_and_the_run_goes_on_by_itself(
    embedded: Callable[..., EmbeddedAws], at_home: Person
) -> None:
    aws = embedded("expired-in-the-middle", speed=60)
    at_home.has_profile_at("administrator", aws.exports)

    async def job() -> None:
        async with at_home.at_the_program():
            await at_home.begins_to_connect(aws.exports["VENDOR_PRINCIPAL"])
            await at_home.press("deploy.action.sign-in-again")
            await at_home.hands.seen("sign-in-elsewhere")
            assert "The profile holds an access key." in at_home.page_says("sign-in-elsewhere")
            await at_home.press("sign-in-elsewhere.next")
            await at_home.hands.until(lambda: at_home.sees("sign-in-elsewhere.message"), "AWS to refuse it still")
            at_home.has_profile_at("administrator", aws.exports, "RENEWED")
            await at_home.hands.until(lambda: not at_home.sees("sign-in-elsewhere"), "the dialog to close by itself")
            await at_home.hands.seen("deploy.stop")
            await at_home.run_has_ended()
            await at_home.finishes()
            [row] = await at_home.desktop.book.all()
            assert at_home.desktop.works.of(row.connection_id) is None, "the list shows what is so, and no run"

    run_on_qt_loop(job)
    cloudformation = aws.client("cloudformation", "RENEWED")
    assert [one["StackStatus"] for one in cloudformation.list_stacks()["StackSummaries"]] == ["CREATE_COMPLETE"]
    instances = cloudformation.list_stack_instances(StackSetName=asked.WATCHED)["Summaries"]
    made = [one for one in instances if one["StackInstanceStatus"]["DetailedStatus"] == "SUCCEEDED"]
    assert len(made) == len({one["Account"] for one in made}) == 12
