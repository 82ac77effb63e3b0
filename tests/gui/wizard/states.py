"""Every page of the wizard in the states that people meet, by name."""

import asyncio
from dataclasses import replace

from tests.gui.wizard.console_states import CONSOLE_STATES
from tests.gui.wizard.opened import Opened
from tests.gui.wizard.read_states import READ_STATES
from tests.gui.wizard.template_states import TEMPLATE_STATES
from tests.unit.flow.data import (
    ADMINISTRATOR,
    IDENTITY,
    ROOT,
    account,
    answers_after_deployment,
    answers_up_to_settings,
    failed,
    large_tree,
    ou,
    result,
    small_tree,
)
from tests.unit.flow.every_kind import FILLED, every_kind
from wizard.flow.answers import Answers, ProviderAnswers
from wizard.flow.steps import StepId
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import Health, Phase, Status
from wizard.model.failure import Diagnosis, RawFailure, Retry
from wizard.model.message import Message
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.model.profile import Profile, ProfileKind
from wizard.model.progress import AccountChanged, AccountProgress, AccountResult, Counted, ResourceChanged, Said
from wizard.model.targets import Selection
from wizard.operations.followers import STILL_ON
from wizard.providers.definition import ProviderSummary

LONG = "The Extraordinarily Long-Named International Holding Company of Somewhere in the Far North"
MARKUP = "<b>Bold</b> & <img src=x> Ltd"
RIGHT_TO_LEFT = "شركة الأمثلة للتجارة"
EMOJI = "Rocket 🚀 Labs 👩‍🔬"
ODD = (LONG, MARKUP, RIGHT_TO_LEFT, EMOJI)
DENY = (
    "User: arn:aws:sts::111111111111:assumed-role/stacksets-exec-0123456789abcdef/session is not authorized to perform "
    "iam:CreateRole on resource: arn:aws:iam::111111111111:role/CloudEntitlementsReadOnly with an explicit deny in a "
    "service control policy"
)


def denial(digit: str, name: str = "") -> AccountResult:
    """An account that a policy of the organization shut out, explained as the program does."""
    one = result(digit, AccountProgress.FAILED, DENY, name)
    diagnosis = Diagnosis(
        "service-control-policy",
        ("service-control-policy",),
        True,
        "A policy of your organization denies it.",
        "A service control policy denies iam:CreateRole in this account. Ask whoever looks after the policies of your "
        "organization to allow it, or leave the account out; then try again.",
        ("leave-accounts-out", "try-again"),
        Retry.AFTER_FIX,
        one.reason,
    )
    return replace(one, diagnosis=diagnosis)


def crowd(count: int, lost: int = 0) -> list[AccountResult]:
    """So many accounts, the first of them lost."""
    tree = large_tree(count)
    members = [one for one in tree.accounts.values() if one.account_id != IDENTITY.management_account_id]
    shut_out = denial("1")
    return [
        replace(shut_out, account_id=one.account_id, name=one.name)
        if number < lost
        else AccountResult(one.account_id, one.name, AccountProgress.SUCCEEDED)
        for number, one in enumerate(members)
    ]


async def provider_one(opened: Opened) -> None:
    await opened.loaded()


async def provider_several(opened: Opened) -> None:
    await opened.loaded()
    opened.desk.catalogue.listed += [
        ProviderSummary(f"p{number}", name, f"{name} looks at {name}.", ("organization", "account"))
        for number, name in enumerate(ODD)
    ]
    view = await opened.go_to(StepId.PROVIDER, Answers())
    assert view is opened.view
    await opened.page.load(Answers())
    opened.page.choose("p0")
    await opened.drawn()


async def sign_in_usual(opened: Opened) -> None:
    await opened.go_to(StepId.SIGN_IN, answers_up_to_settings())


async def sign_in_busy(opened: Opened) -> None:
    opened.desk.sign_in.gate = asyncio.Event()
    await opened.go_to(StepId.SIGN_IN, Answers(), wait=False)
    await opened.loaded()


async def sign_in_trouble(opened: Opened) -> None:
    desk = opened.desk.sign_in
    desk.found = [Profile(name, kind) for name, kind in zip(("", *ODD), ProfileKind, strict=False)]
    desk.answers = {one.name: RawFailure("The SSO session has expired") for one in desk.found} | {LONG: ADMINISTRATOR}
    await opened.go_to(StepId.SIGN_IN, Answers())
    opened.page.choose(MARKUP)
    await opened.drawn()


