"""The status switch of the last page and of the list: what it says is what AWS does for whoever asks."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.ui.widgets.switch import Switch, SwitchState


def let_in(aws: EmbeddedAws, external_id: str = "") -> set[str]:
    """The accounts that let the vendor's identity in, with the right external ID where none is given."""
    said = external_id or asked.stack_parameters(aws)["ExternalId"]
    return {one for one in asked.active_accounts(aws) if asked.vendor_can_take_on(aws, one, said)}


def switch(someone: Person, name: str) -> Switch:
    widget = someone.hands.find(name)
    assert isinstance(widget, Switch)
    return widget


async def presses(someone: Person, name: str, confirm: str) -> None:
    """Press the switch, and say yes."""
    widget = await someone.hands.enabled(name)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(widget, Qt.Key.Key_Space)
    await someone.press(confirm)
    await someone.hands.until(lambda: switch(someone, name).busy, "the switch to begin")


async def comes_to(someone: Person, name: str, state: SwitchState) -> None:
    await someone.hands.until(
        lambda: not switch(someone, name).busy and switch(someone, name).state is state, f"the status to be {state}"
    )


async def goes_on(someone: Person, button: str) -> None:
    """Press what a switch that rests offers, and wait until it is at work again."""
    await someone.press(button)
    await someone.hands.until(lambda: switch(someone, "connected.status").busy, "the switch to go on")


async def connects(someone: Person, aws: EmbeddedAws) -> None:
    """Go to the last page, and wait until the row is written."""
    await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
    await someone.deploys()
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the role's checks to pass")
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("connected.status"), "the row to be written")


class Forbidden:
    """A policy that lets nobody change a role in one account, until it is lifted."""

    def __init__(self, aws: EmbeddedAws, account: str) -> None:
        self._organizations: Any = aws.client("organizations")
        self._account = account
        content = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "iam:*", "Resource": "*"}]}
        made = self._organizations.create_policy(
            Name="no-changes", Description="", Type="SERVICE_CONTROL_POLICY", Content=json.dumps(content)
        )
        self._policy = made["Policy"]["PolicySummary"]["Id"]
        self._organizations.attach_policy(PolicyId=self._policy, TargetId=account)

    def lift(self) -> None:
        self._organizations.detach_policy(PolicyId=self._policy, TargetId=self._account)


def test_off_and_on_again_from_the_last_page(aws: EmbeddedAws, administrator: Person) -> None:
    async def job() -> None:
        async with administrator.at_the_program():
            await connects(administrator, aws)
            assert switch(administrator, "connected.status").state is SwitchState.ON
            assert let_in(aws) == asked.active_accounts(aws)
            await presses(administrator, "connected.status", "connected.status.confirm.yes")
            await comes_to(administrator, "connected.status", SwitchState.OFF)
            assert let_in(aws) == set()
            said = administrator.page_says("connected.status-card")
            assert "off in the management account and in 12 of 12 member accounts" in said
            await presses(administrator, "connected.status", "connected.status.confirm.yes")
            await comes_to(administrator, "connected.status", SwitchState.ON)
            assert let_in(aws) == asked.active_accounts(aws)
            assert let_in(aws, "wrong-one") == set()
            await administrator.press("wizard.next")
            await administrator.is_back_in_the_list()
            await administrator.hands.until(
                lambda: administrator.table("main.list")[0][3] == "Active", "the list to say so"
            )

    run_on_qt_loop(job)


def test_off_and_on_again_from_the_list(aws: EmbeddedAws, administrator: Person) -> None:
    async def job() -> None:
        async with administrator.at_the_program():
            await connects(administrator, aws)
            await administrator.press("wizard.next")
            await administrator.is_back_in_the_list()
            await presses(administrator, "main.status", "main.confirm-switch-off.yes")
            await comes_to(administrator, "main.status", SwitchState.OFF)
            assert let_in(aws) == set()
            await presses(administrator, "main.status", "main.confirm-switch-on.yes")
            await comes_to(administrator, "main.status", SwitchState.ON)
            assert let_in(aws) == asked.active_accounts(aws)

    run_on_qt_loop(job)


def test_an_account_that_refuses_is_named_and_follows_when_it_is_tried_again(
    aws: EmbeddedAws, administrator: Person
) -> None:
    (refusing,) = asked.by_name(aws, "Network")

    async def job() -> None:
        async with administrator.at_the_program():
            await connects(administrator, aws)
            policy = Forbidden(aws, refusing)
            await presses(administrator, "connected.status", "connected.status.confirm.yes")
            await comes_to(administrator, "connected.status", SwitchState.UNDETERMINED)
            assert let_in(aws) == {refusing}
            behind = administrator.page_says("connected.status.behind")
            assert "Network" in behind
            assert "May still be on" in behind
            policy.lift()
            await goes_on(administrator, "connected.status.retry")
            await comes_to(administrator, "connected.status", SwitchState.OFF)
            assert let_in(aws) == set()
            assert not administrator.sees("connected.status.behind")

    run_on_qt_loop(job)


def test_a_switch_that_was_stopped_is_put_back_or_gone_on_with(
    embedded: Callable[..., EmbeddedAws], person: Callable[[], Person]
) -> None:
    aws = embedded("happy", speed=50)
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def stops() -> None:
        await presses(someone, "connected.status", "connected.status.confirm.yes")
        await someone.press("connected.status.stop")
        await someone.hands.until(lambda: someone.can_press("connected.status.go-on"), "the switch to rest")

    async def job() -> None:
        async with someone.at_the_program():
            await connects(someone, aws)
            await stops()
            await goes_on(someone, "connected.status.put-back")
            await comes_to(someone, "connected.status", SwitchState.ON)
            assert let_in(aws) == asked.active_accounts(aws)
            await stops()
            await goes_on(someone, "connected.status.go-on")
            await comes_to(someone, "connected.status", SwitchState.OFF)
            assert let_in(aws) == set()

    run_on_qt_loop(job)
