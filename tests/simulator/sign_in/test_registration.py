import time

import pytest

from tests.simulator.sign_in.people import CALLBACK, CODE, DEVICE, REFRESH, SCOPE, START, Program, unsigned


@pytest.fixture
def register(aws):
    oidc = unsigned(aws, "sso-oidc")

    def call(**more):
        return oidc.register_client(**{"clientName": "org-wizard", "clientType": "public", **more})

    return call


def test_a_client_lasts_for_ninety_days(register):
    found = register()
    assert found["clientSecretExpiresAt"] - found["clientIdIssuedAt"] == 90 * 24 * 3600
    assert abs(found["clientIdIssuedAt"] - time.time()) < 60
    assert register()["clientId"] != found["clientId"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"clientType": "confidential"}, "InvalidClientMetadataException"),
        ({"clientName": " "}, "InvalidClientMetadataException"),
        ({"clientName": ""}, "InvalidRequestException"),
        ({"grantTypes": ["password"]}, "UnsupportedGrantTypeException"),
        ({"grantTypes": [DEVICE, "implicit"]}, "UnsupportedGrantTypeException"),
        ({"scopes": ["not a scope"]}, "InvalidScopeException"),
        ({"grantTypes": [CODE]}, "InvalidRedirectUriException"),
        ({"grantTypes": [CODE], "redirectUris": ["http://tool.example/back"]}, "InvalidRedirectUriException"),
        ({"redirectUris": ["oauth/callback"]}, "InvalidRedirectUriException"),
        ({"redirectUris": ["https://"]}, "InvalidRedirectUriException"),
        ({"redirectUris": ["javascript:alert(1)"]}, "InvalidRedirectUriException"),
        ({"redirectUris": [f"{CALLBACK}#part"]}, "InvalidRedirectUriException"),
        ({"redirectUris": [f"{CALLBACK}?a b"]}, "InvalidRedirectUriException"),
        ({"issuerUrl": "https://other.awsapps.com/start"}, "InvalidRequestException"),
    ],
)
def test_what_cannot_be_registered(register, refused, wanted, code):
    assert refused(register, **wanted)[0] == code


@pytest.mark.parametrize("uri", [CALLBACK, "http://localhost:8080/", "http://[::1]/back", "https://tool.example/back"])
def test_addresses_that_can_be_registered(register, uri):
    assert register(grantTypes=[CODE, REFRESH], redirectUris=[uri], issuerUrl=START, scopes=[SCOPE])["clientId"]


def test_only_registered_grants_can_be_used(aws, refused):
    program = Program.register(aws, grantTypes=[DEVICE])
    token = program.sign_in()
    assert "refreshToken" not in token
    assert refused(program.refresh, token="any")[0] == "UnauthorizedClientException"
    assert refused(program.exchange, code="any")[0] == "UnauthorizedClientException"
    unknown = {**program.keys, "grantType": "password"}
    assert refused(program.oidc.create_token, **unknown)[0] == "UnsupportedGrantTypeException"
