"""Console login: from the browser to a profile that every tool can use."""

import asyncio
import json
import stat

import pytest

from tests.end_to_end.aws.signing_in.conftest import Home
from tests.simulator.sign_in.browser import visit
from wizard.aws import identity
from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.aws.profiles import find_profiles
from wizard.aws.signing_in.console_login import ConsoleSignIn, command_to_run
from wizard.aws.signing_in.profile_writer import ProfileWriter
from wizard.model.profile import ProfileKind


async def log_in(factory: AccessFactory, button: str = "approved") -> str:
    async with await ConsoleSignIn.begin(factory, "us-east-1") as under_way:
        assert 0 < under_way.seconds_left <= 600
        waiting = asyncio.ensure_future(under_way.login())
        page = await asyncio.to_thread(visit, under_way.address)
        back = await asyncio.to_thread(page.press, button)
        done = await asyncio.to_thread(visit, back.address)
        assert "You can close this page" in done.text
        return await waiting


def test_from_the_browser_to_a_profile_that_every_tool_can_use(factory: AccessFactory, home: Home) -> None:
    async def job() -> str:
        session = await log_in(factory)
        await ProfileWriter().put_login("my console", session, "us-east-1")
        [profile] = await find_profiles()
        assert (profile.name, profile.kind, profile.problem) == ("my console", ProfileKind.CONSOLE_LOGIN, None)
        caller = await identity.caller(factory.open("my console", ""))
        assert caller.arn == session
        assert (await factory.open("my console", "").expiry()).renews
        return session

    session = asyncio.run(job())
    [kept] = (home.folder / ".aws" / "login" / "cache").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    content = json.loads(kept.read_text())
    content["accessToken"]["expiresAt"] = "2026-01-01T00:00:00Z"  # so that the other tools must renew it themselves
    kept.write_text(json.dumps(content))
    assert home.boto3("my console") == session
    assert home.aws_cli("my console") == session


def test_a_refusal_ends_it(factory: AccessFactory, home: Home) -> None:
    with pytest.raises(AwsError, match="access denied"):
        asyncio.run(log_in(factory, "denied"))


def test_a_code_that_is_over(factory: AccessFactory, home: Home) -> None:
    with pytest.raises(AwsError, match="authorization code has expired"):
        asyncio.run(log_in(factory, "late"))


def test_the_command_that_does_the_same() -> None:
    assert command_to_run("my console") == "aws login --profile 'my console'"
