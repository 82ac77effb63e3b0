"""Disconnecting waits for what runs, stops when told to, and goes on where it stood (R20, R27, R31)."""

from typing import Any

import pytest

from tests.embedded_aws import ended_operation
from tests.end_to_end.operations.bench import Bench, explain
from tests.end_to_end.operations.disconnecting import (
    FOREIGN,
    MEMBERS,
    ROLE,
    Disconnecting,
    attach_foreign_policy,
    iam_of,
)
from wizard.model.plan import Outcome, OutcomeKind


@pytest.mark.rule("R27")
def test_an_operation_that_runs_is_waited_for(bench: Bench, connected: Disconnecting) -> None:
    operation_id = begin_update(bench)
    connected.ends()
    waiting = [one for one in connected.said if one.key == "settle.stack-set"]
    assert waiting
    assert waiting[0].values["action"] == "UPDATE"
    assert operation_id
    connected.is_gone()


@pytest.mark.rule("R27")
def test_who_stops_waiting_is_told_what_runs_and_can_stop_it(bench: Bench, connected: Disconnecting) -> None:
    operation_id = begin_update(bench)
    bench.context(connected.request, "settle-stack-sets")
    bench.journals["settle-stack-sets"].stopped = True
    outcome = connected.perform("settle-stack-sets")
    assert outcome.kind is OutcomeKind.CANCELLED
    assert outcome.failure is not None
    assert operation_id in outcome.failure.text
    assert "stop-stack-set-operation" in explain(outcome.failure).actions
    assert connected.perform("stop-stack-set-operation") == Outcome.done()
    assert ended_operation(connected.cloudformation, MEMBERS, operation_id)["Status"] == "STOPPED"
    bench.journals["settle-stack-sets"].stopped = False
    connected.ends()
    connected.is_gone()


def begin_update(bench: Bench) -> str:
    client: Any = bench.embedded.client("cloudformation")
    described = client.describe_stack_set(StackSetName=MEMBERS)["StackSet"]
    parameters = [{"ParameterKey": one["ParameterKey"], "UsePreviousValue": True} for one in described["Parameters"]]
    parameters = [one for one in parameters if one["ParameterKey"] != "Status"]
    parameters.append({"ParameterKey": "Status", "ParameterValue": "Inactive"})
    answer = client.update_stack_set(
        StackSetName=MEMBERS,
        UsePreviousTemplate=True,
        Parameters=parameters,
        Capabilities=["CAPABILITY_NAMED_IAM"],
        OperationPreferences={"MaxConcurrentCount": 1},
    )
    return str(answer["OperationId"])


@pytest.mark.rule("R20")
def test_stopped_in_the_middle_it_goes_on_with_the_same_deletion(bench: Bench, connected: Disconnecting) -> None:
    bench.context(connected.request, "remove-stack")
    journal = bench.journals["remove-stack"]
    took = bench.take

    def stop_at_once(fact: Any) -> None:
        took(fact)
        journal.stopped = True

    bench.take = stop_at_once  # type: ignore[method-assign]
    assert connected.perform("remove-stack").kind is OutcomeKind.CANCELLED
    assert connected.said[-1].key == "stack.stopped-removing"
    bench.take, journal.stopped = took, False  # type: ignore[method-assign]
    connected.ends()
    connected.is_gone()


@pytest.mark.rule("R31")
def test_killed_between_the_instances_and_the_stack_set_it_ends_all_the_same(
    bench: Bench, connected: Disconnecting
) -> None:
    attach_foreign_policy(bench, "Network")
    connected.fails("remove-stack")
    iam_of(bench, "Network").delete_role_policy(RoleName=ROLE, PolicyName=FOREIGN)
    # Somebody, or this program before it was killed, has begun to delete the instance; nobody waits for it.
    client = connected.cloudformation
    answer = client.delete_stack_instances(
        StackSetName=MEMBERS,
        DeploymentTargets={
            "OrganizationalUnitIds": [bench.tree.identity.root_id],
            "Accounts": [bench.account("Network")],
            "AccountFilterType": "INTERSECTION",
        },
        Regions=["us-east-1"],
        RetainStacks=False,
    )
    bench.journals.clear()
    connected.ends()
    connected.is_gone()
    assert answer["OperationId"]
