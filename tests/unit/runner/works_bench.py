"""The desk of runs on a real database, with operations that do as they are told, and AWS from a script."""

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from tests.unit.operations.cloud import MEMBERS, instance, instances, operation, role, stack, stack_set, trust
from tests.unit.operations.fakes import NO_STACK_SET, FakeAws, aws_error
from tests.unit.runner.fakes import FakeClock
from wizard.aws.access import AccessFactory
from wizard.model.connection import ConnectRequest
from wizard.model.failure import Diagnosis, RawFailure, Retry, WizardError
from wizard.model.organization import OrganizationIdentity
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.targets import Selection, Targets
from wizard.operations.context import Context
from wizard.providers.async_catalogue import AsyncCatalogue
from wizard.providers.catalogue import ProviderCatalogue
from wizard.runner.book import Book
from wizard.runner.connecting import Connecting
from wizard.runner.runner import Runner
from wizard.runner.works import Works
from wizard.runner.workshop import Workshop
from wizard.store.secrets import MemorySecrets
from wizard.store.store import Store
from wizard.store.vault import Vault

CATALOGUE = ProviderCatalogue()
PROVIDER = CATALOGUE.load("cloud-entitlements")
EXPIRED = aws_error("ExpiredToken", "the token is expired")
SETTINGS = {"trusted-principal": "999999999999", "external-id": "0123456789abcdef", "role-name": "Reader"}
BUILD, AUDIT = "222222222222", "333333333333"


def judge(failure: RawFailure) -> Retry:
    return Retry.AFTER_SIGN_IN if failure.code == "ExpiredToken" else Retry.UNKNOWN


def explain(failure: RawFailure) -> Diagnosis:
    return Diagnosis("some", ("some",), True, failure.text, "", (), judge(failure), failure)


def request(connection_id: str = "c-1", profile: str = "acme", root: str = "r-ab12") -> ConnectRequest:
    return ConnectRequest(
        connection_id=connection_id,
        provider_id="cloud-entitlements",
        profile=profile,
        region="us-east-1",
        partition="aws",
        identity=OrganizationIdentity(f"o-{root}", root, "111111111111", "Acme"),
        selection=Selection.whole(root),
        targets=Targets(whole_units=(root,), connected=frozenset({BUILD, AUDIT})),
        names=PROVIDER.connection_names(SETTINGS),
        settings=SETTINGS,
        account_names={BUILD: "Build", AUDIT: "Audit"},
    )


def organization(connection_id: str = "c-1", root: str = "r-ab12") -> FakeAws:
    """AWS as it is when the connection is healthy."""
    aws = FakeAws()
    ours = {"org-wizard:connection": connection_id}
    accounts = [{"Id": one, "Name": one, "State": "ACTIVE"} for one in ("111111111111", BUILD, AUDIT)]
    description = {"Id": f"o-{root}", "MasterAccountId": "111111111111", "FeatureSet": "ALL"}
    aws.answer("DescribeOrganization", {"Organization": description})
    aws.answer("ListRoots", {"Roots": [{"Id": root, "Name": "Root"}]})
    aws.answer("ListOrganizationalUnitsForParent", {"OrganizationalUnits": []})
    aws.answer("ListAccountsForParent", {"Accounts": accounts})
    set_status(aws, "Active", ours)
    made = [instance(one, "SUCCEEDED", status="CURRENT", ou=root) for one in (BUILD, AUDIT)]
    aws.answer("ListStackInstances", instances(*made))
    aws.answer("ListStackSetOperations", {"Summaries": [operation("op-1", "SUCCEEDED")]})
    aws.answer("ListStackSetOperationResults", {"Summaries": []})
    return aws


def set_status(aws: FakeAws, status: str, owner: dict[str, str]) -> None:
    """Let stack, StackSet and role have that status."""
    trusted = trust("arn:aws:iam::999999999999:root", "0123456789abcdef")
    nobody = {**trusted, "Statement": [{**trusted["Statement"][0], "Effect": "Deny"}]}
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", owner=owner, parameters={"Status": status}))
    aws.answer("GetRole", role(trust=trusted if status == "Active" else nobody, owner=owner))
    aws.answer(
        "DescribeStackSet",
        lambda asked: stack_set(owner=owner, status=status) if asked["StackSetName"] == MEMBERS else NO_STACK_SET,
    )


class Factory:
    """Accesses by profile."""

    def __init__(self) -> None:
        self.clouds: dict[str, FakeAws] = {}

    def open(self, profile: str, region: str) -> FakeAws:
        del region
        return self.clouds[profile]


