"""Identity Center: signing in both ways, choosing an account, and other tools working with what is written."""

import asyncio
import hashlib
import json
import stat
from collections.abc import Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.end_to_end.aws.signing_in.conftest import Home
from tests.simulator.sign_in.browser import Page, visit
from wizard.aws import identity
from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.aws.signing_in import portal as offered
from wizard.aws.signing_in import token_cache
from wizard.aws.signing_in.identity_center import PortalSignIn
from wizard.aws.signing_in.profile_writer import ProfileWriter, session_name
from wizard.model.sign_in import Portal, PortalToken

START = "https://acme.awsapps.com/start"
PORTAL = Portal(START, "us-east-1")
BEFORE = b"# mine\r\n[profile other]  \r\nregion=eu-west-1\r\nunknown_key = 1 # kept\r\n; the end"


async def opened(address: str) -> Page:
    return await asyncio.to_thread(visit, address)


async def pressed(page: Page, button: str, user: str = "anna.berg") -> Page:
    return await asyncio.to_thread(page.press, button, username=user)


async def sign_in(factory: AccessFactory, user: str = "anna.berg") -> PortalToken:
    """The whole way through the browser."""
    async with await PortalSignIn.begin(factory, PORTAL) as under_way:
        assert under_way.browser is not None
        waiting = asyncio.ensure_future(under_way.token())
        back = await pressed(await opened(under_way.browser.address), "approved", user)
        await opened(back.address)
        return await waiting


async def profile_written(factory: AccessFactory, account: str, role: str = "AdministratorAccess") -> PortalToken:
    token = await sign_in(factory)
    await token_cache.keep(token)
    await ProfileWriter().put_identity_center("acme admin", PORTAL, account, role, "eu-west-1")
    return token


