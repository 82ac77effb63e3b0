"""The Identity Centers that the AWS configuration of this computer names."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wizard.aws.errors import AwsError, raw_failure
from wizard.model.sign_in import KnownPortal, Portal, is_start_url


async def known_portals() -> Sequence[KnownPortal]:
    """Give each once, those of session sections before those of profiles. Raises AwsError for unreadable files."""
    return await asyncio.to_thread(_known)


def _known() -> Sequence[KnownPortal]:
    from wizard.aws import shared_files  # loads botocore: in a worker thread, on first use

    try:
        found = shared_files.configured()
    except Exception as exception:  # botocore's ConfigParseError, OSError
        raise AwsError(raw_failure(exception)) from exception
    named: dict[Portal, KnownPortal] = {}
    for kind in ("sso_sessions", "profiles"):
        for one in _in(found.get(kind, {})):
            named.setdefault(one.portal, one)
    return list(named.values())


def _in(sections: Mapping[str, Mapping[str, Any]]) -> Iterator[KnownPortal]:
    for name, values in sections.items():
        url, region = str(values.get("sso_start_url", "")).strip(), str(values.get("sso_region", "")).strip()
        if is_start_url(url) and region:
            yield KnownPortal(name, Portal(url, region))
