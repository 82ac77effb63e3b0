"""One account by itself: connected, checked, switched, changed, started over, and disconnected."""

import hcl2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.model.connection import Phase, Status
from wizard.model.identifiers import grouped_account_id
from wizard.ui.widgets.switch import Switch, SwitchState

STACK, ROLE = "apono-aws-account-integration", "AponoAccountAccess"


def stacks_of(aws: EmbeddedAws) -> list[str]:
    """The stacks of the member account that are there."""
    found = aws.client("cloudformation", "MEMBER").describe_stacks()["Stacks"]
    return [str(one["StackName"]) for one in found]


def trusts(aws: EmbeddedAws) -> list[str]:
    role = aws.client("iam", "MEMBER").get_role(RoleName=ROLE)["Role"]
    return [one["Effect"] for one in role["AssumeRolePolicyDocument"]["Statement"]]


async def reaches_the_settings(someone: Person) -> None:
    await someone.opens_the_wizard()
    await someone.chooses_provider("apono", "account")
    await someone.next()
    assert not someone.sees("sign-in.console-way")
    await someone.chooses_profile("member")
    await someone.next()
    assert someone.wizard.navigation.current is StepId.ACCOUNT_ORGANIZATION
    assert not someone.sees("organization.tree")


async def fills_in(someone: Person, connector: str) -> None:
    for tick in ("connector-kind.managed", "connector-installed", "delegated.yes", "resource-types.s3"):
        await someone.press(f"settings.{tick}")
    await someone.type("settings.connector-id", "acme-production")
    await someone.type("settings.connector-role", connector)
    assert someone.field_text("settings.connector-profile") == "apono"
    await someone.type("settings.rotation-days", "90")
    await someone.settled()


async def connects(someone: Person, account: str, connector: str) -> None:
    await reaches_the_settings(someone)
    assert grouped_account_id(account) in someone.page_says("account.summary").replace("\N{NO-BREAK SPACE}", " ")
    await someone.next()
    await fills_in(someone, connector)
    await someone.next()
    await someone.passes_the_checks()
    await someone.next()
    assert "in the account" in someone.page_says("review.summary")
    await someone.deploys()
    await someone.next()
    await someone.role_is_checked()
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")


async def presses_the_switch(someone: Person, confirm: str) -> None:
    widget = await someone.hands.enabled("main.status")
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(widget, Qt.Key.Key_Space)
    await someone.press(confirm)


async def becomes(someone: Person, state: SwitchState) -> None:
    def there() -> bool:
        widget = someone.hands.find("main.status")
        return isinstance(widget, Switch) and not widget.busy and widget.state is state

    await someone.hands.until(there, f"the status to be {state}")


def test_an_account_is_connected_and_handed_over(aws: EmbeddedAws, administrator: Person) -> None:
    account = str(aws.client("sts", "MEMBER").get_caller_identity()["Account"])
    vendor = aws.exports["VENDOR_PRINCIPAL"].split(":")[4]
    administrator.has_profiles(aws.exports, "AWS", "MEMBER")

    async def job() -> None:
        someone = administrator
        async with someone.at_the_program():
            await connects(someone, account, f"arn:aws:iam::{vendor}:role/apono-connector")
            assert f"arn:aws:iam::{account}:role/{ROLE}" in someone.page_says()
            await someone.press("connected.view-code")
            code = someone.hands.find("connected.code")
            assert isinstance(code, QPlainTextEdit)
            (found,) = hcl2.loads(code.toPlainText())["resource"]
            assert "credentials_rotation_period_in_days" in str(found)
            assert "credentials_cleanup_period_in_days" not in str(found)
            await someone.press("wizard.next")
            await someone.is_back_in_the_list()
            (row,) = await someone.desktop.book.all()
            assert (row.phase, row.identity.place, row.provider_name) == (Phase.CONNECTED, account, "Apono")
            await someone.checks_again()
            (row,) = await someone.desktop.book.all()
            assert (row.phase, row.status, row.health.problem) == (Phase.CONNECTED, Status.ACTIVE, "")
            assert "The account has the role." in someone.page_says("main")

    run_on_qt_loop(job)
    assert stacks_of(aws) == [STACK]
    assert asked.stacks(aws) == []


def test_it_is_switched_and_disconnected_like_any_other(aws: EmbeddedAws, administrator: Person) -> None:
    account = str(aws.client("sts", "MEMBER").get_caller_identity()["Account"])
    vendor = aws.exports["VENDOR_PRINCIPAL"].split(":")[4]
    administrator.has_profiles(aws.exports, "AWS", "MEMBER")

    async def job() -> None:
        someone = administrator
        async with someone.at_the_program():
            await connects(someone, account, f"arn:aws:iam::{vendor}:role/apono-connector")
            await someone.press("wizard.next")
            await someone.is_back_in_the_list()
            await presses_the_switch(someone, "main.confirm-switch-off.yes")
            await becomes(someone, SwitchState.OFF)
            assert trusts(aws) == ["Deny"]
            await presses_the_switch(someone, "main.confirm-switch-on.yes")
            await becomes(someone, SwitchState.ON)
            assert trusts(aws) == ["Allow"]
            await someone.press("main.disconnect")
            await someone.press("main.confirm-disconnect.yes")
            await someone.hands.until(lambda: someone.sees("main.news"), "the row to go")
            assert list(await someone.desktop.book.all()) == []

    run_on_qt_loop(job)
    assert stacks_of(aws) == []
    assert asked.role_in(aws, account, ROLE) is None


def test_it_is_changed_and_started_over(aws: EmbeddedAws, administrator: Person) -> None:
    account = str(aws.client("sts", "MEMBER").get_caller_identity()["Account"])
    vendor = aws.exports["VENDOR_PRINCIPAL"].split(":")[4]
    administrator.has_profiles(aws.exports, "AWS", "MEMBER")

    async def job() -> None:
        someone = administrator
        async with someone.at_the_program():
            await connects(someone, account, f"arn:aws:iam::{vendor}:role/apono-connector")
            await someone.press("wizard.next")
            await someone.is_back_in_the_list()
            await someone.press("main.change")
            await someone.hands.seen("wizard.next")
            await someone.settled()
            assert someone.wizard.navigation.current is StepId.SETTINGS
            await someone.type("settings.connector-role", f"arn:aws:iam::{vendor}:role/another-connector")
            await someone.settled()
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the difference")
            await someone.next()
            await someone.run_has_ended()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the change to be done")
            await someone.press("wizard.next")
            await someone.is_back_in_the_list()
            role = aws.client("iam", "MEMBER").get_role(RoleName=ROLE)["Role"]
            (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
            assert statement["Principal"]["AWS"].endswith(":role/another-connector")
            await someone.press("main.start-over")
            await someone.press("main.confirm-start-over.yes")
            await someone.hands.until(lambda: someone.sees("wizard"), "the wizard to come back")
            await someone.settled()
            assert stacks_of(aws) == []
            answers = someone.wizard.navigation.answers
            assert answers.one_account
            assert answers.settings is not None
            assert answers.settings.values["rotation-days"] == "90"

    run_on_qt_loop(job)
