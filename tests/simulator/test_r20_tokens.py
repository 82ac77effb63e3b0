import pytest

from tests.embedded_aws import settled_stack
from tests.simulator.templates import quiet


@pytest.mark.rule(20)
def test_the_same_token_is_the_same_request(aws, refused):
    client = aws.client("cloudformation")
    asked = {"StackName": "once", "TemplateBody": quiet(), "ClientRequestToken": "token-once"}
    stack = client.create_stack(**asked)["StackId"]
    assert client.create_stack(**asked)["StackId"] == stack
    other = refused(client.create_stack, **{**asked, "ClientRequestToken": "token-other"})
    assert other[0] == "AlreadyExistsException"
    used_elsewhere = refused(client.create_stack, **{**asked, "StackName": "another"})
    assert used_elsewhere[0] == "TokenAlreadyExistsException"
    settled_stack(client, stack)
    assert refused(client.delete_stack, StackName="once", ClientRequestToken="token-once")[0] == (
        "TokenAlreadyExistsException"
    )
    client.delete_stack(StackName="once", ClientRequestToken="token-delete")
    settled_stack(client, stack)
    assert refused(client.create_stack, **asked)[0] == "TokenAlreadyExistsException"
