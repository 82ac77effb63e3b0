"""Datadog's API: whether keys work, and which AWS accounts are registered there."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from wizard.net.http import HttpClient, HttpRequest, Limits
from wizard.vendors.api import NOT_THE_VENDOR, REFUSED, SLOW_DOWN, vendor_error

_VALIDATE = "/api/v1/validate"
_ACCOUNTS = "/api/v2/integration/aws/accounts"
_LIMITS = Limits(seconds=20.0, max_bytes=50_000_000)
"""An account's entry has some 2 kB, and there can be thousands."""


class Api:
    """Speaks to the site of the settings, with the keys of the settings."""

    def __init__(self, http: HttpClient, address: str, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._http = http
        self._address = address.rstrip("/") or f"https://api.{settings['site']}"
        self._headers = {
            "DD-API-KEY": secrets.get("api-key", ""),
            "DD-APPLICATION-KEY": secrets.get("app-key", ""),
            "Accept": "application/json",
        }

    async def check_keys(self) -> None:
        """Ask whether the API key belongs to this site, then whether both keys together may see the accounts."""
        if (await self._get(_VALIDATE)).get("valid") is not True:
            raise vendor_error("The site says that the API key is not one of its own.", REFUSED)
        await self._accounts()

    async def registered(self, account_ids: Sequence[str]) -> frozenset[str]:
        """Give those of some accounts that are registered; all are listed at once, whoever registered them."""
        return await self._accounts() & frozenset(account_ids)

    async def _accounts(self) -> frozenset[str]:
        found = (await self._get(_ACCOUNTS)).get("data")
        if not isinstance(found, list):
            raise vendor_error("The reply holds no list of accounts.", NOT_THE_VENDOR)
        attributes = [one.get("attributes") for one in found if isinstance(one, dict)]
        return frozenset(str(one.get("aws_account_id", "")) for one in attributes if isinstance(one, dict))

    async def _get(self, path: str) -> Mapping[str, Any]:
        reply = await self._http.ask(HttpRequest(self._address + path, headers=self._headers), _LIMITS)
        if reply.status in (401, 403):
            which = "API key" if path == _VALIDATE else "application key"
            raise vendor_error(f"HTTP {reply.status}: the {which} is refused.", REFUSED)
        if reply.status == 429:
            raise vendor_error("HTTP 429: too many questions in a short time.", SLOW_DOWN)
        if reply.status != 200:
            raise vendor_error(f"HTTP {reply.status} {reply.reason}", str(reply.status))
        try:
            body = json.loads(reply.body)
        except ValueError as error:
            raise vendor_error("The reply is no JSON: something between answered.", NOT_THE_VENDOR) from error
        if not isinstance(body, dict):
            raise vendor_error("The reply is not what was asked for.", NOT_THE_VENDOR)
        return body