async def sign_in_nothing(opened: Opened) -> None:
    opened.desk.sign_in.found = []
    await opened.go_to(StepId.SIGN_IN, Answers())


async def organization(opened: Opened, tree=None) -> None:
    opened.desk.organizations.read = tree or small_tree()
    await opened.go_to(StepId.ORGANIZATION, replace(answers_up_to_settings(), organization=None))


async def organization_busy(opened: Opened) -> None:
    opened.desk.organizations.gate = asyncio.Event()
    answers = replace(answers_up_to_settings(), organization=None)
    await opened.go_to(StepId.ORGANIZATION, answers, wait=False)
    await opened.until(lambda: opened.page.progress != (0, 0), "the first units")
    await opened.drawn()


async def organization_some(opened: Opened) -> None:
    await organization(opened)
    for node in (account("1"), ou("team")):
        opened.page.set_included(node, included=False)
    await opened.drawn()


async def organization_odd(opened: Opened) -> None:
    identity = replace(IDENTITY, management_account_name=LONG)
    await organization(opened, small_tree(identity, work=LONG, team=MARKUP, a1=RIGHT_TO_LEFT, a2=EMOJI, a3=MARKUP))
    opened.page.set_included(account("4"), included=False)
    opened.page.type_root_id("o-a1b2c3d4e5")
    await opened.drawn()


async def organization_large(opened: Opened, count=3000) -> None:
    await organization(opened, large_tree(count))
    opened.page.set_included("ou-ab12-00000000", included=False)
    await opened.drawn()


async def organization_trouble(opened: Opened) -> None:
    opened.desk.organizations.error = failed("You don't have permissions to access this resource.")
    await organization(opened)


async def one_account(opened: Opened) -> None:
    answers = replace(answers_up_to_settings(), provider=ProviderAnswers("example", "account"), organization=None)
    await opened.go_to(StepId.ACCOUNT_ORGANIZATION, answers)


async def settings_empty(opened: Opened) -> None:
    await opened.go_to(StepId.SETTINGS, replace(answers_up_to_settings(), settings=None))


async def settings_filled(opened: Opened) -> None:
    await opened.go_to(StepId.SETTINGS, answers_up_to_settings())


async def settings_trouble(opened: Opened) -> None:
    await settings_empty(opened)
    opened.page.set_value("trusted-principal", "Acme")
    opened.page.set_value("role-name", " ")
    await opened.page.read_vendor_template("just text", "notes.txt")
    await opened.drawn()


async def settings_every_kind(opened: Opened) -> None:
    opened.desk.catalogue.defined = every_kind()
    await opened.go_to(StepId.SETTINGS, replace(answers_up_to_settings(), settings=None))


async def settings_every_kind_filled(opened: Opened) -> None:
    await settings_every_kind(opened)
    for field_id, value in {**FILLED, "details": MARKUP[:19], "resource-owner": "team", "name": "Acme"}.items():
        opened.page.set_value(field_id, value)
    await opened.drawn()
    opened.widget("settings.group.1").click()
    await opened.drawn()


async def checks_passed(opened: Opened) -> None:
    await opened.go_to(StepId.CHECKS)


async def checks_running(opened: Opened) -> None:
    opened.desk.checks.gate = asyncio.Event()
    await opened.go_to(StepId.CHECKS, wait=False)
    await opened.loaded()


