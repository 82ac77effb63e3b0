"""Writes answers and refusals in the form of each protocol."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from werkzeug.wrappers import Response

from wizard.simulator.errors import AwsError
from wizard.simulator.gate.request import AwsRequest
from wizard.simulator.identifiers import new_uuid

_NAMESPACES = {
    "cloudformation": "http://cloudformation.amazonaws.com/doc/2010-05-15/",
    "iam": "https://iam.amazonaws.com/doc/2010-05-08/",
    "sts": "https://sts.amazonaws.com/doc/2011-06-15/",
}
_JSON_CODES = {
    "AccessDenied": "AccessDeniedException",
    "ExpiredToken": "ExpiredTokenException",
    "InvalidClientTokenId": "UnrecognizedClientException",
    "MissingAuthenticationToken": "MissingAuthenticationTokenException",
    "SignatureDoesNotMatch": "InvalidSignatureException",
}
_S3_CODES = {"InvalidClientTokenId": "InvalidAccessKeyId"}


def answer(request: AwsRequest, result: Mapping[str, Any]) -> Response:
    """The result of an action of our own, written as the request's protocol wants it."""
    request_id = new_uuid()
    if request.protocol == "query":
        text = _query_answer(request, result, request_id)
        response = Response(text, content_type="text/xml")
    else:
        kind = "application/x-amz-json-1.1" if request.protocol == "json" else "application/json"
        response = Response(json.dumps(result, default=_json_value), content_type=kind)
    response.headers["x-amzn-RequestId"] = request_id
    return response


def refusal(request: AwsRequest, error: AwsError) -> Response:
    """A refusal, written as the request's protocol wants it; JSON services have codes of their own for some."""
    request_id = new_uuid()
    if request.service == "s3":
        error = AwsError(_S3_CODES.get(error.code, error.code), error.message, error.status)
    elif request.protocol != "query":
        error = AwsError(_JSON_CODES.get(error.code, error.code), error.message, error.status)
    if request.protocol == "query":
        namespace = _NAMESPACES.get(request.service, "")
        text = (
            f'<ErrorResponse xmlns="{namespace}"><Error><Type>Sender</Type><Code>{error.code}</Code>'
            f"<Message>{escape(error.message)}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>"
        )
        response = Response(text, status=error.status, content_type="text/xml")
    elif request.service == "s3":
        text = f"<Error><Code>{error.code}</Code><Message>{escape(error.message)}</Message></Error>"
        response = Response(text, status=error.status, content_type="application/xml")
    else:
        body = json.dumps({"__type": error.code, "message": error.message, "Message": error.message})
        response = Response(body, status=error.status, content_type="application/x-amz-json-1.1")
        response.headers["x-amzn-ErrorType"] = error.code
    response.headers["x-amzn-RequestId"] = request_id
    return response


def iso(moment: datetime) -> str:
    """A time as AWS's XML writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _query_answer(request: AwsRequest, result: Mapping[str, Any], request_id: str) -> str:
    action = request.action
    return (
        f'<{action}Response xmlns="{_NAMESPACES.get(request.service, "")}"><{action}Result>{_xml(result)}'
        f"</{action}Result><ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata></{action}Response>"
    )


def _xml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "".join(f"<{name}>{_xml(item)}</{name}>" for name, item in value.items() if item is not None)
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, Sequence | set | frozenset):
        return "".join(f"<member>{_xml(item)}</member>" for item in value)
    return escape(str(value))


def _json_value(value: object) -> float | str:
    return value.timestamp() if isinstance(value, datetime) else str(value)
