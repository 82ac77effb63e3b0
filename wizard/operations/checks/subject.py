"""What a check is given, and the small words that all checks share."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from wizard.aws.access import AwsAccess
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import Connection, ConnectRequest
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.ports import Clock
from wizard.providers.definition import ProviderDefinition
from wizard.vendors.api import VendorApi

FindConnection = Callable[[str, str], Awaitable[Connection | None]]
"""Gives the connection of (provider ID, root ID) in the list, or None."""


@dataclass(frozen=True, slots=True)
class CheckSubject:
    """What is about to be connected, and how to ask.

    access:          AWS with the profile and in the region of the request
    request:         what the pages collected so far
    provider:        the definition of the service
    find_connection: asks the list of connected organizations
    clock:           time
    secrets:         values of secret settings by setting ID; never printed
    template_body:   the text of the template that is deployed; empty where nothing is
    vendor:          the vendor's API; None where it has none that is spoken here, and in practice
    """

    access: AwsAccess
    request: ConnectRequest
    provider: ProviderDefinition
    find_connection: FindConnection
    clock: Clock
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    template_body: str = field(default="", repr=False)
    vendor: VendorApi | None = None


Check = Callable[[CheckSubject], Awaitable[CheckResult]]


def passed(check: str, key: str, values: Mapping[str, str] | None = None) -> CheckResult:
    """Give the result of a check that found all right."""
    return CheckResult(check, CheckState.PASSED, Message(key, values or {}))


def problem(
    check: str,
    key: str,
    values: Mapping[str, str] | None = None,
    *,
    mend: str = "",
    failure: RawFailure | None = None,
) -> CheckResult:
    """Give the result of a check that found something which must be right first."""
    return CheckResult(check, CheckState.PROBLEM, Message(key, values or {}), mend=mend, failure=failure)


def warning(check: str, key: str, values: Mapping[str, str] | None = None) -> CheckResult:
    """Give the result of a check that found something to know, which stops nobody."""
    return CheckResult(check, CheckState.WARNING, Message(key, values or {}))


def unknown(check: str, key: str, failure: RawFailure, values: Mapping[str, str] | None = None) -> CheckResult:
    """Give the result of a check that could not be made (R41)."""
    return CheckResult(check, CheckState.UNKNOWN, Message(key, values or {}), failure=failure)