async def checks_trouble(opened: Opened) -> None:
    values = {"name": "admin", "missing": "3", "first": "cloudformation:CreateStackSet"}
    opened.desk.checks.found = {
        "trusted-access": CheckResult(
            "trusted-access", CheckState.PROBLEM, Message("check.trusted-access.off"), "turn-on-trusted-access"
        ),
        "permissions": CheckResult(
            "permissions",
            CheckState.PROBLEM,
            Message("check.permissions.missing", values),
            details=tuple(f"cloudformation:Action{number} on {LONG}" for number in range(12)),
            actions=("copy-permission-request", "choose-another-profile"),
            request="To connect our AWS organization, more is needed.",
        ),
        "role-name": CheckResult(
            "role-name",
            CheckState.PROBLEM,
            Message("check.role-name.foreign", {"name": LONG, "account": "1111 1111 1111", "found": LONG}),
            actions=("choose-another-role-name", "open-console"),
        ),
        "region-enabled": CheckResult(
            "region-enabled", CheckState.WARNING, Message("check.region-enabled.opted-in", {"region": "ap-south-2"})
        ),
        "targets": CheckResult(
            "targets",
            CheckState.UNKNOWN,
            Message("check.could-not-check", {"reason": "AWS did not answer."}),
            failure=RawFailure("Read timeout on endpoint URL", code="ReadTimeoutError"),
        ),
    }
    await opened.go_to(StepId.CHECKS)


async def review(opened: Opened) -> None:
    await opened.go_to(StepId.REVIEW)


async def review_odd(opened: Opened) -> None:
    tree = small_tree(replace(IDENTITY, management_account_name=LONG), work=LONG, a1=MARKUP, a4=EMOJI)
    left_out = Selection(frozenset({ROOT}), frozenset({account("1"), account("4")}))
    await opened.go_to(StepId.REVIEW, answers_up_to_settings(tree, left_out))


async def review_large(opened: Opened, count=3000) -> None:
    tree = large_tree(count)
    lost = frozenset(one for number, one in enumerate(tree.accounts) if number % 3 == 1)
    await opened.go_to(StepId.REVIEW, answers_up_to_settings(tree, Selection(frozenset({ROOT}), lost)))


async def deploy_beginning(opened: Opened) -> None:
    await opened.go_to(StepId.DEPLOY)
    say = opened.desk.deployments.last.say
    say(OperationChanged("trusted-access", OperationState.ALREADY_DONE))
    say(OperationChanged("stack", OperationState.RUNNING, message=Message("stack.creating", {"name": "org-wizard"})))
    say(ResourceChanged("MemberRoles", "AWS::CloudFormation::StackSet", "CREATE_IN_PROGRESS"))
    await opened.drawn()


