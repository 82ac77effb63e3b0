from tests.simulator.sign_in.people import Program, unsigned
from wizard.simulator.sign_in.sessions import DEFAULT_GRANTS, Client

CLIENT = Client("one", "secret", "org-wizard", "us-east-1", float("inf"), DEFAULT_GRANTS)


def test_an_hour_with_a_refresh_token_else_eight(aws):
    with_scope = Program.register(aws).sign_in()
    assert (with_scope["expiresIn"], bool(with_scope["refreshToken"])) == (3600, True)
    without = Program.register(aws, scopes=[]).sign_in()
    assert without["expiresIn"] == 8 * 3600
    assert "refreshToken" not in without


def test_a_refresh_token_is_used_once_and_only_by_its_client(aws, refused):
    program = Program.register(aws)
    first = program.sign_in()
    assert refused(Program.register(aws).refresh, token=first["refreshToken"])[0] == "InvalidGrantException"
    second = program.refresh(first["refreshToken"])
    assert second["accessToken"] != first["accessToken"]
    assert refused(program.refresh, token=first["refreshToken"])[0] == "InvalidGrantException"
    portal = unsigned(aws, "sso")
    assert portal.list_accounts(accessToken=second["accessToken"])["accountList"]
    assert program.refresh(second["refreshToken"])["refreshToken"] != second["refreshToken"]


def test_logging_out_ends_all_tokens_of_the_session_and_no_other(aws, refused):
    program = Program.register(aws)
    first, other = program.sign_in(), program.sign_in()
    second = program.refresh(first["refreshToken"])
    portal = unsigned(aws, "sso")
    portal.logout(accessToken=second["accessToken"])
    for token in (first, second):
        code, message = refused(portal.list_accounts, accessToken=token["accessToken"])
        assert (code, message) == ("UnauthorizedException", "Session token not found or invalid")
    assert refused(program.refresh, token=second["refreshToken"])[0] == "InvalidGrantException"
    assert refused(portal.logout, accessToken=second["accessToken"])[0] == "UnauthorizedException"
    assert portal.list_accounts(accessToken=other["accessToken"])["accountList"]


def test_an_access_token_ends_after_its_hour_and_a_session_after_eight(sign_ins, watch):
    session = sign_ins.open_session(CLIENT, "anna.berg")
    token, seconds = sign_ins.access_token(session, 3600)
    refresh = sign_ins.refresh_token(session)
    watch.go_on(seconds=seconds - 1)
    assert sign_ins.session(token) is session
    watch.go_on(seconds=1)
    assert sign_ins.session(token) is None
    watch.go_on(hours=6, minutes=30)
    assert sign_ins.use_refresh_token(refresh, CLIENT) is session
    last, seconds = sign_ins.access_token(session, 3600)
    assert seconds == 1800
    refresh = sign_ins.refresh_token(session)
    watch.go_on(minutes=30)
    assert sign_ins.session(last) is None
    assert sign_ins.use_refresh_token(refresh, CLIENT) is None
