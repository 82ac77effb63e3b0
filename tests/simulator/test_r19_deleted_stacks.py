import pytest

from tests.embedded_aws import settled_stack
from tests.simulator.templates import quiet


@pytest.mark.rule(19)
def test_a_deleted_stack_answers_by_id_and_not_by_name(aws, refused):
    client = aws.client("cloudformation")
    stack = client.create_stack(StackName="short-lived", TemplateBody=quiet())["StackId"]
    settled_stack(client, stack)
    client.delete_stack(StackName="short-lived")
    assert settled_stack(client, stack)["StackStatus"] == "DELETE_COMPLETE"
    by_name = refused(client.describe_stacks, StackName="short-lived")
    assert by_name == ("ValidationError", "Stack with id short-lived does not exist")
    assert client.describe_stack_events(StackName=stack)["StackEvents"]
    client.delete_stack(StackName="short-lived")
