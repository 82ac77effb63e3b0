import re
from urllib.parse import urlencode

import pytest

from tests.simulator.sign_in.browser import visit
from tests.simulator.sign_in.console import Login
from tests.simulator.sign_in.people import Program, unsigned


@pytest.fixture
def alone(fresh):
    """An embedded AWS where nobody else signs in."""
    return fresh("trusted-access-on")


def press(aws, answer, session=""):
    """Press a button of the page's only session."""
    address = f"{aws.exports['AWS_ENDPOINT_URL']}/sessions"
    session = session or re.search(r'name="session" value="([^"]+)"', visit(address).source)[1]
    return visit(address, urlencode({"session": session, "answer": answer}).encode())


def test_an_access_token_that_has_expired_is_refreshed(alone, refused):
    program = Program.register(alone)
    token = program.sign_in()
    portal = unsigned(alone, "sso")
    page = press(alone, "expire")
    assert "anna.berg" in page.text
    assert "org-wizard" in page.text
    assert refused(portal.list_accounts, accessToken=token["accessToken"])[0] == "UnauthorizedException"
    again = program.refresh(token["refreshToken"])
    assert portal.list_accounts(accessToken=again["accessToken"])["accountList"]


def test_a_session_that_has_ended_is_not_refreshed(alone, refused):
    program = Program.register(alone)
    token = program.sign_in()
    assert "Nobody is signed in." in press(alone, "end").text
    assert refused(program.refresh, token=token["refreshToken"])[0] == "InvalidGrantException"


def test_a_console_login_that_has_ended_is_not_refreshed(alone, refused):
    login = Login(alone)
    token = login.log_in()
    assert "Nobody is signed in." in press(alone, "end").text
    assert refused(login.refresh, token=token["refreshToken"])[0] == "AccessDeniedException"


def test_answers_that_no_button_gives(alone):
    assert press(alone, "end", session="unknown").status == 404
    Program.register(alone).sign_in()
    assert press(alone, "other").status == 400
