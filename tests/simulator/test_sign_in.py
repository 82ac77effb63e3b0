import base64
import hashlib
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config

from tests.simulator.templates import accounts

START = "https://acme.awsapps.com/start"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def unsigned(aws, service):
    config = Config(signature_version=UNSIGNED, retries={"total_max_attempts": 1})
    return boto3.client(service, region_name="us-east-1", endpoint_url=aws.exports["AWS_ENDPOINT_URL"], config=config)


def press(address, answer):
    """Presses a button of the login page; gives where the browser is sent."""
    with urlopen(address) as page:
        assert "asks to sign in" in page.read().decode()
        shown = page.url
    key = parse_qs(urlsplit(shown).query)["user_code"][0]
    pressed = Request(shown, data=urlencode({"user_code": key, "answer": answer}).encode())
    try:
        with build_opener(Stay).open(pressed) as page:
            return page.url
    except HTTPError as moved:
        with moved:
            return moved.headers["Location"]


@pytest.fixture
def client(aws):
    oidc = unsigned(aws, "sso-oidc")
    registered = oidc.register_client(clientName="org-wizard", clientType="public")
    return oidc, {"clientId": registered["clientId"], "clientSecret": registered["clientSecret"]}


def test_a_device_signs_in_and_gets_credentials_of_a_role(aws, client, refused):
    oidc, keys = client
    assert refused(oidc.start_device_authorization, **keys, startUrl="https://other.awsapps.com/start")[0] == (
        "InvalidRequestException"
    )
    begun = oidc.start_device_authorization(**keys, startUrl=START)
    asked = {**keys, "grantType": DEVICE, "deviceCode": begun["deviceCode"]}
    assert refused(oidc.create_token, **asked)[0] == "AuthorizationPendingException"
    press(begun["verificationUriComplete"], "approved")
    token = oidc.create_token(**asked)
    portal = unsigned(aws, "sso")
    management = accounts(aws)["Acme Corp"]
    listed = portal.list_accounts(accessToken=token["accessToken"])["accountList"]
    assert management in {one["accountId"] for one in listed}
    roles = portal.list_account_roles(accessToken=token["accessToken"], accountId=management)["roleList"]
    assert [one["roleName"] for one in roles] == ["AdministratorAccess", "ViewOnlyAccess"]
    given = portal.get_role_credentials(
        accessToken=token["accessToken"], accountId=management, roleName="AdministratorAccess"
    )["roleCredentials"]
    sts = aws.client_with(
        given["accessKeyId"], given["secretAccessKey"], "sts", aws_session_token=given["sessionToken"]
    )
    assert "assumed-role/AWSReservedSSO_AdministratorAccess_" in sts.get_caller_identity()["Arn"]
    unassigned = {"accessToken": token["accessToken"], "accountId": management, "roleName": "Unassigned"}
    assert refused(portal.get_role_credentials, **unassigned) == ("ForbiddenException", "No access")
    again = oidc.create_token(**keys, grantType="refresh_token", refreshToken=token["refreshToken"])
    assert again["accessToken"] != token["accessToken"]
    portal.logout(accessToken=token["accessToken"])
    assert refused(portal.list_accounts, accessToken=token["accessToken"])[0] == "UnauthorizedException"


def test_a_sign_in_can_be_denied(client, refused):
    oidc, keys = client
    begun = oidc.start_device_authorization(**keys, startUrl=START)
    press(begun["verificationUriComplete"], "denied")
    asked = {**keys, "grantType": DEVICE, "deviceCode": begun["deviceCode"]}
    assert refused(oidc.create_token, **asked)[0] == "AccessDeniedException"


def test_a_browser_signs_in_with_an_authorization_code(aws, client, refused):
    oidc, keys = client
    verifier = "a-long-random-text-that-nobody-guesses-0123456789"
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    query = {
        "response_type": "code",
        "client_id": keys["clientId"],
        "redirect_uri": "http://127.0.0.1:9/oauth/callback",
        "state": "the-state",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    back = press(f"{aws.exports['AWS_ENDPOINT_URL']}/authorize?{urlencode(query)}", "approved")
    answered = parse_qs(urlsplit(back).query)
    assert answered["state"] == ["the-state"]
    asked = {**keys, "grantType": "authorization_code", "code": answered["code"][0]}
    assert oidc.create_token(**asked, codeVerifier=verifier, redirectUri=query["redirect_uri"])["accessToken"]
    assert refused(oidc.create_token, **asked, codeVerifier=verifier)[0] == "InvalidGrantException"
