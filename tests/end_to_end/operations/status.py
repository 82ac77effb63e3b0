"""Asks the embedded AWS itself who may take the roles on, and puts policies in the way."""

import json
from typing import Any

from botocore.exceptions import ClientError

from tests.end_to_end.operations.bench import EXTERNAL_ID, Bench
from wizard.model.connection import ConnectRequest
from wizard.model.plan import Outcome, RunKind
from wizard.operations.plans import plan_for


def assumable(bench: Bench, request: ConnectRequest, external_id: str = EXTERNAL_ID) -> set[str]:
    """The accounts in which the vendor's identity is let in with an external ID."""
    sts = bench.embedded.client("sts", "VENDOR")
    found = set()
    for account in everywhere(bench, request):
        arn = f"arn:aws:iam::{account}:role/{request.names.role}"
        try:
            sts.assume_role(RoleArn=arn, RoleSessionName="vendor", ExternalId=external_id)
        except ClientError as refused:
            if refused.response["Error"]["Code"] != "AccessDenied":
                raise
        else:
            found.add(account)
    return found


def everywhere(bench: Bench, request: ConnectRequest) -> set[str]:
    """The management account and every connected member."""
    return set(request.targets.connected) | {bench.tree.identity.management_account_id}


class Forbidden:
    """A service control policy on single accounts that lets nobody change a role there, until it is lifted."""

    def __init__(self, bench: Bench, *accounts: str, actions: tuple[str, ...] = ("iam:*",)) -> None:
        self._organizations: Any = bench.embedded.client("organizations")
        self._accounts = accounts
        statement = {"Effect": "Deny", "Action": list(actions), "Resource": "*"}
        policy = self._organizations.create_policy(
            Name="no-changes",
            Description="",
            Type="SERVICE_CONTROL_POLICY",
            Content=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
        )
        self._policy = policy["Policy"]["PolicySummary"]["Id"]
        for account in accounts:
            self._organizations.attach_policy(PolicyId=self._policy, TargetId=account)

    def lift(self) -> None:
        """Take the policy off again."""
        for account in self._accounts:
            self._organizations.detach_policy(PolicyId=self._policy, TargetId=account)


async def perform_all(bench: Bench, request: ConnectRequest, kind: RunKind) -> dict[str, Outcome]:
    """Perform a run of a kind, with a journal of its own."""
    bench.journals.clear()
    bench.facts.clear()
    plan = plan_for(kind, request, bench.provider, f"run-{kind.value}")
    outcomes: dict[str, Outcome] = {}
    for name in plan.operations:
        outcomes[name] = await bench.perform(request, name)
        if outcomes[name] != Outcome.done():
            break
    return outcomes
