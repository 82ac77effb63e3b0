import pytest

from tests.simulator.sign_in.people import START, Program, unsigned

HOME = "eu-central-1"


@pytest.fixture
def elsewhere(shared):
    """An organization whose Identity Center lives in Frankfurt."""
    return shared("identity-center-elsewhere")


@pytest.mark.rule(42)
def test_a_start_address_is_known_in_its_own_region_only(elsewhere, refused):
    there = Program.register(elsewhere, "us-east-1")
    assert refused(there.begin)[0] == "InvalidRequestException"
    assert Program.register(elsewhere, HOME).begin()["userCode"]
    issuer = {"issuerUrl": START}
    assert refused(Program.register, aws=elsewhere, region="us-east-1", **issuer)[0] == "InvalidRequestException"


@pytest.mark.rule(42)
def test_an_endpoint_without_a_region_is_that_of_identity_center(elsewhere):
    assert Program.register(elsewhere).sign_in()["accessToken"]


@pytest.mark.rule(42)
def test_the_start_address_that_holds_its_region(elsewhere, refused):
    arn = elsewhere.client("sso-admin", region=HOME).list_instances()["Instances"][0]["InstanceArn"]
    instance = arn.rpartition("/")[2]
    program = Program.register(elsewhere)
    assert program.begin(f"https://{instance}.portal.{HOME}.app.aws")["userCode"]
    wrong = f"https://{instance}.portal.us-east-1.app.aws"
    assert refused(program.begin, start=wrong)[0] == "InvalidRequestException"
    assert refused(program.begin, start=f"https://ssoins-0.portal.{HOME}.app.aws")[0] == "InvalidRequestException"


@pytest.mark.rule(42)
def test_clients_and_tokens_of_one_region_are_unknown_in_another(elsewhere, refused):
    home = Program.register(elsewhere, HOME)
    token = home.sign_in()["accessToken"]
    away = Program(home.url, unsigned(elsewhere, "sso-oidc", "us-east-1"), home.keys)
    assert refused(away.refresh, token="any")[0] == "InvalidClientException"
    assert refused(unsigned(elsewhere, "sso", "us-east-1").list_accounts, accessToken=token)[0] == (
        "UnauthorizedException"
    )
    assert unsigned(elsewhere, "sso", HOME).list_accounts(accessToken=token)["accountList"]


@pytest.mark.rule(42)
def test_a_browser_is_sent_from_the_regions_own_address(elsewhere):
    more = {"grantTypes": ["authorization_code"], "redirectUris": ["http://127.0.0.1/oauth/callback"]}
    program = Program.register(elsewhere, HOME, **more, issuerUrl=START)
    assert program.exchange(program.open().press("approved").brought_back["code"])["accessToken"]
    program.url = program.url.replace(HOME, "us-east-1")
    assert program.open().status == 400


@pytest.mark.rule(42)
def test_roles_of_another_home_region_have_it_in_their_path(elsewhere):
    token = Program.register(elsewhere).sign_in()["accessToken"]
    portal = unsigned(elsewhere, "sso")
    account = elsewhere.client("sts").get_caller_identity()["Account"]
    portal.get_role_credentials(accessToken=token, accountId=account, roleName="ViewOnlyAccess")
    prefix = f"/aws-reserved/sso.amazonaws.com/{HOME}/"
    found = elsewhere.client("iam").list_roles(PathPrefix=prefix)["Roles"]
    assert [one["RoleName"].rpartition("_")[0] for one in found] == ["AWSReservedSSO_ViewOnlyAccess"]


@pytest.mark.rule(42)
def test_permission_sets_are_asked_for_in_the_home_region(elsewhere, refused):
    home = elsewhere.client("sso-admin", region=HOME)
    arn = home.list_instances()["Instances"][0]["InstanceArn"]
    sets = home.list_permission_sets(InstanceArn=arn)["PermissionSets"]
    assert len(sets) == 2
    assert all(one.startswith(arn.replace(":instance/", ":permissionSet/")) for one in sets)
    away = elsewhere.client("sso-admin")
    assert refused(away.list_permission_sets, InstanceArn=arn)[0] == "ResourceNotFoundException"


def test_without_an_organization_there_is_no_portal(shared, refused):
    program = Program.register(shared("no-organization"))
    assert refused(program.begin)[0] == "InvalidRequestException"
