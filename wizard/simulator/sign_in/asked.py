"""A request to a sign-in endpoint, taken apart: unsigned, so that its region stands in its address or nowhere."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request

from wizard.simulator.errors import AwsError
from wizard.simulator.names import DEFAULT_REGION

if TYPE_CHECKING:
    from wizard.simulator.world import World

_REGION_FIRST = re.compile(r"/([a-z]{2}(?:-[a-z]+)+-\d)(/.*)")


def split_region(path: str) -> tuple[str, str]:
    """The region that a path begins with, or "", and the path without it.

    AWS has an endpoint per region. Here all share one, so `http://127.0.0.1:PORT/eu-central-1` stands for the one in
    Frankfurt (R42).
    """
    found = _REGION_FIRST.fullmatch(path)
    return (found[1], found[2]) if found else ("", path)


@dataclass(frozen=True)
class Asked:
    """One request. `region` is the endpoint's; `path` does not hold it."""

    world: "World"
    http: Request
    path: str
    region: str

    @classmethod
    def read(cls, world: "World", http: Request) -> "Asked":
        """Take a request apart; without a region in its address it means the one where Identity Center lives."""
        region, path = split_region(http.path)
        home = world.identity_center.region if world.identity_center else DEFAULT_REGION
        return cls(world, http, path, region or home)

    @cached_property
    def sent(self) -> Mapping[str, Any]:
        """The members of the JSON body. Raises AwsError InvalidRequestException where it is no JSON object."""
        try:
            found = json.loads(self.http.get_data() or b"{}")
        except (ValueError, RecursionError):
            raise invalid_request("The body of the request is not JSON") from None
        if not isinstance(found, dict):
            raise invalid_request("The body of the request is not an object")
        return found

    def text(self, name: str) -> str:
        """A member that is text; "" when it was not sent. Raises AwsError InvalidRequestException for other types."""
        value = self.sent.get(name)
        if value is not None and not isinstance(value, str):
            raise invalid_request(f"{name} must be a string")
        return value or ""

    def required(self, name: str) -> str:
        """A member that must be there. Raises AwsError InvalidRequestException."""
        value = self.text(name)
        if not value:
            raise invalid_request(f"Missing required parameter: {name}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A member that is a list of text; empty when it was not sent. Raises AwsError InvalidRequestException."""
        value = self.sent.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise invalid_request(f"{name} must be a list of strings")
        return tuple(value)


def invalid_request(description: str) -> AwsError:
    """The answer of sso-oidc and of the portal to a request that is not well-formed."""
    return AwsError("InvalidRequestException", description)
