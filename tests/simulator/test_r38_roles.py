import json

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.embedded_aws import until
from tests.simulator.templates import TRUST


def assume(client, arn, **more):
    try:
        return client.assume_role(RoleArn=arn, RoleSessionName="tests", **more)["Credentials"]
    except ClientError:
        return None


@pytest.mark.rule(38)
def test_a_new_role_can_be_unusable_for_a_while(fresh, refused):
    aws = fresh("iam-slow", speed=60)
    iam = aws.client("iam")
    made = iam.create_role(RoleName="young", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    assert refused(iam.get_role, RoleName="young")[0] == "NoSuchEntity"
    assert assume(aws.client("sts"), made) is None
    assert until(lambda: assume(aws.client("sts"), made))
    assert iam.get_role(RoleName="young")


@pytest.mark.rule(39)
def test_a_role_is_taken_on_with_the_right_principal_and_external_id_only(aws, refused):
    vendor = aws.exports["VENDOR_PRINCIPAL"]
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": vendor},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"sts:ExternalId": "the-right-one"}},
            }
        ],
    }
    arn = aws.client("iam").create_role(RoleName="for-vendor", AssumeRolePolicyDocument=json.dumps(trust))["Role"][
        "Arn"
    ]
    sts = aws.client("sts", "VENDOR")
    credentials = until(lambda: assume(sts, arn, ExternalId="the-right-one"))
    for wrong in ({}, {"ExternalId": "a-wrong-one"}):
        code, message = refused(sts.assume_role, RoleArn=arn, RoleSessionName="tests", **wrong)
        assert (code, "is not authorized to perform: sts:AssumeRole" in message) == ("AccessDenied", True)
    assert assume(aws.client("sts", "MEMBER"), arn, ExternalId="the-right-one") is None
    assert assume(aws.client("sts"), arn, ExternalId="the-right-one") is None
    key, secret = credentials["AccessKeyId"], credentials["SecretAccessKey"]
    session = aws.client_with(key, secret, "sts", aws_session_token=credentials["SessionToken"])
    assert session.get_caller_identity()["Arn"].endswith(":assumed-role/for-vendor/tests")
    assert refused(aws.client_with(key, secret, "sts").get_caller_identity)[0] == "InvalidClientTokenId"


@pytest.mark.rule(39)
def test_the_caller_needs_the_permission_too(aws, refused):
    arn = aws.client("iam").create_role(RoleName="open", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    until(lambda: assume(aws.client("sts"), arn))
    iam = aws.client("iam", "MEMBER")
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    nobody = aws.client_with(key["AccessKeyId"], key["SecretAccessKey"], "sts")
    assert refused(nobody.assume_role, RoleArn=arn, RoleSessionName="tests")[0] == "AccessDenied"
    assert nobody.get_caller_identity()["Arn"].endswith(":user/nobody")


@pytest.mark.rule(39)
def test_every_active_member_lets_the_management_account_in(aws):
    assert aws.in_member(aws.client("sts", "MEMBER").get_caller_identity()["Account"], "iam").list_users()["Users"]


@pytest.mark.rule(40)
def test_names_of_roles_are_unique_whatever_their_case(aws, refused):
    iam = aws.client("iam")
    iam.create_role(RoleName="OnlyOnce", AssumeRolePolicyDocument="{}")
    code, message = refused(iam.create_role, RoleName="onlyonce", AssumeRolePolicyDocument="{}")
    assert (code, message) == ("EntityAlreadyExists", "Role with name onlyonce already exists.")


@pytest.mark.rule(4)
def test_a_wrong_secret_does_not_sign(aws, refused):
    client = aws.client_with(aws.exports["AWS_ACCESS_KEY_ID"], "not-the-secret", "sts")
    assert refused(client.get_caller_identity)[0] == "SignatureDoesNotMatch"
    assert refused(aws.client_with("AKIAUNKNOWN", "x", "sts").get_caller_identity)[0] == "InvalidClientTokenId"
    organizations = aws.client_with("AKIAUNKNOWN", "x", "organizations")
    assert refused(organizations.list_roots)[0] == "UnrecognizedClientException"


@pytest.mark.rule(39)
def test_a_session_lasts_as_long_as_the_role_allows(aws, refused):
    made = aws.client("iam").create_role(RoleName="short", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    sts = aws.client("sts")
    until(lambda: assume(sts, made))
    asked = {"RoleArn": made, "RoleSessionName": "tests"}
    assert "MaxSessionDuration" in refused(sts.assume_role, **asked, DurationSeconds=7200)[1]
    hasty = aws.client("sts", config=Config(parameter_validation=False, retries={"total_max_attempts": 1}))
    assert refused(hasty.assume_role, **asked, DurationSeconds=899)[0] == "ValidationError"
