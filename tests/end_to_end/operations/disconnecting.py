"""Disconnects an organization of the embedded AWS by the product's operations, and asks plain boto3 what is left."""

import json
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any

from tests.end_to_end.operations.bench import Bench
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import FindingKind, Outcome, OutcomeKind, RunKind
from wizard.model.progress import AccountProgress, Said
from wizard.operations.plans import plan_for
from wizard.operations.registry import operation

STACK = "org-wizard-cloud-entitlements"
MEMBERS = "org-wizard-cloud-entitlements-members"
ROLE = "CloudEntitlementsReadOnly"
FOREIGN = "somebody-elses"
FOREIGN_DOCUMENT = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}
)


Run = Callable[[Coroutine[Any, Any, Any]], Any]


class Disconnecting:
    """One DISCONNECT run by hand: operation after operation, until one does not get done."""

    def __init__(self, run: Run, bench: Bench, request: ConnectRequest) -> None:
        self.run = run
        self.bench = bench
        self.request = request
        self.cloudformation: Any = bench.embedded.client("cloudformation")

    def operations(self) -> tuple[str, ...]:
        return plan_for(RunKind.DISCONNECT, self.request, self.bench.provider, "r-1").operations

    def perform(self, name: str) -> Outcome:
        outcome: Outcome = self.run(self._perform(name))
        return outcome

    async def _perform(self, name: str) -> Outcome:
        async def remembered(key: str, step: str) -> Sequence[str]:
            journal = self.bench.journals.get(key)
            note = await journal.noted(step) if journal else None
            return (note,) if note else ()

        context, one = replace(self.bench.context(self.request, name), remembered=remembered), operation(name)
        finding = await one.look(context)
        if finding.kind is FindingKind.DONE:
            return Outcome.done()
        assert finding.kind is FindingKind.NEEDED, finding
        try:
            return await one.run(context, self.bench.take)
        except WizardError as error:
            return Outcome(OutcomeKind.FIXABLE, error.failure)

    def go(self) -> tuple[str, Outcome]:
        """Give the last operation that was reached, and how it ended."""
        for name in self.operations():
            outcome = self.perform(name)
            if outcome != Outcome.done():
                return name, outcome
        return name, outcome

    def ends(self) -> None:
        assert self.go() == ("confirm-gone", Outcome.done())

    def fails(self, at: str) -> RawFailure:
        name, outcome = self.go()
        assert (name, outcome.kind) == (at, OutcomeKind.FIXABLE), outcome
        assert outcome.failure is not None
        return outcome.failure

    @property
    def said(self) -> list[Message]:
        return [one.message for one in self.bench.facts if isinstance(one, Said)]

    @property
    def stays(self) -> list[str]:
        """What the end of the run says about what is left."""
        keys = [one.key for one in self.said]
        return keys[max(place for place, key in enumerate(keys) if key == "gone.asking") + 1 :]

    def is_gone(self) -> None:
        assert self.cloudformation.describe_stacks()["Stacks"] == []
        assert self.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"] == []
        assert self.bench.accounts_with_role() == set()


def iam_of(bench: Bench, account: str) -> Any:
    return bench.embedded.in_member(bench.account(account), "iam")


def attach_foreign_policy(bench: Bench, *accounts: str) -> None:
    for account in accounts:
        iam_of(bench, account).put_role_policy(RoleName=ROLE, PolicyName=FOREIGN, PolicyDocument=FOREIGN_DOCUMENT)


def trust_of(iam: Any) -> list[dict[str, Any]]:
    document: dict[str, Any] = iam.get_role(RoleName=ROLE)["Role"]["AssumeRolePolicyDocument"]
    statements: list[dict[str, Any]] = document["Statement"]
    return statements


def nobody_is_trusted(iam: Any) -> bool:
    return [one["Effect"] for one in trust_of(iam)] == ["Deny"]


def with_progress(bench: Bench, progress: AccountProgress) -> set[str]:
    return {account for account, result in bench.accounts.items() if result.progress is progress}
