import pytest

from tests.embedded_aws import settled_stack
from tests.simulator.templates import deploy, new_stack_set, quiet, units


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


@pytest.mark.rule(20)
def test_a_stack_set_is_made_once_for_a_token(aws, refused):
    client = new_stack_set(aws, "made-once", quiet(), ClientRequestToken="stack-set-token")
    assert new_stack_set(aws, "made-once", quiet(), ClientRequestToken="stack-set-token")
    again = refused(new_stack_set, aws=aws, name="made-once", body=quiet())
    assert again[0] == "NameAlreadyExistsException"
    targets = {"OrganizationalUnitIds": [units(aws)["Sandbox"]]}
    assert deploy(client, "made-once", targets, OperationId="the-operation") == "the-operation"
    repeated = refused(deploy, client=client, name="made-once", targets=targets, OperationId="the-operation")
    assert repeated[0] == "OperationIdAlreadyExistsException"
