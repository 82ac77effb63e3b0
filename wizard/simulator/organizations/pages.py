"""Pages of at most 20 entries, some of them empty (R8)."""

import base64
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from wizard.simulator.errors import AwsError

PAGE_SIZE = 20
_Entry = TypeVar("_Entry")


def page(
    entries: Sequence[_Entry],
    parameters: dict[str, Any],
    key: str,
    describe: Callable[[_Entry], dict[str, Any]],
    *,
    first_empty: bool = False,
) -> dict[str, Any]:
    """One page of a listing, as the answer holds it: the entries under `key`, and NextToken while there are more.

    With `first_empty` the first page holds nothing and a NextToken, which AWS documents to happen (R8).
    """
    token = parameters.get("NextToken")
    start = _position(token) if token else 0
    size = min(int(parameters.get("MaxResults") or PAGE_SIZE), PAGE_SIZE)
    if first_empty and not token:
        return {key: [], "NextToken": _token(0)}
    answer: dict[str, Any] = {key: [describe(entry) for entry in entries[start : start + size]]}
    if start + size < len(entries):
        answer["NextToken"] = _token(start + size)
    return answer


def _token(position: int) -> str:
    return base64.urlsafe_b64encode(f"page:{position}".encode()).decode()


def _position(token: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(token.encode()).decode().removeprefix("page:"))
    except ValueError as error:
        raise AwsError(
            "InvalidInputException", "You provided a value that does not match the required pattern."
        ) from error
