import pytest

from tests.simulator.sign_in.browser import visit
from tests.simulator.sign_in.people import LISTENER, Program


def test_it_says_who_asks_for_what(aws):
    program = Program.register(aws, clientName="Tool <b>&amp;")
    begun = program.begin()
    page = visit(begun["verificationUriComplete"])
    assert "Tool <b>&amp; asks to sign in to Acme Corp." in page.text
    assert begun["userCode"] in page.text
    assert page.fields["username"] == "anna.berg"
    assert set(page.buttons) == {"approved", "denied", "expire"}
    assert "<script" not in page.source
    assert "<b>" not in page.source


def test_it_names_the_address_that_the_browser_goes_back_to(aws):
    assert LISTENER in Program.for_browser(aws).open().text


def test_a_code_can_be_typed(aws):
    program = Program.register(aws)
    begun = program.begin()
    empty = visit(begun["verificationUri"])
    assert empty.fields == {"user_code": ""}
    typed = begun["userCode"].replace("-", "").lower()
    page = visit(f"{begun['verificationUri']}?user_code={typed}")
    assert "Access is allowed" in page.press("approved").text
    assert program.take(begun)["accessToken"]


@pytest.mark.parametrize("code", ["AAAA-AAAA", "%00", "%3Cscript%3E", "x" * 500])
def test_an_unknown_code_can_be_typed_again(aws, code):
    page = visit(f"{aws.exports['AWS_ENDPOINT_URL']}/device?user_code={code}")
    assert page.status == 404
    assert "user_code" in page.fields
    assert "<script" not in page.source


def test_it_is_answered_once(aws):
    page = visit(Program.register(aws).begin()["verificationUriComplete"])
    page.press("denied")
    assert page.press("approved").status == 404


@pytest.mark.parametrize(
    ("name", "problem"), [("nobody", "There is no user named nobody."), (" ", "Type a user name.")]
)
def test_only_users_of_identity_center_sign_in(aws, refused, name, problem):
    program = Program.register(aws)
    begun = program.begin()
    page = visit(begun["verificationUriComplete"])
    wrong = page.press("approved", username=name)
    assert (wrong.status, problem in wrong.text) == (400, True)
    assert refused(program.take, begun=begun)[0] == "AuthorizationPendingException"
    assert "Access is allowed" in wrong.press("approved", username="anna.berg").text


def test_a_form_without_an_answer_is_shown_again(aws):
    page = visit(Program.register(aws).begin()["verificationUriComplete"])
    page.buttons["other"] = "answer"
    assert "Press one of the buttons" in page.press("other").text


def test_a_request_for_a_browser_is_no_user_code(aws):
    page = Program.for_browser(aws).open()
    key = page.fields["request"]
    assert visit(f"{aws.exports['AWS_ENDPOINT_URL']}/device?user_code={key}").status == 404
    code = Program.register(aws).begin()["userCode"]
    assert visit(f"{aws.exports['AWS_ENDPOINT_URL']}/login?request={code}").status == 404


def test_the_organizations_name_is_shown_as_it_is(shared):
    aws = shared("unicode")
    organization = aws.client("organizations")
    management = organization.describe_organization()["Organization"]["MasterAccountId"]
    name = organization.describe_account(AccountId=management)["Account"]["Name"]
    assert name in visit(Program.register(aws).begin()["verificationUriComplete"]).text


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"user_code=%FF&answer=%00", b"Action=\xff&a.member.x=1&a=2", b"&&=&"]
)
def test_forms_that_no_browser_sends(aws, body):
    for path in ("/device", "/login"):
        assert visit(aws.exports["AWS_ENDPOINT_URL"] + path, body).status in {200, 404}


def test_only_a_browsers_methods(aws):
    assert visit(f"{aws.exports['AWS_ENDPOINT_URL']}/authorize", b"client_id=one").status == 403
    assert visit(f"{aws.exports['AWS_ENDPOINT_URL']}/token").status == 403
