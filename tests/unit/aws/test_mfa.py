"""MFA codes: asked for in the window alone, one at a time, until one is right or the person gives up."""

import asyncio
import os
import pty
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.embedded_aws import until
from tests.unit.aws.local_aws import Answer, LocalAws, Request, assumed, error, who
from tests.unit.aws.test_sign_in import KEYS, ROLE, Phone
from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.aws.mfa import MfaDesk
from wizard.aws.workers import WorkerThreads
from wizard.model.failure import WizardError
from wizard.model.mfa import MfaQuestion, MfaTrouble

MFA = f"[profile p]\nrole_arn = {ROLE}\nsource_profile = k\nmfa_serial = GAHT12345678\n{KEYS}"
WRONG = "MultiFactorAuthentication failed with invalid MFA one time pass code. "
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def aws(local_aws: LocalAws, config: Callable[[str], Path]) -> LocalAws:
    """AWS that takes the code 222222 alone."""
    config(MFA)

    def respond(request: Request) -> Answer:
        if request.action != "AssumeRole":
            return who()
        return assumed() if request.body["TokenCode"] == "222222" else error("AccessDenied", WRONG, 403)

    local_aws.respond = respond
    return local_aws


@pytest.fixture
def factory_of() -> Iterator[Callable[[Phone], AccessFactory]]:
    made: list[AccessFactory] = []

    def make(phone: Phone) -> AccessFactory:
        made.append(AccessFactory("0.0", mfa=phone))
        return made[-1]

    yield make
    for one in made:
        one.close()


def sign_in(factory: AccessFactory) -> str:
    return str(asyncio.run(factory.open("p", "eu-west-1").call("sts", "GetCallerIdentity"))["Account"])


def test_a_wrong_code_is_asked_for_again_with_the_reason(
    aws: LocalAws, factory_of: Callable[[Phone], AccessFactory]
) -> None:
    phone = Phone("111111", "111111", "222 222")
    assert sign_in(factory_of(phone)) == "111122223333"
    assert phone.troubles() == [MfaTrouble.NONE, MfaTrouble.WRONG, MfaTrouble.WRONG]
    assert aws.actions() == ["AssumeRole"] * 3 + ["GetCallerIdentity"]


def test_what_is_no_code_is_not_sent(aws: LocalAws, factory_of: Callable[[Phone], AccessFactory]) -> None:
    phone = Phone("12345", "1234567", "abcdef", "222222")
    sign_in(factory_of(phone))
    assert phone.troubles() == [MfaTrouble.NONE] + [MfaTrouble.MALFORMED] * 3
    assert aws.actions() == ["AssumeRole", "GetCallerIdentity"]


def test_a_code_that_has_served_is_not_sent_again(aws: LocalAws, factory_of: Callable[[Phone], AccessFactory]) -> None:
    phone = Phone("222222", "222222", "")
    factory = factory_of(phone)
    sign_in(factory)
    factory.forget("p")
    with pytest.raises(WizardError):
        sign_in(factory)
    assert phone.troubles() == [MfaTrouble.NONE, MfaTrouble.NONE, MfaTrouble.USED]
    next_at = phone.asked[-1].next_at
    assert next_at is not None
    assert timedelta(0) <= next_at - datetime.now(UTC) + timedelta(seconds=5) <= timedelta(seconds=35)
    assert next_at.second % 30 == 0
    assert aws.actions().count("AssumeRole") == 1


def test_a_code_can_serve_again_when_the_device_has_gone_on() -> None:
    time = [datetime(2026, 1, 1, 12, 0, 10, tzinfo=UTC)]
    phone = Phone("222222", "222222", "333333", "222222")
    desk = MfaDesk(phone, WorkerThreads(1, "t").lent, lambda: time[0])

    def code() -> str:
        found = desk.code("p", "S", MfaTrouble.NONE, may_ask=True)
        desk.served("S", found)
        return found

    assert code() == "222222"
    assert code() == "333333"
    assert phone.asked[-1] == MfaQuestion("p", "S", MfaTrouble.USED, datetime(2026, 1, 1, 12, 0, 30, tzinfo=UTC))
    time[0] += timedelta(minutes=2)
    assert code() == "222222"


