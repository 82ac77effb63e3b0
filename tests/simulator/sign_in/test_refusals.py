import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.embedded_aws import until
from tests.simulator.sign_in.browser import visit
from tests.simulator.sign_in.people import Program, unsigned

NESTED = b"[" * 100_000


def post(aws, path, body):
    """Status, headers and body of the answer to a POST that no SDK touches."""
    headers = {"Content-Type": "application/json"}
    request = Request(aws.exports["AWS_ENDPOINT_URL"] + path, data=body, headers=headers)
    try:
        with urlopen(request) as answer:
            return answer.status, answer.headers, json.loads(answer.read())
    except HTTPError as error:
        with error:
            return error.code, error.headers, json.loads(error.read())


def test_sso_oidc_writes_error_and_description_alone(aws):
    wanted = {"clientId": "unknown", "clientSecret": "any", "grantType": "refresh_token"}
    status, headers, body = post(aws, "/token", json.dumps(wanted).encode())
    assert (status, headers["x-amzn-ErrorType"]) == (401, "InvalidClientException")
    assert body == {"error": "invalid_client", "error_description": "Invalid client provided"}


@pytest.mark.parametrize("path", ["/client/register", "/device_authorization", "/token", "/eu-west-1/token"])
@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff\xfe", b"[]", b"1", b'"text"', NESTED, b"", b"{}", b'{"clientId": 5, "clientName": {}}'],
    ids=["cut", "binary", "list", "number", "text", "nested", "empty", "nothing", "types"],
)
def test_malformed_bodies(aws, path, body):
    status, _, answer = post(aws, path, body)
    assert (status, answer["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("name", ["scopes", "redirectUris", "grantTypes"])
@pytest.mark.parametrize("value", ["text", {"a": 1}, [1], [None], 5])
def test_malformed_lists(aws, name, value):
    body = {"clientName": "one", "clientType": "public", name: value}
    status, _, answer = post(aws, "/client/register", json.dumps(body).encode())
    assert (status, answer["error"]) == (400, "invalid_request")


def test_throttling_speaks_as_each_service_and_spares_the_browser(shared, refused):
    aws = shared("throttled")

    def again(call, **arguments):
        def answered():
            try:
                return call(**arguments)
            except (oidc.exceptions.SlowDownException, portal.exceptions.TooManyRequestsException) as error:
                told.add(error.response["Error"]["Code"])
                return None

        return until(answered)

    told = set()
    oidc, portal = unsigned(aws, "sso-oidc"), unsigned(aws, "sso")
    program = again(Program.register, aws=aws)
    page = visit(again(program.begin)["verificationUriComplete"])
    assert [visit(page.address).status for _ in range(4)] == [200] * 4
    begun = again(program.begin)
    visit(begun["verificationUriComplete"]).press("approved")
    token = again(program.take, begun=begun)["accessToken"]
    assert again(portal.list_accounts, accessToken=token)["accountList"]
    assert told == {"SlowDownException", "TooManyRequestsException"}


def test_a_captive_portal_answers_the_browser_too(shared):
    aws = shared("captive-portal")
    assert "Accept the terms" in visit(f"{aws.exports['AWS_ENDPOINT_URL']}/device").text
