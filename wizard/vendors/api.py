"""What the program asks of a vendor whose API it can speak."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from wizard.model.failure import RawFailure, WizardError
from wizard.net.http import HttpClient

SURFACE = "vendor API"
REFUSED, SLOW_DOWN, NOT_THE_VENDOR = "KeysRefused", "SlowDown", "NotTheVendor"


class VendorError(WizardError):
    """The vendor gave no answer that can be used; `code` says why.

    REFUSED: the keys; SLOW_DOWN: too many questions; NOT_THE_VENDOR: somebody else answered; else the HTTP status
    """

    @property
    def code(self) -> str:
        """Give why."""
        return self.failure.code


def vendor_error(text: str, code: str) -> VendorError:
    """Give the error of a reply; `text` holds no key."""
    return VendorError(RawFailure(text, surface=SURFACE, code=code))


class VendorApi(Protocol):
    """One vendor's API. Every coroutine raises VendorError, and HttpError where nobody answered."""

    async def check_keys(self) -> None:
        """Ask whether the keys work."""

    async def registered(self, account_ids: Sequence[str]) -> frozenset[str]:
        """Give those of some accounts that the vendor has already."""


def find_api(
    provider_id: str, http: HttpClient, address: str, settings: Mapping[str, str], secrets: Mapping[str, str]
) -> VendorApi | None:
    """Give the adapter of a provider; None where its vendor has none.

    address:  asked instead of the vendor's own, e.g. a test's; empty for the vendor's
    settings: values by setting ID; `secrets` likewise, from the keyring
    """
    module = f"wizard.vendors.{provider_id.replace('-', '_')}"
    if find_spec(module) is None:
        return None
    api: VendorApi = import_module(module).Api(http, address, settings, secrets)
    return api