def run(job: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(job)


def test_through_the_browser_to_a_profile_that_every_tool_can_use(
    factory: AccessFactory, home: Home, accounts: Mapping[str, str]
) -> None:
    home.config.parent.mkdir()
    home.config.write_bytes(BEFORE)

    async def job() -> None:
        token = await sign_in(factory)
        names = {one.account_id: one.name for one in await offered.accounts(factory, token)}
        assert names[accounts["Acme Corp"]] == "Acme Corp"
        assert await offered.roles(factory, token, accounts["Acme Corp"]) == ["AdministratorAccess", "ViewOnlyAccess"]
        path = await token_cache.keep(token)
        assert path.name == hashlib.sha1(session_name(PORTAL).encode(), usedforsecurity=False).hexdigest() + ".json"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        copy = await ProfileWriter().put_identity_center(
            "acme admin", PORTAL, accounts["Acme Corp"], "AdministratorAccess", "eu-west-1"
        )
        assert copy is not None
        assert copy.read_bytes() == BEFORE
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        caller = await identity.caller(factory.open("acme admin", "eu-west-1"))
        assert (caller.account_id, caller.name[:34]) == (accounts["Acme Corp"], "AWSReservedSSO_AdministratorAccess")
        expiry = await factory.open("acme admin", "eu-west-1").expiry()
        assert expiry.renews
        assert expiry.at is not None
        assert expiry.at > datetime.now(UTC)

    run(job())
    assert home.config.read_bytes().startswith(BEFORE)
    assert "AWSReservedSSO_AdministratorAccess_" in home.boto3("acme admin")
    assert "AWSReservedSSO_AdministratorAccess_" in home.aws_cli("acme admin")


def test_with_a_code_on_another_device(factory: AccessFactory, home: Home) -> None:
    async def job() -> None:
        async with await PortalSignIn.begin(factory, PORTAL) as under_way:
            assert 0 < under_way.seconds_left <= 600
            assert under_way.device.code in under_way.device.complete_address
            waiting = asyncio.ensure_future(under_way.token())
            page = await opened(under_way.device.complete_address)
            assert "Org Wizard asks to sign in to Acme Corp." in page.text
            await pressed(page, "approved")
            token = await waiting
            assert token.refresh_token
            assert await offered.accounts(factory, token)

    run(job())


@pytest.mark.parametrize("way", ["browser", "device"])
def test_a_refusal_ends_it(factory: AccessFactory, home: Home, way: str) -> None:
    async def job() -> None:
        async with await PortalSignIn.begin(factory, PORTAL) as under_way:
            assert under_way.browser is not None
            waiting = asyncio.ensure_future(under_way.token())
            address = under_way.browser.address if way == "browser" else under_way.device.complete_address
            back = await pressed(await opened(address), "denied")
            if way == "browser":
                await opened(back.address)
            with pytest.raises(AwsError, match=r"(?i)access.?denied"):
                await waiting

    run(job())


def test_a_code_that_is_over(factory: AccessFactory, home: Home) -> None:
    async def job() -> None:
        async with await PortalSignIn.begin(factory, PORTAL) as under_way:
            waiting = asyncio.ensure_future(under_way.token())
            await pressed(await opened(under_way.device.complete_address), "expire")
            with pytest.raises(AwsError) as caught:
                await waiting
            assert caught.value.code == "PendingAuthorizationExpiredError"

    run(job())


def test_cancelling_leaves_nobody_who_listens(factory: AccessFactory, home: Home) -> None:
    async def job() -> None:
        async with await PortalSignIn.begin(factory, PORTAL) as under_way:
            assert under_way.browser is not None
            waiting = asyncio.ensure_future(under_way.token())
            back = await pressed(await opened(under_way.browser.address), "approved")
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        assert under_way.browser._listener._answer.cancelled()
        assert back.address.startswith("http://127.0.0.1:")

    run(job())


def test_whoever_asks_too_often_waits_longer(factory: AccessFactory, home: Home) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 4:
            raise asyncio.CancelledError

    async def job() -> None:
        async with await PortalSignIn.begin(factory, PORTAL) as under_way:
            with pytest.raises(asyncio.CancelledError):
                await under_way.token(sleep)

    run(job())
    assert slept == [1, 1, 6, 11]


@pytest.mark.parametrize("portal", [Portal("https://wrong.awsapps.com/start", "us-east-1")])
def test_a_wrong_start_url_is_said_at_once(factory: AccessFactory, home: Home, portal: Portal) -> None:
    with pytest.raises(AwsError) as caught:
        run(PortalSignIn.begin(factory, portal))
    assert (caught.value.code, caught.value.failure.service) == ("InvalidRequestException", "sso-oidc")


def test_a_token_near_its_end_is_renewed_and_one_that_is_void_is_not_used(factory: AccessFactory, home: Home) -> None:
    async def job() -> None:
        assert await token_cache.kept(factory, PORTAL) is None
        token = await sign_in(factory)
        path = await token_cache.keep(token)
        known = await token_cache.kept(factory, PORTAL)
        assert known is not None
        assert known.access_token == token.access_token
        content = json.loads(path.read_text())
        assert set(content) == {
            "startUrl",
            "region",
            "accessToken",
            "expiresAt",
            "clientId",
            "clientSecret",
            "registrationExpiresAt",
            "refreshToken",
        }
        content["expiresAt"] = f"{datetime.now(UTC) - timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"
        path.write_text(json.dumps(content))
        renewed = await token_cache.kept(factory, PORTAL)
        assert renewed is not None
        assert renewed.access_token != token.access_token
        await offered.sign_out(factory, renewed)
        path.write_text(json.dumps(content))
        assert await token_cache.kept(factory, PORTAL) is None
        await token_cache.throw_away(PORTAL)
        assert not path.exists()

    run(job())


def test_after_a_new_sign_in_an_open_access_goes_on(
    factory: AccessFactory, home: Home, accounts: Mapping[str, str]
) -> None:
    async def job() -> None:
        token = await profile_written(factory, accounts["Acme Corp"])
        access = factory.open("acme admin", "us-east-1")
        await access.call("sts", "GetCallerIdentity")
        await offered.sign_out(factory, token)
        factory.forget("acme admin")
        with pytest.raises(AwsError) as caught:
            await access.call("sts", "GetCallerIdentity")
        assert caught.value.code == "UnauthorizedSSOTokenError"
        await token_cache.keep(await sign_in(factory))
        assert await access.call("sts", "GetCallerIdentity")

    run(job())
