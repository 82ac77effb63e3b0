import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.aws.local_aws import Answer, LocalAws, Request, assumed, error, who
from wizard.aws.access import AccessFactory, AwsAccess
from wizard.aws.errors import AwsError
from wizard.model.failure import RawFailure, WizardError
from wizard.model.mfa import MfaQuestion, MfaTrouble

ROLE = "arn:aws:iam::222233334444:role/R"
KEYS = "[profile k]\naws_access_key_id = a\naws_secret_access_key = b\n"


class Phone:
    """An MFA device, and a person who types the codes it shows; "" is typed by one who cancels."""

    def __init__(self, *codes: str) -> None:
        self.codes = list(codes)
        self.asked: list[MfaQuestion] = []

    def ask(self, question: MfaQuestion) -> str:
        self.asked.append(question)
        code = self.codes.pop(0)
        if not code:
            raise WizardError(RawFailure("The code was not typed.", code="MfaCancelled"))
        return code

    def troubles(self) -> list[MfaTrouble]:
        return [one.trouble for one in self.asked]


def test_no_credentials_is_a_failure_and_new_ones_are_found_at_once(
    factory: AccessFactory, local_aws: LocalAws, credentials: Callable[[str], Path]
) -> None:
    local_aws.respond = lambda _: who()
    access = factory.open("", "eu-west-1")
    with pytest.raises(AwsError) as caught:
        asyncio.run(access.call("sts", "GetCallerIdentity"))
    assert caught.value.code == "NoCredentialsError"
    credentials("[default]\naws_access_key_id = AK\naws_secret_access_key = s\n")
    assert asyncio.run(access.call("sts", "GetCallerIdentity"))["Account"] == "111122223333"


def test_expired_credentials_are_read_again(
    factory: AccessFactory, local_aws: LocalAws, credentials: Callable[[str], Path]
) -> None:
    def respond(request: Request) -> Answer:
        return who() if "NEWKEY" in request.headers["Authorization"] else error("ExpiredToken", status=403)

    local_aws.respond = respond
    credentials("[work]\naws_access_key_id = OLDKEY\naws_secret_access_key = s\naws_session_token = t\n")
    access = factory.open("work", "eu-west-1")
    with pytest.raises(AwsError) as caught:
        asyncio.run(access.call("sts", "GetCallerIdentity"))
    assert caught.value.code == "ExpiredToken"
    credentials("[work]\naws_access_key_id = NEWKEY\naws_secret_access_key = s\naws_session_token = t\n")
    assert asyncio.run(access.call("sts", "GetCallerIdentity"))["Account"] == "111122223333"


def test_after_a_new_sign_in_open_accesses_use_the_new_credentials(
    factory: AccessFactory, local_aws: LocalAws, credentials: Callable[[str], Path]
) -> None:
    local_aws.respond = lambda one: who("222233334444" if "NEWKEY" in one.headers["Authorization"] else "111122223333")
    credentials("[work]\naws_access_key_id = OLDKEY\naws_secret_access_key = s\n")
    access = factory.open("work", "eu-west-1")
    factory.forget("never used")

    def account() -> str:
        return str(asyncio.run(access.call("sts", "GetCallerIdentity"))["Account"])

    assert account() == "111122223333"
    credentials("[work]\naws_access_key_id = NEWKEY\naws_secret_access_key = s\n")
    assert account() == "111122223333"
    factory.forget("work")
    assert account() == "222233334444"


def test_missing_profile_is_a_failure(factory: AccessFactory) -> None:
    with pytest.raises(AwsError) as caught:
        asyncio.run(factory.open("nobody", "eu-west-1").call("sts", "GetCallerIdentity"))
    assert caught.value.code == "ProfileNotFound"
    assert "nobody" in caught.value.failure.text


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("no-such-program-here", "FileNotFoundError"),
        ("echo oops", "JSONDecodeError"),
        ("echo []", "AttributeError"),
        ("false", "CredentialRetrievalError"),
    ],
)
def test_broken_credential_process_is_a_failure(
    factory: AccessFactory, config: Callable[[str], Path], command: str, code: str
) -> None:
    config(f"[profile p]\ncredential_process = {command}\n")
    with pytest.raises(AwsError) as caught:
        asyncio.run(factory.open("p", "eu-west-1").call("sts", "GetCallerIdentity"))
    assert caught.value.code == code


