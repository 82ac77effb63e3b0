import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.simulator.sign_in.people import Program, unsigned
from tests.simulator.templates import accounts


@pytest.fixture
def portal(aws):
    return unsigned(aws, "sso")


@pytest.fixture
def signed_in(aws):
    """Gives the access token of a user."""
    program = Program.register(aws)
    return lambda user: program.sign_in(user)["accessToken"]


def pages(call, key, **arguments):
    found, token = [], {}
    while True:
        answer = call(**arguments, **token)
        found.append(answer[key])
        if "nextToken" not in answer:
            return found
        token = {"nextToken": answer["nextToken"]}


def raw(aws, path, token):
    """Status and body of a GET that no SDK touches."""
    request = Request(aws.exports["AWS_ENDPOINT_URL"] + path, headers={"x-amz-sso_bearer_token": token})
    try:
        with urlopen(request) as answer:
            return answer.status, json.loads(answer.read())
    except HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def assignments(aws):
    """Who may be what, as sso-admin and the identity store tell: {user name: {(account, permission set)}}."""
    admin, store = aws.client("sso-admin"), aws.client("identitystore")
    instance = admin.list_instances()["Instances"][0]
    arn, directory = instance["InstanceArn"], instance["IdentityStoreId"]
    found = {}
    for user in store.list_users(IdentityStoreId=directory)["Users"]:
        groups = store.list_group_memberships_for_member(
            IdentityStoreId=directory, MemberId={"UserId": user["UserId"]}
        )["GroupMemberships"]
        mine = {user["UserId"], *(one["GroupId"] for one in groups)}
        held = found.setdefault(user["UserName"], set())
        for permission_set in admin.list_permission_sets(InstanceArn=arn)["PermissionSets"]:
            described = admin.describe_permission_set(InstanceArn=arn, PermissionSetArn=permission_set)
            name = described["PermissionSet"]["Name"]
            for account in accounts(aws).values():
                listed = admin.list_account_assignments(
                    InstanceArn=arn, AccountId=account, PermissionSetArn=permission_set
                )["AccountAssignments"]
                held |= {(account, name) for one in listed if one["PrincipalId"] in mine}
    return found


def test_the_portal_follows_the_assignments(aws, portal, signed_in):
    wanted = assignments(aws)
    assert {name: len(held) for name, held in wanted.items()}["chidi.okafor"] == 2
    for user, held in wanted.items():
        token = signed_in(user)
        listed = [
            one["accountId"] for page in pages(portal.list_accounts, "accountList", accessToken=token) for one in page
        ]
        found = {
            (account, one["roleName"])
            for account in listed
            for one in portal.list_account_roles(accessToken=token, accountId=account)["roleList"]
        }
        assert found == held


def test_an_administrator_has_every_active_account(aws, portal, signed_in):
    listed = pages(portal.list_accounts, "accountList", accessToken=signed_in("Anna.Berg"))
    active = {one["Id"] for one in aws.client("organizations").list_accounts()["Accounts"] if one["State"] == "ACTIVE"}
    assert {one["accountId"] for page in listed for one in page} == active


def test_a_user_with_a_view_of_two_accounts(aws, portal, signed_in, refused):
    token = signed_in("chidi.okafor")
    account = portal.list_accounts(accessToken=token)["accountList"][0]["accountId"]
    given = portal.get_role_credentials(accessToken=token, accountId=account, roleName="ViewOnlyAccess")
    keys = given["roleCredentials"]
    session = {"aws_session_token": keys["sessionToken"]}
    iam = aws.client_with(keys["accessKeyId"], keys["secretAccessKey"], "iam", **session)
    assert iam.list_roles()["Roles"]
    assert refused(iam.create_user, UserName="more")[0] == "AccessDenied"
    other = {"accessToken": token, "accountId": account, "roleName": "AdministratorAccess"}
    assert refused(portal.get_role_credentials, **other) == ("ForbiddenException", "No access")
    elsewhere = {**other, "accountId": accounts(aws)["Acme Corp"], "roleName": "ViewOnlyAccess"}
    assert refused(portal.get_role_credentials, **elsewhere) == ("ForbiddenException", "No access")
    del elsewhere["roleName"]
    assert refused(portal.list_account_roles, **elsewhere) == ("ForbiddenException", "No access")


def test_a_user_without_assignments_sees_no_account(portal, signed_in):
    assert portal.list_accounts(accessToken=signed_in("dana.kim"))["accountList"] == []


def test_pages(portal, signed_in):
    token = signed_in("anna.berg")
    whole = [one for page in pages(portal.list_accounts, "accountList", accessToken=token) for one in page]
    found = pages(portal.list_accounts, "accountList", accessToken=token, maxResults=5)
    assert [len(page) for page in found[:-1]] == [5] * (len(found) - 1)
    assert [one for page in found for one in page] == whole
    roles = {"accessToken": token, "accountId": whole[0]["accountId"], "maxResults": 1}
    assert [len(page) for page in pages(portal.list_account_roles, "roleList", **roles)] == [1, 1]


@pytest.mark.parametrize(
    "query",
    [
        "max_result=0",
        "max_result=101",
        "max_result=-1",
        "max_result=ten",
        "max_result=%D9%A3",
        "next_token=1",
        "next_token=%FF%FE",
        "next_token=cGFnZTotMQ==",
        "next_token=cGFnZTo5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
    ],
)
def test_malformed_pages(aws, signed_in, query):
    status, body = raw(aws, f"/assignment/accounts?{query}", signed_in("anna.berg"))
    assert status == 400
    assert body["__type"].endswith("#InvalidRequestException")


@pytest.mark.parametrize("query", ["", "account_id=", "account_id=12", "account_id=%D9%A3", "role_name=ViewOnlyAccess"])
def test_malformed_accounts(aws, signed_in, query):
    token = signed_in("anna.berg")
    for path in ("/assignment/roles", "/federation/credentials"):
        assert raw(aws, f"{path}?{query}", token)[0] == 400


def test_refusals_are_written_as_the_portal_does(aws):
    status, body = raw(aws, "/assignment/accounts", "unknown")
    assert status == 401
    assert body == {
        "message": "Session token not found or invalid",
        "__type": "com.amazonaws.switchboard.portal#UnauthorizedException",
    }
    assert raw(aws, "/assignment/accounts", "")[0] == 401
