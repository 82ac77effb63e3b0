import json

import pytest


@pytest.mark.rule(42)
def test_identity_center_answers_in_its_own_region_only(shared):
    aws = shared("identity-center-elsewhere")
    assert aws.client("sso-admin").list_instances()["Instances"] == []
    found = aws.client("sso-admin", region="eu-central-1").list_instances()["Instances"]
    assert [one["PrimaryRegion"] for one in found] == ["eu-central-1"]
    assert (
        aws.client("sso-admin").list_instances(RegionScope="ALL_REGIONS")["Instances"][0]["InstanceArn"]
        == (found[0]["InstanceArn"])
    )


@pytest.mark.rule(42)
def test_it_has_users_and_groups(shared, refused):
    aws = shared("identity-center-elsewhere")
    store = aws.client("sso-admin", region="eu-central-1").list_instances()["Instances"][0]["IdentityStoreId"]
    here = aws.client("identitystore", region="eu-central-1")
    assert len(here.list_users(IdentityStoreId=store)["Users"]) == 3
    assert len(here.list_groups(IdentityStoreId=store)["Groups"]) == 3
    code, _ = refused(aws.client("identitystore").list_users, IdentityStoreId=store)
    assert code == "ResourceNotFoundException"


@pytest.mark.rule(42)
def test_listing_instances_needs_every_resource(aws, refused):
    found = aws.client("sso-admin").list_instances()["Instances"][0]["InstanceArn"]
    iam = aws.client("iam")
    iam.create_user(UserName="one-instance")
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sso:*", "Resource": found}]}
    iam.put_user_policy(UserName="one-instance", PolicyName="sso", PolicyDocument=json.dumps(policy))
    key = iam.create_access_key(UserName="one-instance")["AccessKey"]
    client = aws.client_with(key["AccessKeyId"], key["SecretAccessKey"], "sso-admin")
    assert refused(client.list_instances)[0] == "AccessDeniedException"


@pytest.mark.rule(42)
def test_one_entry_is_read_with_its_arn(shared, refused):
    aws = shared("identity-center-elsewhere")
    store = aws.client("sso-admin", region="eu-central-1").list_instances()["Instances"][0]["IdentityStoreId"]
    here = aws.client("identitystore", region="eu-central-1")
    name = {"UniqueAttribute": {"AttributePath": "userName", "AttributeValue": "dana.kim"}}
    user = here.get_user_id(IdentityStoreId=store, AlternateIdentifier=name)
    assert user["UserArn"].endswith(f"user/{user['UserId']}")
    assert here.describe_user(IdentityStoreId=store, UserId=user["UserId"])["DisplayName"] == "Dana Kim"
    [one] = here.list_group_memberships_for_member(IdentityStoreId=store, MemberId={"UserId": user["UserId"]})[
        "GroupMemberships"
    ]
    assert "DisplayName" not in here.describe_group(IdentityStoreId=store, GroupId=one["GroupId"])
    pair = {"GroupId": one["GroupId"], "MemberId": {"UserId": user["UserId"]}}
    found = here.get_group_membership_id(IdentityStoreId=store, **pair)["MembershipId"]
    described = here.describe_group_membership(IdentityStoreId=store, MembershipId=found)
    assert (described["GroupId"], described["MemberId"]) == (pair["GroupId"], pair["MemberId"])
    assert refused(here.describe_user, IdentityStoreId=store, UserId="9" * 10)[0] == "ResourceNotFoundException"
    nobody = {"UniqueAttribute": {"AttributePath": "displayName", "AttributeValue": "Nobody"}}
    assert (
        refused(here.get_group_id, IdentityStoreId=store, AlternateIdentifier=nobody)[0] == "ResourceNotFoundException"
    )
