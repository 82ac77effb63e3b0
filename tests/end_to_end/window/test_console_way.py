"""A person without credentials does the steps in the AWS console; somebody else signs in later."""

import asyncio
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.model.connection import Connection, Phase, Status, Way
from wizard.ui.widgets.switch import Switch, SwitchState

PRINCIPAL = "999988887777"
EXTERNAL_ID = "agreed-with-the-vendor"


@pytest.fixture
def visitor(aws: EmbeddedAws, person: Callable[[], Person], monkeypatch: pytest.MonkeyPatch) -> Person:
    """Give a person without any profile, whose browser opens nothing."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    someone = person()
    someone.can_reach(aws.exports)
    return someone


class Visitor:
    """Goes the console way through the window."""

    def __init__(self, person: Person, aws: EmbeddedAws, principal: str) -> None:
        self.person = person
        self.aws = aws
        self.principal = principal

    async def begins(self) -> None:
        """Choose the console way."""
        await self.person.opens_the_wizard()
        await self.person.next()
        await self.person.press("sign-in.console-way")
        await self.person.settled()
        await self.person.next()

    async def types_the_organization(self) -> None:
        """Type what stands in the AWS console."""
        await self.person.type("organization.root-id", asked.root_id(self.aws))
        await self.person.type("organization.management-account", asked.management_account(self.aws))
        await self.person.type("organization.name", "Acme Corp")

    async def goes_to_the_steps(self) -> None:
        """Fill in the settings, tick what there is to look at, and acknowledge."""
        await self.person.next()
        await self.person.fills_in_settings(self.principal, EXTERNAL_ID)
        await self.person.next()
        await self.person.press("checks.skip")
        await self.person.settled()
        await self.person.next()
        await self.person.press("review.acknowledge")
        await self.person.settled()
        await self.person.next()

    async def saves_the_template(self, path: Path) -> str:
        """Save the template, and give its text."""
        await self.person.press("deploy.save-template")
        dialog = await self.person.hands.seen("deploy.save-dialog")
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.close()
        await self.person.hands.until(lambda: self.person.sees("deploy.saved"), "the file to be written")
        return await asyncio.to_thread(path.read_text, encoding="utf-8")


def made_in_the_console(aws: EmbeddedAws, template: str, *, region: str = "us-east-1", name: str = asked.STACK) -> str:
    """Do at AWS what a person does in its console: upload the file, change no parameter, acknowledge. Gives RoleARN."""
    client = aws.client("cloudformation", region=region)
    if client.describe_organizations_access()["Status"] != "ENABLED":
        client.activate_organizations_access()
    client.create_stack(StackName=name, TemplateBody=template, Capabilities=["CAPABILITY_NAMED_IAM"])
    client.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    outputs = client.describe_stacks(StackName=name)["Stacks"][0]["Outputs"]
    return next(str(one["OutputValue"]) for one in outputs if one["OutputKey"] == "RoleARN")


async def row_of(person: Person) -> Connection:
    """Give the one row of the list."""
    (row,) = await person.desktop.book.all()
    return row


async def signs_in_later(person: Person, profile: str = "administrator") -> None:
    """Press "Sign in to verify" at the row, choose a profile, and look."""
    await person.hands.press("main.verify")
    await person.hands.seen("verify")
    await person.hands.press(f"sign-in.profile.{profile}")
    await person.hands.enabled("verify.next")
    await person.hands.press("verify.next")


def test_from_typed_ids_to_off_and_gone(aws: EmbeddedAws, visitor: Person) -> None:
    walk = Visitor(visitor, aws, aws.exports["VENDOR_PRINCIPAL"])

    async def job() -> None:
        async with visitor.at_the_program():
            await walk.begins()
            await walk.types_the_organization()
            await walk.goes_to_the_steps()
            path = visitor.home / "template.yaml"
            template = await walk.saves_the_template(path)
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            role_arn = await asyncio.to_thread(made_in_the_console, aws, template)
            await visitor.next()
            await visitor.pastes("role.arn", f"  {role_arn}\n")
            await visitor.hands.until(lambda: visitor.can_press("wizard.next"), "the RoleARN to be taken")
            await visitor.next()
            await visitor.hands.until(lambda: visitor.can_press("wizard.next"), "the row to be written")
            assert "Acme Corp is in your list, not verified" in visitor.page_says()
            await visitor.press("wizard.next")
            await visitor.is_back_in_the_list()
            row = await row_of(visitor)
            assert (row.way, row.profile, row.phase, row.status) == (Way.CONSOLE, "", Phase.CONNECTED, Status.UNKNOWN)
            assert row.role_arn == role_arn
            assert dict(visitor.desktop._rooms.counts.calls) == {}

            visitor.has_profiles(aws.exports, "AWS")
            await signs_in_later(visitor)
            await visitor.hands.until(lambda: not visitor.sees("verify"), "the stack to be found")
            row = await row_of(visitor)
            assert (row.way, row.profile, row.status) == (Way.PROFILE, "administrator", Status.ACTIVE)
            assert (row.health.connected, row.health.total) == (12, 12)
            assert row.identity.organization_id == asked.organization_id(aws)

            widget = await visitor.hands.enabled("main.status")
            assert isinstance(widget, Switch)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(widget, Qt.Key.Key_Space)
            await visitor.press("main.confirm-switch-off.yes")
            await visitor.hands.until(lambda: widget.busy, "the switch to begin")
            await visitor.hands.until(
                lambda: not widget.busy and widget.state is SwitchState.OFF, "the status to be off"
            )
            assert (await row_of(visitor)).status is Status.INACTIVE
            (member,) = asked.by_name(aws, "Payments Production")
            for account in (asked.management_account(aws), member):
                assert not asked.vendor_can_take_on(aws, account, EXTERNAL_ID)

            await visitor.press("main.disconnect")
            await visitor.press("main.confirm-disconnect.yes")
            await visitor.hands.until(lambda: visitor.sees("main.news"), "everything to be gone")
            assert "is disconnected from" in visitor.page_says("main.news")
            assert asked.accounts_with_the_role(aws) == set()
            assert asked.stack_sets(aws) == {}

    run_on_qt_loop(job)


def test_what_is_pasted_wrong_is_named_and_a_draft_waits_for_the_role_arn(aws: EmbeddedAws, visitor: Person) -> None:
    walk = Visitor(visitor, aws, PRINCIPAL)
    management = asked.management_account(aws)
    (member,) = asked.by_name(aws, "Payments Production")
    right = f"arn:aws:iam::{management}:role/{asked.ROLE}"

    async def job() -> None:
        async with visitor.at_the_program():
            await walk.begins()
            await visitor.type("organization.root-id", asked.organization_id(aws))
            assert "This is the organization ID" in visitor.description("organization.root-id")
            await walk.types_the_organization()
            await visitor.type("organization.management-account", "12345")
            assert "it has 12 digits" in visitor.description("organization.management-account")
            assert not visitor.can_press("wizard.next")
            await visitor.type("organization.management-account", management)
            await walk.goes_to_the_steps()
            await visitor.next()
            for text, said in (
                (right.replace(management, member), f"not {member}"),
                (asked.root_id(aws), "This is the organization's root ID"),
                (right.replace(":role/", ":user/"), "This is the ARN of a user"),
                (right.replace(asked.ROLE, "Other"), "This role is called Other"),
            ):
                await visitor.pastes("role.arn", text)
                await visitor.role_is_checked()
                shown = visitor.page_says().replace(" ", "")
                assert said.removeprefix("not ").replace(" ", "") in shown
                assert not visitor.can_press("wizard.next")
            await visitor.press("wizard.cancel")
            await visitor.hands.until(lambda: not visitor.sees("wizard"), "the wizard to close")
        async with visitor.at_the_program():
            await visitor.opens_the_wizard()
            await visitor.press(await drafts_button(visitor))
            await visitor.settled()
            for _page in ("sign-in", "organization", "settings", "checks", "review", "deploy"):
                await visitor.next()
            assert visitor.wizard.navigation.current is StepId.CONSOLE_DEPLOY
            await visitor.next()
            await visitor.pastes("role.arn", f"\t{right[:20]}\n{right[20:]} ")
            await visitor.hands.until(lambda: visitor.can_press("wizard.next"), "the RoleARN to be taken")
            await visitor.next()
            await visitor.press("wizard.next")
            assert (await row_of(visitor)).role_arn == right

    run_on_qt_loop(job)
    assert asked.stacks(aws) == []


async def drafts_button(person: Person) -> str:
    """Wait for the offer to go on, and give its button's name."""
    strip = await person.hands.seen("wizard.draft")
    buttons = [one for one in strip.findChildren(QPushButton) if one.objectName().startswith("wizard.draft.restore")]
    return buttons[0].objectName()