async def deploy_running(opened: Opened, count=300) -> None:
    await deploy_beginning(opened)
    say = opened.desk.deployments.last.say
    everyone = crowd(count, min(3, count))
    for number, one in enumerate(everyone):
        still = AccountProgress.RUNNING if number % 2 else AccountProgress.PENDING
        say(AccountChanged(one if number < count // 2 else replace(one, progress=still)))
    say(Counted(count // 2, count, min(3, count)))
    say(Said(Message("watch.slowed-down")))
    await opened.drawn()


async def deploy_partly(opened: Opened) -> None:
    await deploy_beginning(opened)
    deployment = opened.desk.deployments.last
    for operation in ("stack", "accounts", "role"):
        deployment.say(OperationChanged(operation, OperationState.DONE))
    for one in (
        *(denial(digit, name) for digit, name in zip("1234", ODD, strict=True)),
        result("5", AccountProgress.SKIPPED),
    ):
        deployment.say(AccountChanged(one))
    deployment.say(Counted(4, 4, 4))
    deployment.finish(RunEnd.DONE)
    await opened.page.settled()
    await opened.drawn()
    table = opened.widget("deploy.accounts")
    table.selectRow(0)
    await opened.drawn()


async def deploy_stopped(opened: Opened, end=RunEnd.FAILED) -> None:
    await deploy_beginning(opened)
    deployment = opened.desk.deployments.last
    deployment.say(OperationChanged("stack", OperationState.FAILED, RawFailure(DENY, code="AccessDenied")))
    deployment.finish(end)
    await opened.page.settled()
    await opened.drawn()


async def deploy_halted(opened: Opened) -> None:
    await deploy_beginning(opened)
    opened.desk.deployments.last.say(OperationChanged("stack", OperationState.STOPPED))
    opened.desk.deployments.last.stop()
    await opened.page.settled()
    await opened.drawn()


async def deploy_removing(opened: Opened) -> None:
    await deploy_halted(opened)
    await opened.page.start_over()
    say = opened.desk.removals.last.say
    say(OperationChanged("settle-stack-sets", OperationState.DONE))
    say(OperationChanged("remove-stack", OperationState.RUNNING))
    say(Said(Message("stack.deleting", {"name": "org-wizard-cloud-entitlements"})))
    await opened.drawn()


async def deploy_not_removed(opened: Opened) -> None:
    await deploy_removing(opened)
    removal = opened.desk.removals.last
    removal.say(OperationChanged("remove-stack", OperationState.FAILED, RawFailure(DENY, code="AccessDenied")))
    removal.finish(RunEnd.FAILED)
    await opened.page.settled()
    await opened.drawn()


async def deploy_paused(opened: Opened) -> None:
    await deploy_stopped(opened, RunEnd.PAUSED)


async def role_verified(opened: Opened) -> None:
    await opened.go_to(StepId.ROLE)


async def role_checking(opened: Opened) -> None:
    opened.desk.roles.gate = asyncio.Event()
    await opened.go_to(StepId.ROLE, wait=False)
    await opened.until(lambda: bool(getattr(opened.page, "results", None)), "the first check")
    await opened.drawn()


async def role_trouble(opened: Opened) -> None:
    values = {"name": "Reader", "account": "1111 2222 3333"}
    opened.desk.roles.results[-1] = CheckResult(
        "exists",
        CheckState.PROBLEM,
        Message("role.does-not-exist", values),
        failure=RawFailure("NoSuchEntity: " + LONG, code="NoSuchEntity"),
    )
    await opened.go_to(StepId.ROLE)


async def role_empty(opened: Opened) -> None:
    answers = answers_after_deployment()
    await opened.go_to(StepId.ROLE, replace(answers, role=None, deploy=replace(answers.deploy, role_arn="")))


async def connected(opened: Opened) -> None:
    await opened.go_to(StepId.CONNECTED)


async def connected_partly(opened: Opened, count=300, lost=40) -> None:
    opened.desk.connections.phase = Phase.PARTLY_CONNECTED
    opened.desk.connections.health = Health(count - lost, count)
    others = [result(digit, AccountProgress.CANCELLED, name=name) for digit, name in zip("1234", ODD, strict=True)]
    skipped = [result("5", AccountProgress.SKIPPED)]
    await opened.go_to(StepId.CONNECTED, answers_after_deployment([*crowd(count, lost), *others, *skipped]))


async def connected_switching(opened: Opened) -> None:
    await opened.go_to(StepId.CONNECTED)
    status = opened.page.status
    opened.window._tasks.start(status.switch(on=False))
    await opened.until(lambda: status.switching, "the switch to begin")
    opened.desk.statuses.runs[-1].say(Counted(131, 300))
    await opened.drawn()


async def connected_mixed(opened: Opened, lost=12) -> None:
    await opened.go_to(StepId.CONNECTED)
    status = opened.page.status
    status.connection = replace(status.connection, status=Status.MIXED, health=Health(300 - lost, 300))
    behind = [one for one in crowd(300, lost) if one.progress is AccountProgress.FAILED]
    status.behind = tuple(replace(one, reason=replace(one.reason, code=STILL_ON)) for one in behind)
    opened.page.changed.notify()
    await opened.drawn()


async def connected_unwritten(opened: Opened) -> None:
    opened.desk.connections.error = failed("The list cannot be written: the disk is full.")
    await opened.go_to(StepId.CONNECTED)


STATES = (
    {
        state.__name__.replace("_", "-"): state
        for state in (
            provider_one,
            provider_several,
            sign_in_usual,
            sign_in_busy,
            sign_in_trouble,
            sign_in_nothing,
            organization,
            organization_busy,
            organization_some,
            organization_odd,
            organization_large,
            organization_trouble,
            settings_empty,
            settings_filled,
            settings_trouble,
            one_account,
            settings_every_kind,
            settings_every_kind_filled,
            checks_passed,
            checks_running,
            checks_trouble,
            review,
            review_odd,
            review_large,
            deploy_beginning,
            deploy_running,
            deploy_partly,
            deploy_stopped,
            deploy_paused,
            deploy_halted,
            deploy_removing,
            deploy_not_removed,
            role_verified,
            role_checking,
            role_trouble,
            role_empty,
            connected,
            connected_partly,
            connected_switching,
            connected_mixed,
            connected_unwritten,
        )
    }
    | CONSOLE_STATES
    | READ_STATES
    | TEMPLATE_STATES
)
