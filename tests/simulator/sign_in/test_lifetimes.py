"""Lifetimes that nobody waits for: the endpoints' own functions, with a clock that the test sets."""

from types import SimpleNamespace

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from tests.simulator.sign_in.people import VERIFIER, challenge
from wizard.simulator.errors import AwsError
from wizard.simulator.sign_in.asked import Asked
from wizard.simulator.sign_in.authorize import exchange_code
from wizard.simulator.sign_in.clients import known_client, register
from wizard.simulator.sign_in.device import exchange_device_code
from wizard.simulator.sign_in.sessions import AUTHORIZATION_SECONDS, Authorization

URI = "http://127.0.0.1/oauth/callback"


@pytest.fixture
def ask(sign_ins):
    """Gives a request with a JSON body."""
    world = SimpleNamespace(sign_ins=sign_ins, identity_center=None, organization=None)

    def asked(**body):
        builder = EnvironBuilder(path="/token", method="POST", json=body)
        return Asked.read(world, Request(builder.get_environ()))

    return asked


@pytest.fixture
def keys(ask):
    found = register(ask(clientName="org-wizard", clientType="public")).get_json()
    return {name: found[name] for name in ("clientId", "clientSecret")}


@pytest.fixture
def authorization(keys, sign_ins):
    expires = sign_ins.now() + AUTHORIZATION_SECONDS
    return Authorization(keys["clientId"], "org-wizard", "AAAA-AAAA", expires, URI, challenge(), user="anna.berg")


def code_of(function, *arguments):
    with pytest.raises(AwsError) as caught:
        function(*arguments)
    return caught.value.code


def test_a_client_is_unknown_after_ninety_days(ask, keys, watch):
    watch.go_on(days=89, hours=23)
    assert known_client(ask(**keys)).name == "org-wizard"
    watch.go_on(hours=1)
    assert code_of(known_client, ask(**keys)) == "InvalidClientException"


def test_a_device_code_is_over_after_ten_minutes_even_when_it_was_allowed(ask, keys, sign_ins, authorization, watch):
    sign_ins.devices["one"] = authorization
    client = known_client(ask(**keys))
    watch.go_on(seconds=599)
    assert code_of(exchange_device_code, ask(deviceCode="one"), client) == "AuthorizationPendingException"
    authorization.answer = "approved"
    watch.go_on(seconds=1)
    assert code_of(exchange_device_code, ask(deviceCode="one"), client) == "ExpiredTokenException"


def test_the_interval_counts_from_the_last_answer_that_was_given(ask, keys, sign_ins, authorization, watch):
    sign_ins.devices["one"] = authorization
    client = known_client(ask(**keys))
    told = []
    for _ in range(5):
        told.append(code_of(exchange_device_code, ask(deviceCode="one"), client))
        watch.go_on(milliseconds=500)
    assert told == ["AuthorizationPendingException", "SlowDownException"] * 2 + ["AuthorizationPendingException"]
    authorization.answer = "approved"
    assert code_of(exchange_device_code, ask(deviceCode="one"), client) == "SlowDownException"
    watch.go_on(milliseconds=500)
    assert exchange_device_code(ask(deviceCode="one"), client) == "anna.berg"


def test_an_authorization_code_is_over_after_ten_minutes(ask, keys, sign_ins, authorization, watch):
    sign_ins.codes.update(one=authorization, two=authorization)
    client = known_client(ask(**keys))
    sent = {"redirectUri": URI, "codeVerifier": VERIFIER}
    watch.go_on(seconds=599)
    assert exchange_code(ask(code="one", **sent), client) == "anna.berg"
    watch.go_on(seconds=1)
    assert code_of(exchange_code, ask(code="two", **sent), client) == "InvalidGrantException"
