"""Reading lists that AWS gives in pages."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import CallSite, not_aws_reply

_TOKENS = {"iam": "Marker"}
"""The key of the next page in request and reply; `NextToken` elsewhere."""


async def pages(
    access: AwsAccess, service: str, operation: str, items: str, **parameters: Any
) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
    """Give the list under `items`, page by page, as long as AWS gives a token: a page can be empty (R8).

    Raises AwsError; NotAwsReply where the same token comes twice, which would never end.
    """
    key = _TOKENS.get(service, "NextToken")
    token: str | None = None
    while True:
        reply = await access.call(service, operation, **parameters, **({key: token} if token else {}))
        yield reply[items]
        previous, token = token, reply.get(key)
        if not token:
            return
        if token == previous:
            raise not_aws_reply(f"a new {key}", CallSite(service, operation, access.region))


async def collect(
    access: AwsAccess, service: str, operation: str, items: str, **parameters: Any
) -> list[Mapping[str, Any]]:
    """Give all entries of a list that comes in pages. Raises AwsError."""
    found: list[Mapping[str, Any]] = []
    async for page in pages(access, service, operation, items, **parameters):
        found.extend(page)
    return found
