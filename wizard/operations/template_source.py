"""Gets the template that a link names out of Amazon S3."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.aws.objects import TOO_LARGE, ObjectPlace, read_signed, read_unsigned
from wizard.net.http import HttpClient, HttpError, HttpReply, HttpRequest
from wizard.providers.markup import MAX_BYTES
from wizard.providers.template import TemplateError
from wizard.providers.template_address import TemplateAddress

_SECONDS = 60.0
_CODE = re.compile(rb"<Code>\s*([A-Za-z]{1,60})\s*</Code>")
_NOT_THERE = frozenset({"NoSuchKey", "NoSuchBucket", "NoSuchVersion", "404", "NotFound"})
_NO_ONE = frozenset({"NoCredentialsError", "CredentialRetrievalError", "ProfileNotFound", "NoRegionError"})
_TOO_LARGE = f"The file has more than {MAX_BYTES:,} bytes, and AWS takes no larger template."
_ASK_AGAIN = "Ask the vendor for a new link, or take the template as a file."


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """Reads templates in S3, each within a minute and the size that AWS takes.

    http: for addresses that carry their own permission; None where nothing but AWS may be asked, as in practice
    """

    factory: AccessFactory
    http: HttpClient | None
    now: Callable[[], datetime] = _now

    async def read(self, address: TemplateAddress, profile: str = "", region: str = "") -> bytes:
        """Give a template as it stands there. Raises TemplateError with a sentence.

        profile: tried where not everybody may read it; empty for the environment's credentials
        """
        try:
            async with asyncio.timeout(_SECONDS):
                if address.presigned:
                    return await self._presigned(address)
                return await self._object(address, profile, region)
        except TimeoutError as error:
            raise TemplateError(
                f"Amazon S3 did not hand over the template within {_SECONDS:.0f} seconds. Try again, or take the "
                "template as a file."
            ) from error

    async def _presigned(self, address: TemplateAddress) -> bytes:
        if self.http is None:
            raise TemplateError("Practice asks nobody but the embedded AWS. Take the template as a file.")
        if address.expires_at is not None and address.expires_at < self.now():
            raise TemplateError(f"The link expired on {address.expires_at:%Y-%m-%d at %H:%M} UTC. {_ASK_AGAIN}")
        try:
            reply = await self.http.ask(HttpRequest(address.url))
        except HttpError as error:
            if error.code == "TooLarge":
                raise TemplateError(_TOO_LARGE) from error
            raise TemplateError(f"The template could not be read. {error.failure.text}.") from error
        return _taken(reply)

    async def _object(self, address: TemplateAddress, profile: str, region: str) -> bytes:
        place = ObjectPlace(address.bucket, address.key, address.region, address.version)
        try:
            return await read_unsigned(self.factory, place, MAX_BYTES)
        except AwsError as error:
            if not _may_be_private(error):
                raise TemplateError(_said(error, place)) from error
        access = self.factory.open(profile, region)
        try:
            return await read_signed(access, place, MAX_BYTES)
        except AwsError as error:
            raise TemplateError(_said(error, place)) from error


def _may_be_private(error: AwsError) -> bool:
    """Whether a signature could change the answer: without it, S3 does not even say that there is no such file."""
    return error.access_denied or error.code in ("403", "AllAccessDisabled", "InvalidRequest")


def _taken(reply: HttpReply) -> bytes:
    """Give the body of a reply to a presigned address. Raises TemplateError where it is none."""
    if reply.status == 200:
        return reply.body
    match = _CODE.search(reply.body[:4096])
    code = match[1].decode("ascii") if match else ""
    if 300 <= reply.status < 400:
        raise TemplateError("The address leads on to another one, which is not followed. Paste the last address.")
    if b"expired" in reply.body[:4096].lower() or code == "ExpiredToken":
        raise TemplateError(f"The link has expired. {_ASK_AGAIN}")
    if reply.status == 404:
        raise TemplateError(_not_there(code))
    if reply.status == 403:
        said = f" ({code})" if code else ""
        raise TemplateError(f"Amazon S3 refuses the link{said}: it is not whole, or no longer good. {_ASK_AGAIN}")
    raise TemplateError(f"Amazon S3 answered HTTP {reply.status} {code or reply.reason}. {_ASK_AGAIN}")


def _said(error: AwsError, place: ObjectPlace) -> str:
    if error.code == TOO_LARGE:
        return _TOO_LARGE
    if error.code in _NOT_THERE:
        return _not_there(error.code, place.bucket)
    if error.code in _NO_ONE:
        return (
            f"Not everybody may read the template in the bucket {place.bucket}, and nobody is signed in to AWS. Sign "
            "in, or take the template as a file."
        )
    if _may_be_private(error):
        return (
            f"Amazon S3 refuses to hand over the template in the bucket {place.bucket}: it is not open to everybody or "
            "to who is signed in, or it is not there. Take the template as a file."
        )
    return f"The template could not be read from the bucket {place.bucket}. {error.failure.text}"


def _not_there(code: str, bucket: str = "") -> str:
    where = f" {bucket}" if bucket else ""
    if code == "NoSuchBucket":
        return f"There is no bucket{where} in Amazon S3. Look whether the address is whole."
    return f"There is no such file in the bucket{where}. Look whether the address is whole."
