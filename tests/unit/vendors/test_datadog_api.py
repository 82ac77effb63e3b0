"""What is asked of Datadog's API, and what each answer means."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.vendor_server import VendorServer
from wizard.net.http import HttpClient, HttpError, HttpReply, HttpRequest, Limits
from wizard.vendors.api import NOT_THE_VENDOR, REFUSED, SLOW_DOWN, VendorApi, VendorError, find_api

API_KEY, APP_KEY = "a" * 32, "b" * 40
SETTINGS = {"site": "datadoghq.eu"}


@pytest.fixture
def server() -> Iterator[VendorServer]:
    with VendorServer(API_KEY, APP_KEY) as running:
        yield running


def api(address: str, api_key: str = API_KEY, app_key: str = APP_KEY) -> VendorApi:
    http = HttpClient("org-wizard/test", allow_loopback=True)
    found = find_api("datadog", http, address, SETTINGS, {"api-key": api_key, "app-key": app_key})
    assert found is not None
    return found


def refusal(one: VendorApi) -> VendorError:
    with pytest.raises(VendorError) as caught:
        asyncio.run(one.check_keys())
    return caught.value


def test_a_provider_without_an_adapter_has_no_api() -> None:
    assert find_api("cloud-entitlements", HttpClient("org-wizard/test"), "", {}, {}) is None


def test_working_keys_are_taken(server: VendorServer) -> None:
    asyncio.run(api(server.address).check_keys())
    assert server.paths == {"/api/v1/validate", "/api/v2/integration/aws/accounts"}


@pytest.mark.parametrize(
    ("api_key", "app_key", "named"), [("c" * 32, APP_KEY, "API"), (API_KEY, "c" * 40, "application")]
)
def test_a_refused_key_is_named_and_never_shown(server: VendorServer, api_key: str, app_key: str, named: str) -> None:
    error = refusal(api(server.address, api_key, app_key))
    assert error.code == REFUSED
    assert f"the {named} key is refused" in error.failure.text
    assert not {api_key, app_key} & set(error.failure.text.split())


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (429, "", SLOW_DOWN),
        (500, "", "500"),
        (200, "<html>Welcome to the hotel</html>", NOT_THE_VENDOR),
        (200, "[]", NOT_THE_VENDOR),
        (200, '{"valid": false}', REFUSED),
        (200, '{"valid": true}', NOT_THE_VENDOR),
    ],
)
def test_every_other_answer_has_a_meaning(server: VendorServer, status: int, body: str, code: str) -> None:
    server.status, server.body = status, body
    assert refusal(api(server.address)).code == code


def test_nobody_there_is_no_answer() -> None:
    with VendorServer(API_KEY, APP_KEY) as gone:
        address = gone.address
    with pytest.raises(HttpError):
        asyncio.run(api(address).check_keys())


def test_registered_accounts_are_those_that_were_asked_for(server: VendorServer) -> None:
    server.accounts = ["111122223333", "999999999999"]
    found = asyncio.run(api(server.address).registered(("111122223333", "444455556666")))
    assert found == {"111122223333"}


def test_the_address_is_that_of_the_site_and_never_plain_http_elsewhere() -> None:
    asked: list[str] = []

    class Recording(HttpClient):
        async def ask(self, request: HttpRequest, limits: Limits | None = None) -> HttpReply:
            asked.append(request.url)
            return HttpReply(403, "Forbidden", {}, b"{}")

    for address in ("", "https://proxy.example/"):
        found = find_api("datadog", Recording("org-wizard/test"), address, SETTINGS, {})
        assert found is not None
        assert refusal(found).code == REFUSED
    assert asked == ["https://api.datadoghq.eu/api/v1/validate", "https://proxy.example/api/v1/validate"]
    with pytest.raises(HttpError, match="https://"):
        asyncio.run(api("http://10.0.0.1").check_keys())
