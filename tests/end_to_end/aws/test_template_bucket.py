"""A template that is too long for a call goes through a bucket of the account, and nothing of that stays (R15)."""

import asyncio

import pytest

from tests.embedded_aws import EmbeddedAws, settled_stack
from wizard.aws import stacks, template_bucket
from wizard.aws.errors import AwsError

TAGS = {"org-wizard:connection": "c1", "org-wizard:provider": "vendor-acme", "org-wizard:version": "1"}
ROLE = (
    "Resources: {R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow,"
    " Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]}}}}\n"
)
LONG = f"Metadata: {{Padding: {'y' * 51_200}}}\n{ROLE}"


@pytest.fixture(scope="module")
def aws():
    with EmbeddedAws(speed=50) as embedded:
        yield embedded


@pytest.fixture(scope="module")
def embedded_aws(aws):
    return aws.exports


def buckets(aws):
    return [one["Name"] for one in aws.client("s3").list_buckets()["Buckets"]]


def create(access, body, name="long"):
    return asyncio.run(
        stacks.create(
            access,
            name=name,
            template_body=body,
            parameters={},
            capabilities=["CAPABILITY_IAM"],
            tags=TAGS,
            token=f"token-{name}",
        )
    )


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_a_long_template_is_deployed_and_the_bucket_is_gone(aws, admin, region):
    before = buckets(aws)
    create(admin.in_region(region), LONG, f"long-{region}")

    client = aws.client("cloudformation", region=region)
    assert settled_stack(client, f"long-{region}")["StackStatus"] == "CREATE_COMPLETE"
    assert buckets(aws) == before


def test_a_short_one_needs_no_bucket(admin):
    create(admin, ROLE, "short")

    assert "s3.CreateBucket" not in admin._workers.calls


def test_the_bucket_is_private_encrypted_and_tagged_while_it_is_there(aws, admin):
    async def job():
        async with template_bucket.template_argument(admin, LONG, TAGS) as argument:
            (bucket,) = [one for one in buckets(aws) if one.startswith(template_bucket.PREFIX)]
            s3 = aws.client("s3")
            block = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
            assert set(block.values()) == {True}
            assert s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
            assert {one["Key"]: one["Value"] for one in s3.get_bucket_tagging(Bucket=bucket)["TagSet"]} == TAGS
            assert argument == {"TemplateURL": f"https://{bucket}.s3.us-east-1.amazonaws.com/template.yaml"}

    asyncio.run(job())


def test_a_call_that_is_refused_leaves_no_bucket(aws, admin):
    before = buckets(aws)
    with pytest.raises(AwsError):
        create(admin, LONG + "Resourcez: {}\n", "1-no-name")

    assert buckets(aws) == before
