"""`--profiles`: one line of JSON for each profile found here: who it is at AWS, or why it does not work."""

import asyncio
import json
import logging
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from wizard import __version__
from wizard.aws.access import AccessFactory, Patience
from wizard.model.profile import Profile, ProfileReport
from wizard.operations.profile_reader import ProfileReader

LIMIT_SECONDS = 20.0
"""For all profiles together; whichever has not answered by then does not work."""
_AT_ONCE = 12


def list_profiles(seconds: float = LIMIT_SECONDS) -> int:
    """Print a line for each profile, none of them with a secret; gives the exit status, 0."""
    logging.getLogger("botocore").addHandler(logging.NullHandler())  # what it would say is in the lines
    for line in asyncio.run(_lines(seconds)):
        sys.stdout.write(json.dumps(line) + "\n")
    return 0


async def _lines(seconds: float) -> Sequence[Mapping[str, Any]]:
    factory = AccessFactory(__version__, workers=_AT_ONCE, patience=Patience(()))
    try:
        reader = ProfileReader(factory)
        profiles = await reader.everything()
        asked = [asyncio.ensure_future(_report(reader, factory, one)) for one in profiles]
        if asked:
            await asyncio.wait(asked, timeout=seconds)
        lines = [
            _line(one, task.result() if task.done() else None, seconds)
            for one, task in zip(profiles, asked, strict=True)
        ]
        for task in asked:
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        return lines
    finally:
        factory.close()


async def _report(reader: ProfileReader, factory: AccessFactory, profile: Profile) -> ProfileReport:
    if profile.problem is not None:
        return ProfileReport(profile, failure=profile.problem)
    report = await reader.who(profile)
    factory.forget(profile.name)  # hundreds of open sessions would take hundreds of megabytes
    return report


def _line(profile: Profile, report: ProfileReport | None, seconds: float) -> Mapping[str, Any]:
    caller = report.caller if report else None
    failure = report.failure if report else None
    late = f"The profile did not answer within {seconds:.0f} seconds." if report is None else ""
    return {
        "name": profile.name,
        "kind": str(profile.kind),
        "account": caller.account_id if caller else profile.about.account_id,
        "arn": caller.arn if caller else "",
        "works": caller is not None,
        "problem": failure.text if failure else late,
    }
