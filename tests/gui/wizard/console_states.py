"""The pages of the console way in the states that people meet."""

from dataclasses import replace
from pathlib import Path

from tests.gui.wizard.opened import Opened
from tests.unit.flow.console_data import console_answers, console_answers_to_the_end
from tests.unit.flow.data import ROLE_ARN
from wizard.flow.pages.console_deploy import Instruction
from wizard.flow.pages.console_organization import IdField
from wizard.flow.steps import StepId
from wizard.model.typed_scope import ScopeList, TypedScope

SOME = TypedScope(
    False,
    {
        "whole-units": "ou-ab12-11111111, ou-ab12-22222222",
        "filtered-units": "ou-ab12-33333333",
        "excluded-accounts": "2222 2222 2222",
        "accounts": "3333 3333 3333",
        "account-parents": "ou-ab12-44444444",
    },
)


async def console_organization(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_ORGANIZATION, replace(console_answers(), organization=None))


async def console_organization_some(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_ORGANIZATION, console_answers(SOME))


async def console_organization_trouble(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_ORGANIZATION, console_answers(SOME))
    opened.page.type_id(IdField.ROOT, "o-a1b2c3d4e5")
    opened.page.type_id(IdField.MANAGEMENT_ACCOUNT, "12345")
    opened.page.type_list(ScopeList.WHOLE_UNITS, "ou-zz99-11111111")
    await opened.drawn()


async def console_settings(opened: Opened) -> None:
    await opened.go_to(StepId.SETTINGS, console_answers())


async def console_checks(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_CHECKS, console_answers())
    opened.page.tick("signed-in", done=True)
    await opened.drawn()


async def console_checks_skipped(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_CHECKS, console_answers_to_the_end())


async def console_review(opened: Opened) -> None:
    await opened.go_to(StepId.REVIEW, console_answers_to_the_end(SOME))


async def console_deploy(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_DEPLOY, console_answers_to_the_end())


async def console_deploy_begun(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_DEPLOY, console_answers_to_the_end())
    await opened.page.save(Path("/nowhere/at/all/template.yaml"))
    opened.page.tick(Instruction.SAVE, done=True)
    await opened.drawn()


async def console_role(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_ROLE, console_answers_to_the_end())


async def console_role_trouble(opened: Opened) -> None:
    await opened.go_to(StepId.CONSOLE_ROLE, console_answers_to_the_end())
    await opened.page.type_role_arn(ROLE_ARN.replace("1111", "4444", 1))
    await opened.settled()


async def console_connected(opened: Opened) -> None:
    await opened.go_to(StepId.CONNECTED, console_answers_to_the_end())


CONSOLE_STATES = {
    state.__name__.replace("_", "-"): state
    for state in (
        console_organization,
        console_organization_some,
        console_organization_trouble,
        console_settings,
        console_checks,
        console_checks_skipped,
        console_review,
        console_deploy,
        console_deploy_begun,
        console_role,
        console_role_trouble,
        console_connected,
    )
}
