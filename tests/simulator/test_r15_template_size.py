from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.embedded_aws import settled_stack
from tests.simulator.templates import quiet

BIG = quiet(Description="x" * 1000, Metadata={"Padding": "y" * 51_000})


@pytest.mark.rule(15)
def test_a_body_over_51200_bytes_is_refused(aws, refused):
    code, message = refused(aws.client("cloudformation").create_stack, StackName="too-big", TemplateBody=BIG)
    assert code == "ValidationError"
    assert "failed to satisfy constraint: Member must have length less than or equal to 51200" in message


@pytest.mark.rule(15)
def test_it_goes_by_an_address_in_s3_and_no_other(aws, refused):
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="templates")
    s3.put_object(Bucket="templates", Key="big.json", Body=BIG.encode())
    s3.put_object(Bucket="templates", Key="huge.json", Body=b"z" * 1_000_001)
    client = aws.client("cloudformation")
    url = "https://templates.s3.us-east-1.amazonaws.com/"
    stack = client.create_stack(StackName="big", TemplateURL=f"{url}big.json")["StackId"]
    assert settled_stack(client, stack)["StackStatus"] == "CREATE_COMPLETE"
    elsewhere = refused(client.create_stack, StackName="other", TemplateURL="https://example.com/big.json")
    assert elsewhere == ("ValidationError", "TemplateURL must be a supported URL.")
    assert (
        "may not exceed 1000000 bytes"
        in refused(client.create_stack, StackName="huge", TemplateURL=f"{url}huge.json")[1]
    )
    assert refused(client.create_stack, StackName="gone", TemplateURL=f"{url}no.json")[1].startswith("S3 error")


@pytest.mark.rule(15)
def test_objects_are_private_unless_everyone_may_read_them(aws):
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="vendor")
    s3.put_object(Bucket="vendor", Key="private.yaml", Body=b"private")
    s3.put_object(Bucket="vendor", Key="public.yaml", Body=b"public", ACL="public-read")
    address = f"{aws.exports['AWS_ENDPOINT_URL']}/vendor"
    with urlopen(f"{address}/public.yaml") as answer:
        assert answer.read() == b"public"
    with pytest.raises(HTTPError, match="403") as caught:
        urlopen(f"{address}/private.yaml")
    with caught.value:
        assert b"<Code>AccessDenied</Code>" in caught.value.read()
