"""What the tests of the pages talk about: an organization, answers, failures."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from wizard.flow.answers import (
    Answers,
    DeployAnswers,
    OrganizationAnswers,
    ProviderAnswers,
    RoleAnswers,
    SettingsAnswers,
    SignInAnswers,
)
from wizard.flow.page import Page
from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status
from wizard.model.failure import Diagnosis, RawFailure, Retry, WizardError
from wizard.model.organization import Account, AccountState, OrganizationalUnit, OrganizationIdentity, OrganizationTree
from wizard.model.plan import RunEnd
from wizard.model.profile import Caller, CallerKind
from wizard.model.progress import AccountProgress, AccountResult
from wizard.model.targets import Selection, compute_targets
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import ProviderDefinition

PROVIDER = "cloud-entitlements"
MANAGEMENT = "111122223333"
ROOT = "r-ab12"
ROLE_ARN = f"arn:aws:iam::{MANAGEMENT}:role/CloudEntitlementsReadOnly"
PRINCIPAL = "arn:aws:iam::999988887777:root"
IDENTITY = OrganizationIdentity("o-a1b2c3d4e5", ROOT, MANAGEMENT, "Acme Corp")
ADMINISTRATOR = Caller(MANAGEMENT, f"arn:aws:iam::{MANAGEMENT}:user/admin", "aws", CallerKind.USER, "admin")
SETTINGS = {"trusted-principal": PRINCIPAL, "external-id": "0123456789abcdef", "role-name": "CloudEntitlementsReadOnly"}


def explain(failure: RawFailure) -> Diagnosis:
    title = f"Explained: {failure.text}"
    return Diagnosis("some-cause", ("some-cause",), True, title, "What to do.", ("try-again",), Retry.UNKNOWN, failure)


def failed(text: str) -> WizardError:
    return WizardError(RawFailure(text, code="AccessDenied", service="organizations"))


@cache
def definition() -> ProviderDefinition:
    return ProviderCatalogue().load(PROVIDER)


def small_tree(identity: OrganizationIdentity = IDENTITY, **names: str) -> OrganizationTree:
    """Root: management, 1, [Work: 2, 3, [Team: 4]], [Sandbox: 5 suspended]; `names` renames by ID ("a1", "work")."""
    units = [("work", ROOT), ("team", "work"), ("sandbox", ROOT)]
    accounts = [("1", ROOT), ("2", "work"), ("3", "work"), ("4", "team"), ("5", "sandbox")]
    states = {"5": AccountState.SUSPENDED}
    made_units = {ROOT: OrganizationalUnit(ROOT, names.get("root", "Root"), None)}
    for name, parent in units:
        made_units[ou(name)] = OrganizationalUnit(ou(name), names.get(name, name.title()), ou(parent))
    made = {MANAGEMENT: Account(MANAGEMENT, identity.name, ROOT)}
    for digit, parent in accounts:
        state = states.get(digit, AccountState.ACTIVE)
        made[account(digit)] = Account(account(digit), names.get(f"a{digit}", f"account-{digit}"), ou(parent), state)
    return OrganizationTree(identity, made_units, made)


def large_tree(count: int) -> OrganizationTree:
    """So many member accounts in units of 25, ten units to a division."""
    units = {ROOT: OrganizationalUnit(ROOT, "Root", None)}
    accounts = {MANAGEMENT: Account(MANAGEMENT, "Acme Corp", ROOT)}
    for number in range(count):
        unit, division = number // 25, number // 250
        above, inside = f"ou-ab12-{division:08}", f"ou-ab12-a{unit:07}"
        units.setdefault(above, OrganizationalUnit(above, f"Division {division + 1}", ROOT))
        units.setdefault(inside, OrganizationalUnit(inside, f"Team {unit + 1}", above))
        account_id = f"{200000000000 + number * 37}"
        accounts[account_id] = Account(account_id, f"workload-{number + 1:04}", inside)
    return OrganizationTree(IDENTITY, units, accounts)


def ou(name: str) -> str:
    return name if name == ROOT else f"ou-ab12-{name:x>8}"


def account(digit: str) -> str:
    return digit * 12


def answers_up_to_settings(tree: OrganizationTree | None = None, selection: Selection | None = None) -> Answers:
    tree = tree or small_tree()
    selection = selection or Selection.whole(ROOT)
    organization = OrganizationAnswers(
        tree.identity,
        selection,
        compute_targets(tree, selection),
        "c0ffee",
        {one.account_id: one.name for one in tree.accounts.values()},
        {one.ou_id: one.name for one in tree.units.values()},
    )
    return Answers(
        provider=ProviderAnswers(PROVIDER),
        sign_in=SignInAnswers("acme", "eu-west-1", ADMINISTRATOR),
        organization=organization,
        settings=SettingsAnswers(SETTINGS, "eu-west-1"),
    )


def answers_after_deployment(accounts: Sequence[AccountResult] = ()) -> Answers:
    deployed = DeployAnswers(RunEnd.DONE, tuple(accounts), ROLE_ARN)
    return replace(answers_up_to_settings(), deploy=deployed, role=RoleAnswers(ROLE_ARN, verified=True))


def result(digit: str, progress: AccountProgress, text: str = "", name: str = "") -> AccountResult:
    reason = RawFailure(text, "StackSet result", account=account(digit)) if text else None
    return AccountResult(
        account(digit), name or f"account-{digit}", progress, reason, explain(reason) if reason else None
    )


def connection(request: ConnectRequest, role_arn: str, phase: Phase, health: Health) -> Connection:
    return Connection(
        request.connection_id,
        request.provider_id,
        "Cloud Entitlements",
        request.identity,
        request.profile,
        request.region,
        request.partition,
        phase,
        Status.ACTIVE,
        request.names,
        request.selection,
        request.settings,
        role_arn,
        health,
        datetime(2026, 3, 4, 12, tzinfo=UTC),
    )


async def until(page: Page, condition: Callable[[], bool]) -> None:
    """Wait until a condition holds, looking at every change that the page tells of."""
    changed = asyncio.Event()
    stop = page.changed.subscribe(changed.set)
    while not condition():
        changed.clear()
        await changed.wait()
    stop()