def test_a_sign_in_that_cannot_see_it_says_why_and_looks_in_other_regions(aws: EmbeddedAws, visitor: Person) -> None:
    walk = Visitor(visitor, aws, aws.exports["VENDOR_PRINCIPAL"])

    async def job() -> None:
        async with visitor.at_the_program():
            await walk.begins()
            await walk.types_the_organization()
            await visitor.press("organization.some")
            unit = asked.unit_id(aws, "Workloads")
            field = await visitor.hands.enabled("organization.whole-units")
            assert isinstance(field, QPlainTextEdit)
            field.setPlainText(unit)
            await visitor.settled()
            await walk.goes_to_the_steps()
            template = await walk.saves_the_template(visitor.home / "template.yaml")
            await visitor.next()
            await visitor.pastes("role.arn", f"arn:aws:iam::{asked.management_account(aws)}:role/{asked.ROLE}")
            await visitor.hands.until(lambda: visitor.can_press("wizard.next"), "the RoleARN to be taken")
            await visitor.next()
            await visitor.press("wizard.next")
            await visitor.is_back_in_the_list()
            row = await row_of(visitor)
            visitor.has_profiles(aws.exports, "AWS", "MEMBER")

            await signs_in_later(visitor, "member")
            await visitor.hands.seen("verify.message")
            assert "belongs to the member account" in visitor.reads_strip("verify.message")
            await visitor.hands.press("sign-in.profile.administrator")
            await visitor.hands.enabled("verify.next")
            await visitor.hands.press("verify.next")
            look = await visitor.hands.seen("verify.action.look-elsewhere")
            assert "The stack was not found." in visitor.reads_strip("verify.message")
            assert (await row_of(visitor)).way is Way.CONSOLE

            await asyncio.to_thread(made_in_the_console, aws, template, region="eu-west-1", name="by-another-name")
            await visitor.hands.press(look.objectName())
            await visitor.hands.until(lambda: not visitor.sees("verify"), "the stack to be found")
            row = await row_of(visitor)
            assert (row.region, row.names.stack, row.status) == ("eu-west-1", "by-another-name", Status.ACTIVE)
            assert row.health.connected == row.health.total > 0
            assert row.selection.chosen == {unit}

    run_on_qt_loop(job)
