"""What the sign-in endpoints answer: JSON, and refusals in the form of each of their services."""

import json
import re
from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.sign_in.pages import page, paragraph

OIDC, PORTAL, CONSOLE, PAGE = "sso-oidc", "sso", "signin", "page"
"""The services, as botocore names them, and the pages for the browser."""

_CODES = {"InternalServerException": "server_error"}
_CONSOLE_CODES = {"InvalidRequestException": "ValidationException/INVALID_REQUEST"}
_STATUS = {"InvalidClientException": 401}


def answered(body: Mapping[str, Any]) -> Response:
    """A JSON answer."""
    return _json(body, 200)


def refused(service: str, error: AwsError) -> Response:
    """A refusal of one of the services.

    sso-oidc says `error` and `error_description` and nothing else, so that SDKs have no message; the portal says
    `message` and `__type`; signin says `error` (in its own codes) and `message`.
    """
    if service == PAGE:
        return page(paragraph(error.message), error.status)
    if service == OIDC:
        body = {"error": _oauth_code(error.code), "error_description": error.message}
        response = _json(body, _STATUS.get(error.code, error.status))
    elif service == CONSOLE:
        code, _, reason = _CONSOLE_CODES.get(error.code, error.code).partition("/")
        error = AwsError(code, error.message, error.status)
        response = _json({"error": reason or "server_error", "message": error.message}, error.status)
    else:
        kind = f"com.amazonaws.switchboard.portal#{error.code}"
        response = _json({"message": error.message, "__type": kind}, error.status)
    response.headers["x-amzn-ErrorType"] = error.code
    return response


def _oauth_code(code: str) -> str:
    return _CODES.get(code) or re.sub(r"(?<!^)(?=[A-Z])", "_", code.removesuffix("Exception")).lower()


def _json(body: Mapping[str, Any], status: int) -> Response:
    headers = {"x-amzn-RequestId": new_uuid(), "Cache-Control": "no-store"}
    return Response(json.dumps(body), status=status, content_type="application/json", headers=headers)