Step = Callable[["Job", Context, Progress], Awaitable[Outcome | None]]


@dataclass
class Job:
    """An operation whose effect carries its token: the same request twice is one request (R20)."""

    key: str
    world: "World"

    async def look(self, context: Context) -> Finding:
        made = (context.request.connection_id, self.key) in self.world.made
        return Finding(FindingKind.DONE if made else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        self.world.asked.append(self.key)
        token = await context.journal.token("go")
        self.world.tokens.setdefault(self.key, set()).add(token)
        self.world.contexts.append(context)
        step = self.world.steps.pop(self.key, None)
        outcome = await step(self, context, progress) if step else None
        if outcome is None:
            self.world.made.add((context.request.connection_id, self.key))
            self.world.happened()
        return outcome or Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        del progress
        self.world.asked.append(f"undo {self.key}")
        self.world.made.discard((context.request.connection_id, self.key))
        return Outcome.done()


@dataclass
class World:
    """What outlives a process: what the operations made at AWS, and what they were asked."""

    made: set[tuple[str, str]] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    tokens: dict[str, set[str]] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    contexts: list[Context] = field(default_factory=list)
    happened: Callable[[], None] = lambda: None

    def hang_at(self, key: str) -> asyncio.Event:
        """Let an operation never end; give what tells that it is at work."""
        at_work = asyncio.Event()

        async def hang(job: "Job", context: Context, progress: Progress) -> None:
            at_work.set()
            await asyncio.Event().wait()

        self.steps[key] = hang
        return at_work


@dataclass
class WorksBench:
    """One process: a desk on one database file."""

    store: Store
    path: Path
    world: World = field(default_factory=World)
    factory: Factory = field(default_factory=Factory)
    clock: FakeClock = field(default_factory=FakeClock)
    keyring: MemorySecrets = field(default_factory=MemorySecrets)

    def __post_init__(self) -> None:
        if not self.factory.clouds:
            self.factory.clouds["acme"] = organization()
        runner = Runner(self.store.runs, self.store.steps, clock=self.clock, judge=judge)
        self.workshop = Workshop(
            factory=cast("AccessFactory", self.factory),
            catalogue=AsyncCatalogue(CATALOGUE),
            store=self.store,
            runner=runner,
            clock=self.clock,
            explain=explain,
            operation=lambda key: Job(key, self.world),
            secrets=Vault(self.keyring),
        )
        self.works = Works(self.workshop)
        self.book = Book(self.workshop, self.works.tell)
        self.connecting = Connecting(self.works)
        self.told: list[str] = []
        self.works.subscribe(self.told.append)

    @property
    def aws(self) -> FakeAws:
        return self.factory.clouds["acme"]

    async def connected(self, one: ConnectRequest | None = None) -> str:
        """Connect, and give the ID."""
        work = await self.connecting.start(one or request())
        await work.wait()
        await work.settled()
        self.works.put_aside(work.connection_id)
        self.world.asked.clear()
        self.world.made.clear()
        self.world.tokens.clear()
        return work.connection_id

    def row(self, connection_id: str = "c-1"):
        return self.store.connections.by_id(connection_id)

    async def killed(self) -> "WorksBench":
        """The process is gone, and another one begins with what is on the disk: nothing was closed or written."""
        copy = self.path.with_name(f"{self.path.stem}-{len(list(self.path.parent.iterdir()))}.db")
        copy_as_it_is(self.path, copy)
        return await self.opened(copy)

    async def opened(self, path: Path) -> "WorksBench":
        """Another process on another file, in the same world."""
        return WorksBench(await Store.open(path), path, self.world, self.factory, self.clock, self.keyring)


def copy_as_it_is(path: Path, copy: Path) -> None:
    """Copy what is committed now."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    shutil.copymode(path, copy)


async def fail(job, context, progress):
    return Outcome(OutcomeKind.FIXABLE, RawFailure("denied", code="AccessDenied"))


async def expire(job, context, progress):
    return Outcome(OutcomeKind.NEEDS_SIGN_IN, EXPIRED.failure)


async def until_stopped(job, context, progress):
    while not context.journal.cancelled():
        await context.clock.sleep(1)
    return Outcome(OutcomeKind.CANCELLED)


async def refused(begin) -> str:
    with pytest.raises(WizardError) as caught:
        await begin
    return caught.value.failure.code


async def done(work):
    end = await work.wait()
    await work.settled()
    return end
