import json
import os
import subprocess
import sys

import pytest
from botocore.exceptions import ClientError

from tests.simulator.sign_in.console import Login, cache_name, subject

IDENTITY = "import boto3; print(boto3.Session(profile_name='work').client('sts').get_caller_identity()['Arn'])"


@pytest.fixture
def login(aws):
    return Login(aws)


@pytest.fixture
def told():
    """Makes a call that must be refused; gives the code and the sign-in service's reason."""

    def call(function, **arguments):
        with pytest.raises(ClientError) as caught:
            function(**arguments)
        return caught.value.response["Error"]["Code"], caught.value.response.get("error")

    return call


def test_a_login_gives_the_users_credentials_for_15_minutes(aws, login):
    page = login.open()
    assert "AWS command line tools asks to sign in to Acme Corp." in page.text
    back = page.press("approved")
    assert back.brought_back["state"] == "the-state"
    token = login.exchange(back.brought_back["code"])
    assert (token["tokenType"], token["expiresIn"]) == ("aws_sigv4", 900)
    keys = token["accessToken"]
    session = {"aws_session_token": keys["sessionToken"]}
    found = aws.client_with(keys["accessKeyId"], keys["secretAccessKey"], "sts", **session).get_caller_identity()
    assert found["Arn"] == subject(token) == aws.client("sts").get_caller_identity()["Arn"]


def test_refreshing_gives_others_and_no_id_token(login, told):
    first = login.log_in()
    second = login.refresh(first["refreshToken"])
    assert second["accessToken"]["accessKeyId"] != first["accessToken"]["accessKeyId"]
    assert "idToken" not in second
    again = told(login.refresh, token=first["refreshToken"])
    assert again == ("AccessDeniedException", "TOKEN_EXPIRED")


def test_a_refresh_token_belongs_to_its_key(aws, login, told):
    token = login.log_in()["refreshToken"]
    assert told(Login(aws).refresh, token=token) == ("ValidationException", "INVALID_REQUEST")
    assert login.refresh(token)["refreshToken"]


def test_codes_are_taken_once_in_time_with_their_verifier(login, told):
    code = login.open().press("approved").brought_back["code"]
    assert login.exchange(code)["accessToken"]
    assert told(login.exchange, code=code) == ("AccessDeniedException", "AUTHCODE_EXPIRED")
    late = login.open().press("late").brought_back["code"]
    assert told(login.exchange, code=late) == ("AccessDeniedException", "AUTHCODE_EXPIRED")
    for changed in ({"codeVerifier": "another-" * 6}, {"redirectUri": "http://127.0.0.1:1/oauth/callback"}):
        code = login.open().press("approved").brought_back["code"]
        assert told(login.exchange, code=code, **changed) == ("ValidationException", "INVALID_REQUEST")


def test_a_changed_password_ends_the_login(aws, told):
    iam = aws.client("iam")
    iam.create_user(UserName="console-user")
    iam.attach_user_policy(UserName="console-user", PolicyArn="arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess")
    login = Login(aws)
    token = login.log_in("console-user")["refreshToken"]
    iam.create_login_profile(UserName="console-user", Password="Another-Password-1")
    assert told(login.refresh, token=token) == ("AccessDeniedException", "USER_CREDENTIALS_CHANGED")


def test_a_user_needs_the_permission_to_log_programs_in(aws, login, told):
    page = login.open().press("approved", username="limited")
    assert "is not allowed to perform signin:AuthorizeOAuth2Access" in page.text
    iam = aws.client("iam")
    iam.create_user(UserName="for-a-while")
    policy = {"PolicyArn": "arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess", "UserName": "for-a-while"}
    iam.attach_user_policy(**policy)
    token = login.log_in("for-a-while")["refreshToken"]
    iam.detach_user_policy(**policy)
    assert told(login.refresh, token=token) == ("AccessDeniedException", "INSUFFICIENT_PERMISSIONS")
    iam.attach_user_policy(**policy)
    assert login.refresh(token)["refreshToken"]


@pytest.mark.parametrize(
    "changed",
    [
        {"header": ""},
        {"header": "not.a.token"},
        {"header": "e30.e30.e30"},
        {"head": {"typ": "JWT"}},
        {"head": {"alg": "none"}},
        {"head": {"jwk": {}}},
        {"head": {"jwk": None}},
        {"claims": {"htm": "GET"}},
        {"claims": {"htu": "http://other.example/v1/token"}},
        {"claims": {"iat": 1}},
        {"claims": {"iat": "now"}},
        {"claims": {"jti": ""}},
        {"signature": b"\1" * 64},
        {"signature": b"\0" * 64},
        {"signature": b"short"},
    ],
)
def test_a_wrong_proof_of_possession(login, told, changed):
    code = login.open().press("approved").brought_back["code"]
    login.changed = changed
    assert told(login.exchange, code=code) == ("ValidationException", "INVALID_REQUEST")
    login.changed = {}
    assert login.exchange(code)["accessToken"]


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"grantType": "password"}, "unsupported_grant_type"),
        ({"grantType": "refresh_token"}, "INVALID_REQUEST"),
        ({"grantType": "authorization_code", "code": "any"}, "INVALID_REQUEST"),
        ({"grantType": "refresh_token", "clientId": "other"}, "INVALID_REQUEST"),
    ],
)
def test_malformed_token_requests(login, told, wanted, reason):
    assert told(login.ask, **wanted) == ("ValidationException", reason)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": None}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "S256"}, "invalid_request"),
    ],
)
def test_authorization_requests_that_go_back_with_an_error(login, changed, error):
    assert login.open(**changed).brought_back == {"error": error, "state": "the-state"}


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "other"},
        {"redirect_uri": None},
        {"redirect_uri": "http://127.0.0.1/oauth/callback"},
        {"redirect_uri": "http://127.0.0.1:80@evil.example/oauth/callback"},
        {"redirect_uri": "https://tool.example/oauth/callback"},
    ],
)
def test_authorization_requests_that_are_told_to_the_person(login, changed):
    page = login.open(**changed)
    assert (page.status, page.buttons) == (400, {})


def test_only_users_of_the_account_log_in(login):
    assert "There is no user named anna.berg." in login.open().press("approved", username="anna.berg").text


def test_botocore_refreshes_a_profile_of_a_login(aws, login, tmp_path):
    token = login.log_in()
    arn = subject(token)
    cache = tmp_path / ".aws" / "login" / "cache" / cache_name(arn)
    cache.parent.mkdir(parents=True)
    (tmp_path / ".aws" / "config").write_text(f"[profile work]\nlogin_session = {arn}\nregion = us-east-1\n")
    kept = {**token["accessToken"], "accountId": arn.split(":")[4], "expiresAt": "2026-01-01T00:00:00Z"}
    more = {"clientId": "arn:aws:signin:::devtools/same-device", "dpopKey": login.pem}
    cache.write_text(json.dumps({"accessToken": kept, "refreshToken": token["refreshToken"], **more}))
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "AWS_ENDPOINT_URL": aws.exports["AWS_ENDPOINT_URL"]}
    command = [sys.executable, "-c", IDENTITY]
    done = subprocess.run(command, env={**inherited, **home}, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.strip(), done.stderr) == (arn, "")
    assert json.loads(cache.read_text())["accessToken"]["accessKeyId"] != kept["accessKeyId"]
