import pytest

from tests.simulator.sign_in.people import Program, unsigned
from tests.simulator.templates import accounts


def by_device(aws):
    return Program.register(aws).sign_in()


def by_browser(aws):
    program = Program.for_browser(aws)
    return program.exchange(program.open().press("approved").brought_back["code"])


@pytest.mark.parametrize("way", [by_device, by_browser])
def test_signing_in_gives_credentials_of_a_role(aws, refused, way):
    token = way(aws)["accessToken"]
    portal = unsigned(aws, "sso")
    management = accounts(aws)["Acme Corp"]
    assert management in {one["accountId"] for one in portal.list_accounts(accessToken=token)["accountList"]}
    roles = portal.list_account_roles(accessToken=token, accountId=management)["roleList"]
    assert [one["roleName"] for one in roles] == ["AdministratorAccess", "ViewOnlyAccess"]
    given = portal.get_role_credentials(accessToken=token, accountId=management, roleName="AdministratorAccess")
    keys = given["roleCredentials"]
    sts = aws.client_with(keys["accessKeyId"], keys["secretAccessKey"], "sts", aws_session_token=keys["sessionToken"])
    found = sts.get_caller_identity()
    assert found["Account"] == management
    assert "assumed-role/AWSReservedSSO_AdministratorAccess_" in found["Arn"]
    assert found["Arn"].endswith("/anna.berg")
    portal.logout(accessToken=token)
    assert refused(portal.list_accounts, accessToken=token)[0] == "UnauthorizedException"
