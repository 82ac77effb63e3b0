import pytest

from tests.embedded_aws import settled_stack, until
from tests.simulator.templates import NAMED, role


@pytest.mark.rule(13)
def test_a_stack_takes_time_and_reports_each_resource(fresh):
    aws = fresh(speed=20)
    client = aws.client("cloudformation")
    stack = client.create_stack(StackName="slowly", TemplateBody=role("made-slowly"), Capabilities=NAMED)["StackId"]
    assert client.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"] == "CREATE_IN_PROGRESS"
    half_way = until(lambda: client.describe_stack_resources(StackName=stack)["StackResources"])
    assert half_way[0]["ResourceStatus"] == "CREATE_IN_PROGRESS"
    finished = settled_stack(client, stack)
    assert finished["StackStatus"] == "CREATE_COMPLETE"
    assert finished["Outputs"][0]["OutputValue"].endswith(":role/made-slowly")
    newest_first = client.describe_stack_events(StackName=stack)["StackEvents"]
    told = [(one["LogicalResourceId"], one["ResourceStatus"]) for one in reversed(newest_first)]
    assert told == [
        ("slowly", "CREATE_IN_PROGRESS"),
        ("Role", "CREATE_IN_PROGRESS"),
        ("Role", "CREATE_IN_PROGRESS"),
        ("Role", "CREATE_COMPLETE"),
        ("slowly", "CREATE_COMPLETE"),
    ]
    assert newest_first[2]["PhysicalResourceId"] == "made-slowly"
    assert [one["Timestamp"] for one in newest_first] == sorted((e["Timestamp"] for e in newest_first), reverse=True)
