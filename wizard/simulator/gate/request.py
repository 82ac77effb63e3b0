"""Takes a request apart: service, action, region, access key and parameters, whatever the protocol."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.wrappers import Request

_CREDENTIAL = re.compile(r"Credential=([^/]+)/(\d+)/([^/]+)/([^/]+)/aws4_request")
_SERVICE_BY_TARGET = {
    "AWSOrganizationsV20161128": "organizations",
    "SWBExternalService": "sso",
    "AWSIdentityStore": "identitystore",
    "AmazonSSM": "ssm",
}


@dataclass
class AwsRequest:
    """One request, taken apart.

    `service` is the signing name in lower case; `action` is empty for REST services; `parameters` are nested as the
    API models name them (numbers and booleans of query requests stay text).
    """

    http: Request
    service: str
    action: str
    region: str
    access_key: str
    session_token: str
    body: bytes
    parameters: dict[str, Any] = field(default_factory=dict)
    protocol: str = "rest"

    @property
    def method(self) -> str:
        """GET, POST and so on."""
        return self.http.method

    @property
    def path(self) -> str:
        """The path of the address."""
        return self.http.path


def read_request(http: Request) -> AwsRequest:
    """Take a request apart; an unsigned one has an empty access key."""
    body = http.get_data(cache=True)
    found = _CREDENTIAL.search(http.headers.get("Authorization", "") or http.args.get("X-Amz-Credential", ""))
    key, region, service = (found[1], found[3], found[4].lower()) if found else ("", "us-east-1", "")
    if not found and "X-Amz-Credential" in http.args:
        key, _, region, service = http.args["X-Amz-Credential"].split("/")[:4]
    token = http.headers.get("X-Amz-Security-Token", "") or http.args.get("X-Amz-Security-Token", "")
    request = AwsRequest(http, service, "", region, key, token, body)
    target = http.headers.get("X-Amz-Target", "")
    content_type = http.headers.get("Content-Type", "")
    if target:
        request.protocol = "json"
        prefix, _, request.action = target.rpartition(".")
        request.service = request.service or _SERVICE_BY_TARGET.get(prefix, prefix.lower())
        request.parameters = _json_object(body)
    elif content_type.startswith("application/x-www-form-urlencoded") and b"Action=" in body:
        request.protocol = "query"
        request.parameters = nested(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        request.action = str(request.parameters.get("Action", ""))
    else:
        request.parameters = _json_object(body) if content_type.endswith("json") else {}
        request.parameters.update({name: value for name, value in http.args.items() if not name.startswith("X-Amz")})
    return request


def nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """The dotted names of the query protocol as nested objects and lists.

    `Tags.member.1.Key=a` becomes `{"Tags": [{"Key": "a"}]}`; an empty list comes as an empty text and stays one.
    """
    tree: dict[str, Any] = {}
    for name, value in pairs:
        node = tree
        *parents, last = name.split(".")
        for part in parents:
            child = node.setdefault(part, {})
            if not isinstance(child, dict):
                child = node[part] = {}
            node = child
        node[last] = value
    plain = _plain(tree)
    return plain if isinstance(plain, dict) else {}


def _plain(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if set(node) == {"member"} and isinstance(node["member"], dict):
        members = node["member"]
        return [_plain(members[index]) for index in sorted(members, key=_number)]
    return {name: _plain(value) for name, value in node.items()}


def _number(index: str) -> int:
    return int(index) if index.isdecimal() else 0


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
