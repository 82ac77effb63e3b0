"""Objects in Amazon S3: read without a signature, as anybody may, or with the credentials of a profile."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wizard.aws.access import AccessFactory, AwsAccess
from wizard.aws.errors import AwsError, CallSite, raw_failure
from wizard.model.failure import RawFailure

_ANY_REGION = "us-east-1"
"""botocore finds the bucket's own region from there."""
TOO_LARGE = "ObjectTooLarge"


@dataclass(frozen=True, slots=True)
class ObjectPlace:
    """Where an object is. `region` and `version` may be empty: found out, and the newest."""

    bucket: str
    key: str
    region: str = ""
    version: str = ""


async def read_unsigned(factory: AccessFactory, place: ObjectPlace, max_bytes: int) -> bytes:
    """Read an object that is open to everybody. Raises AwsError; code TOO_LARGE above `max_bytes`."""
    region = place.region or _ANY_REGION
    return await _body(await factory.unsigned("s3", "GetObject", region, _parameters(place)), place, max_bytes)


async def read_signed(access: AwsAccess, place: ObjectPlace, max_bytes: int) -> bytes:
    """Read an object with the credentials of `access`. Raises AwsError; code TOO_LARGE above `max_bytes`."""
    there = access.in_region(place.region or access.region or _ANY_REGION)
    return await _body(await there.call("s3", "GetObject", **_parameters(place)), place, max_bytes)


def _parameters(place: ObjectPlace) -> dict[str, str]:
    version = {"VersionId": place.version} if place.version else {}
    return {"Bucket": place.bucket, "Key": place.key, **version}


async def _body(reply: Mapping[str, Any], place: ObjectPlace, max_bytes: int) -> bytes:
    """Read what comes behind a reply, in a worker thread. Raises AwsError."""
    return await asyncio.to_thread(_read, reply["Body"], place, max_bytes)


def _read(body: Any, place: ObjectPlace, max_bytes: int) -> bytes:
    call = CallSite("s3", "GetObject", place.region)
    try:
        data: bytes = body.read(max_bytes + 1)
    except Exception as exception:  # urllib3's own and botocore's, which only a caller of botocore may name
        raise AwsError(raw_failure(exception, call)) from exception
    finally:
        body.close()
    if len(data) > max_bytes:
        text = f"The object {place.key} is larger than {max_bytes:,} bytes."
        raise AwsError(RawFailure(text, surface="S3", service="s3", code=TOO_LARGE, operation="GetObject"))
    return data
