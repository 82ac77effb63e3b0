import pytest

from tests.simulator.sign_in.people import CALLBACK, LISTENER, REFRESH, SCOPE, START, Program


@pytest.fixture
def program(aws):
    return Program.for_browser(aws)


def test_a_browser_brings_back_a_code_that_is_taken_once(program, refused):
    back = program.open(scopes=SCOPE).press("approved")
    assert back.address.startswith(f"{LISTENER}?")
    assert back.brought_back["state"] == "the-state"
    token = program.exchange(back.brought_back["code"])
    assert (token["expiresIn"], token["tokenType"]) == (3600, "Bearer")
    assert token["refreshToken"]
    assert refused(program.exchange, code=back.brought_back["code"])[0] == "InvalidGrantException"


def test_denied(program):
    assert program.open().press("denied").brought_back == {"error": "access_denied", "state": "the-state"}


def test_without_a_state_none_comes_back(program):
    assert "state" not in program.open(state=None).press("approved").brought_back


@pytest.mark.parametrize(
    "uri",
    [
        None,
        "http://127.0.0.1:49152/other",
        "http://localhost:49152/oauth/callback",
        "http://127.0.0.1.evil.example:80/oauth/callback",
        "http://127.0.0.1:80@evil.example/oauth/callback",
        "http://me@127.0.0.1:49152/oauth/callback",
        "https://127.0.0.1:49152/oauth/callback",
        "http://127.0.0.1:port/oauth/callback",
        f"{LISTENER}?more=1",
        f"{LISTENER}#more",
        "//evil.example",
    ],
)
def test_nobody_is_sent_to_an_address_that_was_not_registered(program, uri):
    page = program.open(redirect_uri=uri)
    assert page.status == 400
    assert "has not registered the address" in page.text
    assert page.buttons == {}


@pytest.mark.parametrize("uri", ["http://127.0.0.1/oauth/callback", "http://127.0.0.1:1/oauth/callback"])
def test_the_port_is_free(program, uri):
    assert program.open(redirect_uri=uri).press("approved").address.startswith(f"{uri}?code=")


def test_an_address_elsewhere_is_as_registered(aws):
    program = Program.for_browser(aws, redirectUris=["https://tool.example/back?from=aws", CALLBACK])
    back = program.open(redirect_uri="https://tool.example/back?from=aws").press("approved")
    assert back.address.startswith("https://tool.example/back?from=aws&code=")
    assert program.open(redirect_uri="https://tool.example:8443/back?from=aws").status == 400


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "too-short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"scopes": "sso:other:scope"}, "invalid_scope"),
    ],
)
def test_requests_that_go_back_with_an_error(program, changed, error):
    back = program.open(**changed)
    assert back.address.startswith(f"{LISTENER}?")
    assert (back.brought_back["error"], back.brought_back["state"]) == (error, "the-state")


def test_a_client_without_the_grant_or_without_an_issuer(aws):
    wanted = {"redirectUris": [CALLBACK]}
    assert Program.register(aws, **wanted, issuerUrl=START).open().brought_back["error"] == "unauthorized_client"
    without = Program.register(aws, **wanted, grantTypes=["authorization_code", REFRESH])
    assert without.open().brought_back["error"] == "invalid_request"


def test_an_unknown_client(program):
    page = program.open(client_id="unknown")
    assert page.status == 400
    assert "is not known" in page.text


@pytest.mark.parametrize(
    "changed",
    [
        {"codeVerifier": "another-long-random-text-that-nobody-guesses-0123"},
        {"codeVerifier": "short"},
        {"redirectUri": "http://127.0.0.1:49153/oauth/callback"},
    ],
)
def test_a_wrong_exchange_spoils_the_code(program, refused, changed):
    code = program.open().press("approved").brought_back["code"]
    assert refused(program.exchange, code=code, **changed)[0] == "InvalidGrantException"
    assert refused(program.exchange, code=code)[0] == "InvalidGrantException"


@pytest.mark.parametrize("missing", ["code", "codeVerifier", "redirectUri"])
def test_an_exchange_without_one_of_its_parts(program, refused, missing):
    code = program.open().press("approved").brought_back["code"]
    sent = {"code": code, missing: ""}
    assert refused(program.exchange, **sent)[0] == "InvalidRequestException"


def test_a_code_belongs_to_the_client_that_asked_for_it(aws, program, refused):
    code = program.open().press("approved").brought_back["code"]
    assert refused(Program.for_browser(aws).exchange, code=code)[0] == "InvalidGrantException"
    assert program.exchange(code)["accessToken"]


def test_a_code_that_comes_too_late(program, refused):
    code = program.open().press("late").brought_back["code"]
    assert refused(program.exchange, code=code)[0] == "InvalidGrantException"


def test_a_request_that_nobody_answers_in_time(program):
    page = program.open()
    assert "has expired" in page.press("expire").text
    assert page.press("approved").status == 410
