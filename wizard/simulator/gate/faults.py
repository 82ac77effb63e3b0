"""What goes wrong today: throttling, dropped connections and the like, as small rules (R10, R44 to R46)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from werkzeug.wrappers import Response

from wizard.simulator.clock import Clock
from wizard.simulator.errors import AwsError
from wizard.simulator.gate.request import AwsRequest

_THROTTLED = {
    "sso-oidc": ("SlowDownException", "Rate exceeded", 400),
    "sso": ("TooManyRequestsException", "Rate exceeded", 429),
    "signin": ("TooManyRequestsError/rate_exceeded", "Rate exceeded", 429),
}


class ConnectionDroppedError(Exception):
    """The answer is not to reach the client, although the request was done (R45)."""


class Fault(Protocol):
    """A rule. `before` may raise AwsError, or answer in AWS's stead; `after` may raise ConnectionDroppedError.

    `on_pages` tells whether it also meets a browser on the login page, which is no API of AWS.
    """

    on_pages: ClassVar[bool]

    def before(self, request: AwsRequest) -> Response | None:
        """Look at a request before it is done."""
        ...

    def after(self, request: AwsRequest) -> None:
        """Look at a request after it was done."""
        ...


@dataclass
class Throttle:
    """Every n-th request of each action is throttled, each service in its own words (R10, R44)."""

    on_pages: ClassVar[bool] = False
    every: int = 3
    _seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def before(self, request: AwsRequest) -> Response | None:
        """Count, and refuse."""
        key = (request.service, request.action or request.path)
        self._seen[key] += 1
        if self._seen[key] % self.every == 1:
            if request.service == "organizations":
                raise AwsError(
                    "TooManyRequestsException", "You have sent too many requests in too short a period of time.", 400
                )
            if request.service in _THROTTLED:
                raise AwsError(*_THROTTLED[request.service])
            code = "Throttling" if request.protocol == "query" else "ThrottlingException"
            raise AwsError(code, "Rate exceeded")
        return None

    def after(self, request: AwsRequest) -> None:
        """Nothing."""


@dataclass
class DropAnswers:
    """Every n-th changing or reading request is done, and its answer never arrives (R45)."""

    on_pages: ClassVar[bool] = False
    every: int = 7
    _seen: int = 0

    def before(self, request: AwsRequest) -> Response | None:
        """Nothing."""
        return None

    def after(self, request: AwsRequest) -> None:
        """Count, and drop."""
        self._seen += 1
        if self._seen % self.every == 0:
            raise ConnectionDroppedError


@dataclass
class CaptivePortal:
    """A page that asks to sign in to the network answers everything, with status 200 (R46)."""

    on_pages: ClassVar[bool] = True
    page: str = "<!DOCTYPE html><html><head><title>Guest network</title></head><body>Accept the terms</body></html>"

    def before(self, request: AwsRequest) -> Response | None:
        """Answer in AWS's stead."""
        return Response(self.page, content_type="text/html; charset=utf-8")

    def after(self, request: AwsRequest) -> None:
        """Nothing."""


@dataclass
class ConcurrentModification:
    """Writes to the organization clash with another one, the first times they are tried (R10)."""

    on_pages: ClassVar[bool] = False
    times: int = 1
    _seen: Counter[str] = field(default_factory=Counter)

    def before(self, request: AwsRequest) -> Response | None:
        """Refuse the first tries."""
        reads = request.action.startswith(("List", "Describe"))
        if request.service == "organizations" and not reads and self._seen[request.action] < self.times:
            self._seen[request.action] += 1
            raise AwsError(
                "ConcurrentModificationException",
                "AWS Organizations can't complete your request because it conflicts with another attempt to modify "
                "the same entity. Try again later.",
            )
        return None

    def after(self, request: AwsRequest) -> None:
        """Nothing."""


@dataclass
class Expire:
    """The credentials of one user expire some simulated seconds after the start."""

    on_pages: ClassVar[bool] = False
    clock: Clock
    key: str
    seconds: float

    def before(self, request: AwsRequest) -> Response | None:
        """Refuse, once it is time."""
        if request.access_key == self.key and self.clock.elapsed() >= self.seconds:
            code = "ExpiredTokenException" if request.protocol == "json" else "ExpiredToken"
            raise AwsError(code, "The security token included in the request is expired", 403)
        return None

    def after(self, request: AwsRequest) -> None:
        """Nothing."""


MAKERS: Mapping[str, Callable[..., Fault]] = {
    "throttle": Throttle,
    "drop-answers": DropAnswers,
    "captive-portal": CaptivePortal,
    "concurrent-modification": ConcurrentModification,
}


def make(rule: Mapping[str, Any]) -> Fault:
    """A rule from a scenario's data: its name, and its numbers."""
    ((name, numbers),) = rule.items()
    return MAKERS[name](**(numbers or {}))
