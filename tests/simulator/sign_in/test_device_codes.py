from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.embedded_aws import until
from tests.simulator.sign_in.browser import visit
from tests.simulator.sign_in.people import CALLBACK, CODE, DEVICE, REFRESH, START, Program


@pytest.fixture
def program(aws):
    return Program.register(aws)


def test_a_code_waits_for_its_answer_and_is_taken_once(program, refused):
    begun = program.begin()
    assert (begun["expiresIn"], begun["interval"]) == (600, 1)
    assert begun["verificationUriComplete"] == f"{begun['verificationUri']}?user_code={begun['userCode']}"
    assert refused(program.take, begun=begun)[0] == "AuthorizationPendingException"
    visit(begun["verificationUriComplete"]).press("approved")

    def taken():
        try:
            return program.take(begun)
        except program.oidc.exceptions.SlowDownException:
            return None

    assert until(taken)["tokenType"] == "Bearer"
    assert refused(program.take, begun=begun)[0] == "InvalidGrantException"


def test_asking_faster_than_the_interval_is_told_to_slow_down(program, refused):
    begun = program.begin()
    assert refused(program.take, begun=begun)[0] == "AuthorizationPendingException"
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda _: refused(program.take, begun=begun)[0], range(4)))
    assert "SlowDownException" in codes


def test_a_denied_sign_in(program, refused):
    begun = program.begin()
    assert "denied" in visit(begun["verificationUriComplete"]).press("denied").text
    assert refused(program.take, begun=begun)[0] == "AccessDeniedException"


def test_an_expired_code(program, refused):
    begun = program.begin()
    page = visit(begun["verificationUriComplete"])
    assert "has expired" in page.press("expire").text
    assert refused(program.take, begun=begun)[0] == "ExpiredTokenException"
    late = page.press("approved")
    assert late.status == 410
    assert "time for this sign-in is over" in late.text


def test_a_code_belongs_to_the_client_that_asked_for_it(aws, program, refused):
    begun = program.begin()
    visit(begun["verificationUriComplete"]).press("approved")
    assert refused(Program.register(aws).take, begun=begun)[0] == "InvalidGrantException"
    assert program.take(begun)["accessToken"]


def test_an_unknown_code(program, refused):
    assert refused(program.take, begun={"deviceCode": "unknown"})[0] == "InvalidGrantException"


@pytest.mark.parametrize("start", [START, f"{START}/", f"{START}#/", f"{START}/#"])
def test_ways_to_write_the_start_address(program, start):
    assert program.begin(start)["userCode"]


@pytest.mark.parametrize("start", ["https://other.awsapps.com/start", "https://acme.awsapps.com", "acme"])
def test_start_addresses_that_are_nobodys(program, refused, start):
    assert refused(program.begin, start=start)[0] == "InvalidRequestException"


def test_the_grant_must_be_registered(aws, refused):
    program = Program.register(
        aws, grantTypes=[CODE, REFRESH], redirectUris=[CALLBACK], issuerUrl="https://acme.awsapps.com/start/"
    )
    assert refused(program.begin)[0] == "UnauthorizedClientException"
    assert refused(program.take, begun={"deviceCode": "any"})[0] == "UnauthorizedClientException"


def test_the_secret_must_be_the_clients(program, refused):
    wrong = {**program.keys, "clientSecret": "wrong"}
    assert refused(program.oidc.start_device_authorization, **wrong, startUrl=START)[0] == "InvalidClientException"
    unknown = {**program.keys, "clientId": "unknown"}
    code, _ = refused(program.oidc.create_token, **unknown, grantType=DEVICE, deviceCode="any")
    assert code == "InvalidClientException"
