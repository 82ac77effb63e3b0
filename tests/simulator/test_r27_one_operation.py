import pytest

from tests.embedded_aws import ended_operation
from tests.simulator.templates import deploy, new_stack_set, quiet, units


@pytest.mark.rule(27)
def test_one_operation_at_a_time(fresh, refused):
    aws = fresh(speed=50)
    client = new_stack_set(aws, "single", quiet())
    first = deploy(client, "single", {"OrganizationalUnitIds": [units(aws)["Security"]]})
    targets = {"OrganizationalUnitIds": [units(aws)["Sandbox"]]}
    code, message = refused(deploy, client=client, name="single", targets=targets)
    assert code == "OperationInProgressException"
    assert message.endswith(f"is in progress: {first}")
    ended_operation(client, "single", first)
    ended_operation(client, "single", deploy(client, "single", targets))


@pytest.mark.rule(27)
def test_managed_execution_queues(fresh, refused):
    aws = fresh(speed=50)
    client = new_stack_set(aws, "queueing", quiet(), ManagedExecution={"Active": True})
    first = deploy(client, "queueing", {"OrganizationalUnitIds": [units(aws)["Security"]]})
    second = deploy(client, "queueing", {"OrganizationalUnitIds": [units(aws)["Sandbox"]]})
    found = client.describe_stack_set_operation(StackSetName="queueing", OperationId=second)["StackSetOperation"]
    assert found["Status"] == "QUEUED"
    asked = {"StackSetName": "queueing", "UsePreviousTemplate": True, "ManagedExecution": {"Active": False}}
    assert refused(client.update_stack_set, **asked)[0] == "ValidationError"
    assert ended_operation(client, "queueing", first)["Status"] == "SUCCEEDED"
    assert ended_operation(client, "queueing", second)["Status"] == "SUCCEEDED"