def test_sign_in_calls_of_botocore_are_not_sent_in_the_clear_either(
    factory: AccessFactory, config: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", "http://sts.example.com")
    config(f"[profile p]\nrole_arn = {ROLE}\nsource_profile = k\n{KEYS}")
    with pytest.raises(AwsError) as caught:
        asyncio.run(factory.open("p", "eu-west-1").call("iam", "GetRole", RoleName="x"))
    assert caught.value.code == "InsecureEndpoint"


def test_mfa_code_is_asked_of_the_window(  # R47
    local_aws: LocalAws, config: Callable[[str], Path]
) -> None:
    config(
        f"[profile p]\nrole_arn = {ROLE}\nsource_profile = k\nmfa_serial = arn:aws:iam::111122223333:mfa/ada\n{KEYS}"
    )
    local_aws.respond = lambda one: assumed() if one.action == "AssumeRole" else who("222233334444")
    phone = Phone("123456")
    factory = AccessFactory("0.0", mfa=phone)
    asyncio.run(factory.open("p", "eu-west-1").call("sts", "GetCallerIdentity"))
    factory.close()
    assert phone.asked == [MfaQuestion("p", "arn:aws:iam::111122223333:mfa/ada")]
    assert local_aws.requests[0].body["TokenCode"] == "123456"
    assert local_aws.requests[0].body["SerialNumber"] == "arn:aws:iam::111122223333:mfa/ada"


def test_another_mfa_code_is_asked_for_when_the_first_has_served(
    local_aws: LocalAws, config: Callable[[str], Path]
) -> None:
    config(f"[profile p]\nrole_arn = {ROLE}\nsource_profile = k\nmfa_serial = GAHT12345678\n{KEYS}")
    soon = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    answers = [assumed(1, soon), assumed(2)]
    local_aws.respond = lambda one: answers.pop(0) if one.action == "AssumeRole" else who()
    phone = Phone("123456", "654321")
    factory = AccessFactory("0.0", mfa=phone)
    access = factory.open("p", "eu-west-1")
    for _ in range(3):
        asyncio.run(access.call("sts", "GetCallerIdentity"))
    factory.close()
    assert phone.asked == [MfaQuestion("p", "GAHT12345678")] * 2


@pytest.mark.parametrize(("mfa", "code"), [(None, "MfaPromptBlocked"), (Phone(""), "MfaCancelled")])
def test_without_an_mfa_code_the_call_fails_and_asks_no_terminal(
    local_aws: LocalAws,
    config: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    mfa: Phone | None,
    code: str,
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda *_: pytest.fail("asked on the terminal"))
    config(f"[profile p]\nrole_arn = {ROLE}\nsource_profile = k\nmfa_serial = GAHT12345678\n{KEYS}")
    factory = AccessFactory("0.0", mfa=mfa)
    with pytest.raises(WizardError) as caught:
        asyncio.run(factory.open("p", "eu-west-1").call("sts", "GetCallerIdentity"))
    factory.close()
    assert caught.value.failure.code == code
    assert local_aws.requests == []


def test_refused_role_of_a_profile_is_put_down_to_sts(
    factory: AccessFactory, local_aws: LocalAws, config: Callable[[str], Path]
) -> None:
    config(f"[profile p]\nrole_arn = {ROLE}\nsource_profile = k\n{KEYS}")
    local_aws.respond = lambda _: error("AccessDenied", "not authorized to perform: sts:AssumeRole", 403)
    with pytest.raises(AwsError) as caught:
        asyncio.run(factory.open("p", "eu-west-1").call("organizations", "ListRoots"))
    failure = caught.value.failure
    assert (failure.service, failure.operation, failure.code) == ("sts", "AssumeRole", "AccessDenied")


def test_assumed_role_is_used_for_the_calls_and_known_by_its_account(access: AwsAccess, local_aws: LocalAws) -> None:
    def respond(request: Request) -> Answer:
        if request.action == "AssumeRole":
            return assumed()
        return who("222233334444") if "ASIAROLE1" in request.headers["Authorization"] else error("AccessDenied")

    local_aws.respond = respond

    async def work() -> AwsAccess:
        member = await access.assume(ROLE, session_name="org-wizard", external_id="secret-enough")
        await member.call("sts", "GetCallerIdentity")
        return member

    member = asyncio.run(work())
    assert member.account_id == "222233334444"
    assert local_aws.actions() == ["AssumeRole", "GetCallerIdentity"]
    assert local_aws.requests[0].body["ExternalId"] == "secret-enough"
    assert asyncio.run(member.credentials_expire_at()).isoformat() == "2099-01-01T00:00:00+00:00"  # type: ignore[union-attr]
    assert asyncio.run(access.credentials_expire_at()) is None


def test_assumed_role_is_assumed_again_before_it_expires(access: AwsAccess, local_aws: LocalAws) -> None:
    answers = [assumed(1, "2001-01-01T00:00:00Z"), assumed(2)]

    def respond(request: Request) -> Answer:
        if request.action == "AssumeRole":
            return answers.pop(0)
        return who() if "ASIAROLE2" in request.headers["Authorization"] else error("ExpiredToken")

    local_aws.respond = respond

    async def work() -> None:
        member = await access.assume(ROLE, session_name="org-wizard")
        await member.call("sts", "GetCallerIdentity")

    asyncio.run(work())
    assert local_aws.actions() == ["AssumeRole", "AssumeRole", "GetCallerIdentity"]


def test_refused_role_is_refused_when_it_is_assumed(access: AwsAccess, local_aws: LocalAws) -> None:
    local_aws.respond = lambda _: error("AccessDenied", status=403)
    with pytest.raises(AwsError) as caught:
        asyncio.run(access.assume(ROLE, session_name="org-wizard"))
    assert caught.value.access_denied
