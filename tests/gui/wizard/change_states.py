"""The pages of a change in the states that people meet, by name."""

import asyncio
from dataclasses import replace

from tests.gui.wizard.opened import Opened
from tests.unit.flow.change_services import ANEW, FILTERED, MEMBERS, ODD
from tests.unit.flow.data import account, failed, large_tree, result
from wizard.flow.steps import StepId
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.model.planned_change import StackPreview
from wizard.model.progress import AccountChanged, AccountProgress, Counted, ResourceChanged, Said


async def at_organization(opened: Opened) -> None:
    await opened.loaded()


async def at_settings(opened: Opened) -> None:
    await at_organization(opened)
    opened.window.go_on()
    await opened.loaded()


async def renamed(opened: Opened) -> None:
    await at_settings(opened)
    opened.page.set_value("role-name", "AnotherReader")
    await opened.drawn()


async def on_to_the_difference(opened: Opened) -> None:
    opened.window.go_on()
    await opened.loaded()
    if opened.step is StepId.SETTINGS:
        opened.window.go_on()
        await opened.loaded()
    await opened.page.settled()
    await opened.drawn()


async def difference(opened: Opened) -> None:
    await at_organization(opened)
    opened.desk.changes.answer = StackPreview((ANEW, MEMBERS, FILTERED, ODD), template_renewed=True)
    opened.page.set_included(account("1"), included=True)
    opened.page.set_included(account("3"), included=False)
    opened.window.go_on()
    await opened.loaded()
    opened.page.set_value("role-name", "AnotherReader")
    opened.page.set_value("trusted-principal", f"arn:aws:iam::123456789012:role/{'long-' * 8}name")
    await on_to_the_difference(opened)


async def difference_large(opened: Opened, count: int = 3000) -> None:
    opened.desk.organizations.read = large_tree(count)
    await at_organization(opened)
    await opened.page.reload()
    opened.page.choose_whole()
    await on_to_the_difference(opened)


async def difference_nothing(opened: Opened) -> None:
    opened.desk.changes.answer = StackPreview(())
    await at_organization(opened)
    await on_to_the_difference(opened)


async def difference_busy(opened: Opened) -> None:
    opened.desk.changes.gate = asyncio.Event()
    await at_organization(opened)
    opened.page.choose_whole()
    opened.window.go_on()
    await opened.loaded()
    opened.window.go_on()
    await opened.loaded()


async def difference_not_allowed(opened: Opened) -> None:
    opened.desk.changes.refusal = WizardError(RawFailure("not authorized", code="AccessDenied"))
    await at_organization(opened)
    opened.page.choose_whole()
    await on_to_the_difference(opened)


async def difference_trouble(opened: Opened) -> None:
    opened.desk.changes.refusal = failed("Stack is in UPDATE_IN_PROGRESS state and can not be updated.")
    opened.desk.changes.refusal = WizardError(replace(opened.desk.changes.refusal.failure, code="ValidationError"))
    await at_organization(opened)
    opened.page.choose_whole()
    await on_to_the_difference(opened)


async def applying(opened: Opened) -> None:
    await difference(opened)
    opened.window.go_on()
    await opened.loaded()
    say = opened.desk.changes.last.say
    say(OperationChanged("make-room", OperationState.DONE))
    say(OperationChanged("apply-change", OperationState.RUNNING))
    say(Said(Message("change.applying", {"name": "org-wizard-cloud-entitlements"})))
    say(ResourceChanged("MemberRoles", "AWS::CloudFormation::StackSet", "UPDATE_IN_PROGRESS"))
    for digit in "124":
        say(AccountChanged(result(digit, AccountProgress.RUNNING)))
    say(Counted(0, 3))
    await opened.drawn()


async def applied(opened: Opened) -> None:
    await applying(opened)
    deployment = opened.desk.changes.last
    for operation in ("apply-change", "accounts", "role"):
        deployment.say(OperationChanged(operation, OperationState.DONE))
    for digit in "124":
        deployment.say(AccountChanged(result(digit, AccountProgress.SUCCEEDED)))
    deployment.say(Counted(3, 3))
    deployment.finish(RunEnd.DONE)
    await opened.page.settled()
    await opened.drawn()


async def rolled_back(opened: Opened) -> None:
    await applying(opened)
    deployment = opened.desk.changes.last
    taken = RawFailure("AnotherReader already exists in stack arn:aws:cloudformation", code="AlreadyExists")
    deployment.say(OperationChanged("apply-change", OperationState.FAILED, taken))
    deployment.finish(RunEnd.FAILED)
    await opened.page.settled()
    await opened.drawn()


async def new_role(opened: Opened) -> None:
    await applied(opened)
    opened.window.go_on()
    await opened.loaded()
    await opened.settled()


CHANGE_STATES = {
    f"change-{state.__name__.replace('_', '-')}": state
    for state in (
        at_organization,
        at_settings,
        renamed,
        difference,
        difference_large,
        difference_nothing,
        difference_busy,
        difference_not_allowed,
        difference_trouble,
        applying,
        applied,
        rolled_back,
        new_role,
    )
}
