"""Previews and runs of changes that a test drives."""

import asyncio
from dataclasses import replace

from tests.unit.flow.data import SETTINGS, account, connection, definition, ou, small_tree
from tests.unit.flow.services import Desk, FakeDeployment, FakeDeployments
from wizard.flow.ports import Services
from wizard.model.connection import Connection, ConnectRequest, Health, Phase
from wizard.model.failure import WizardError
from wizard.model.planned_change import Action, PlannedChange, Replacement, StackPreview
from wizard.model.run_state import RunState
from wizard.model.targets import Selection, compute_targets

ROLE = PlannedChange(Action.MODIFY, "ManagementRole", "Reader", "AWS::IAM::Role")
MEMBERS = PlannedChange(Action.MODIFY, "MemberRoles", "members:1", "AWS::CloudFormation::StackSet")
FILTERED = PlannedChange(Action.ADD, "FilteredMemberRoles", "", "AWS::CloudFormation::StackSet")
ODD = PlannedChange(Action.REMOVE, "Topic", "t", "AWS::SNS::Topic")
ANEW = PlannedChange(Action.MODIFY, "ManagementRole", "Reader", "AWS::IAM::Role", Replacement.YES)


class FakeChanges(FakeDeployments):
    """Gives `answer`, or raises `refusal`; waits for `gate` where it is set."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = StackPreview((MEMBERS,))
        self.refusal: WizardError | None = None
        self.gate: asyncio.Event | None = None
        self.asked: list[ConnectRequest] = []
        self.cancelled = 0

    async def start(self, request: ConnectRequest) -> FakeDeployment:
        run = await super().start(request)
        run.state = RunState(("make-room", "apply-change", "accounts", "role"))
        return run

    async def preview(self, request: ConnectRequest) -> StackPreview:
        self.asked.append(request)
        try:
            if self.gate:
                await self.gate.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.refusal:
            raise self.refusal
        return self.answer


class ChangeDesk(Desk):
    """All services, those of changes too."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = FakeChanges()

    @property
    def services(self) -> Services:
        return replace(super().services, changes=self.changes)


def connected_request(selection: Selection | None = None) -> ConnectRequest:
    """Give what was asked for: the unit Work of the small tree, unless another choice is given."""
    tree, chosen = small_tree(), selection or Selection(frozenset({ou("work")}))
    return ConnectRequest(
        connection_id="c0ffee",
        provider_id=definition().id,
        profile="acme",
        region="eu-west-1",
        partition="aws",
        identity=tree.identity,
        selection=chosen,
        targets=compute_targets(tree, chosen),
        names=definition().connection_names(SETTINGS),
        settings=SETTINGS,
    )


def connected(selection: Selection | None = None) -> Connection:
    """Give the row of `connected_request`."""
    request = connected_request(selection)
    arn = f"arn:aws:iam::{request.identity.management_account_id}:role/CloudEntitlementsReadOnly"
    return connection(request, arn, Phase.CONNECTED, Health(3, 3))


WORK_ACCOUNTS = frozenset(account(digit) for digit in "234")