def test_cancelling_ends_all_that_wait_and_a_later_call_asks_again(
    aws: LocalAws, factory_of: Callable[[Phone], AccessFactory]
) -> None:
    asked, answer = threading.Event(), threading.Event()

    class SlowPhone(Phone):
        def ask(self, question: MfaQuestion) -> str:
            asked.set()
            answer.wait(5)
            return super().ask(question)

    phone = SlowPhone("", "222222")
    factory = factory_of(phone)
    access = factory.open("p", "eu-west-1")

    async def work() -> list[object]:
        calls = [asyncio.ensure_future(access.call("sts", "GetCallerIdentity")) for _ in range(5)]
        assert await asyncio.to_thread(asked.wait, 5)
        await asyncio.to_thread(until, lambda: factory._workers._limit == 8 + len(calls))  # all wait for the person
        answer.set()
        return list(await asyncio.gather(*calls, return_exceptions=True))

    ended = asyncio.run(work())
    assert [type(one) for one in ended] == [WizardError] * 5
    assert len(phone.asked) == 1
    assert sign_in(factory) == "111122223333"


def test_while_a_person_is_asked_other_profiles_are_not_held_up(
    aws: LocalAws, config: Callable[[str], Path], factory_of: Callable[[Phone], AccessFactory]
) -> None:
    asked, answer = threading.Event(), threading.Event()

    class SlowPhone(Phone):
        def ask(self, question: MfaQuestion) -> str:
            asked.set()
            answer.wait(10)
            return super().ask(question)

    factory = factory_of(SlowPhone("222222"))

    async def work() -> None:
        waiting = [
            asyncio.ensure_future(factory.open("p", "eu-west-1").call("sts", "GetCallerIdentity")) for _ in range(20)
        ]
        assert await asyncio.to_thread(asked.wait, 5)
        other = await asyncio.wait_for(factory.open("k", "eu-west-1").call("sts", "GetCallerIdentity"), 5)
        assert other["Account"]
        assert not any(one.done() for one in waiting)
        answer.set()
        assert len(await asyncio.gather(*waiting)) == 20

    asyncio.run(work())


def test_nobody_is_asked_for_a_call_that_nobody_waits_for(
    aws: LocalAws, factory_of: Callable[[Phone], AccessFactory]
) -> None:
    phone = Phone("222222")
    access = factory_of(phone).open("p", "eu-west-1")
    with pytest.raises(AwsError) as caught:
        asyncio.run(access.without_questions().call("sts", "GetCallerIdentity"))
    assert caught.value.code == "MfaCodeNeeded"
    assert "GAHT12345678" in caught.value.failure.text
    with pytest.raises(AwsError):
        asyncio.run(access.without_questions().expiry())
    assert (phone.asked, aws.requests) == ([], [])
    asyncio.run(access.call("sts", "GetCallerIdentity"))
    asyncio.run(access.without_questions().call("sts", "GetCallerIdentity"))
    assert len(phone.asked) == 1
    assert not asyncio.run(access.expiry()).renews


ASKS_ON_THE_TERMINAL = """
import asyncio, sys
from wizard.aws.access import AccessFactory
async def main():
    factory = AccessFactory("0.0")
    for profile in ("p", "asks", "from-asks"):
        try:
            await factory.open(profile, "eu-west-1").call("sts", "GetCallerIdentity")
        except Exception as error:
            print(profile, error.failure.code, file=sys.stderr)
    factory.close()
asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_no_question_ever_reaches_a_terminal(config: Callable[[str], Path], tmp_path: Path) -> None:
    program = tmp_path / "asks"
    program.write_text("#!/bin/sh\nprintf 'Code: ' >/dev/tty\nread code </dev/tty\nexit 1\n")
    program.chmod(0o700)
    chain = f"[profile asks]\ncredential_process = {program}\n[profile from-asks]\nrole_arn = {ROLE}\n"
    config(f"{MFA}{chain}source_profile = asks\n")
    controlled, terminal = pty.openpty()
    # A session of its own that opens the terminal first has it as its controlling terminal.
    command = ["sh", "-c", 'exec 3<>"$1"; shift; exec "$@" <&3', "sh", os.ttyname(terminal), sys.executable, "-c"]
    ended = subprocess.run(
        [*command, ASKS_ON_THE_TERMINAL],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        start_new_session=True,
        check=False,
    )
    shown = os.read(controlled, 1000) if select.select([controlled], [], [], 0)[0] else b""
    os.close(terminal)
    os.close(controlled)
    lines = ["p MfaPromptBlocked", "asks CredentialRetrievalError", "from-asks CredentialRetrievalError"]
    assert ended.stderr.splitlines() == lines
    assert shown == b""


def test_a_program_that_never_answers_is_ended(
    factory: AccessFactory, config: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from wizard.aws import processes

    monkeypatch.setattr(processes, "LIMIT_SECONDS", 0.2)
    config(f"[profile p]\ncredential_process = sh -c 'echo $$ >{tmp_path}/pid; sleep 60; true'\n")
    with pytest.raises(AwsError) as caught:
        sign_in(factory)
    assert caught.value.code == "CredentialRetrievalError"
    assert "within 0.2 seconds" in caught.value.failure.text
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
