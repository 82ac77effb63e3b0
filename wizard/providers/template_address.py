"""Where in Amazon S3 a template is: takes its https address apart into bucket and key. Reads nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from wizard.providers.template import TemplateError

REGION = r"[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}"
_HOST = re.compile(
    r"(?:(?P<bucket>[a-z0-9_][a-z0-9._-]{1,61}[a-z0-9])\.)?s3(?:-accelerate|-external-1|-fips)?(?:\.dualstack)?"
    rf"(?:[.-](?P<region>{REGION}))?\.amazonaws\.(?:com|com\.cn|eu)",
    re.ASCII,
)
_SIGNED = frozenset({"x-amz-signature", "x-amz-algorithm", "x-amz-credential", "signature", "awsaccesskeyid"})
_AMZ_DATE = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class TemplateAddress:
    """An object in S3.

    url:        as it was given, its signature included: never shown
    region:     empty where the address does not say
    version:    of the object; empty for the newest
    presigned:  True where the address itself carries the permission to read
    expires_at: when that ends, UTC; None where it does not say
    """

    url: str = field(repr=False)
    bucket: str
    key: str
    region: str = ""
    version: str = ""
    presigned: bool = False
    expires_at: datetime | None = None

    @property
    def shown(self) -> str:
        """Give the address without what is behind its question mark."""
        return self.url.partition("?")[0]


def template_address(url: str) -> TemplateAddress:
    """Understand the address of a template. Raises TemplateError with a sentence where AWS would not take it."""
    parts = _split(url)
    if parts.scheme.lower() == "s3":
        return _address(url, parts, parts.netloc, parts.path.removeprefix("/"), "")
    host = _checked_host(parts)
    match = _HOST.fullmatch(host)
    if match is None:
        raise TemplateError(_no_s3(host))
    path = parts.path.removeprefix("/")
    bucket, key = (match["bucket"], path) if match["bucket"] else path.split("/", 1) if "/" in path else (path, "")
    return _address(url, parts, unquote(bucket), key, match["region"] or "")


def _split(url: str) -> SplitResult:
    if url.strip().lower().startswith(("ssm-doc:", "arn:")):
        raise TemplateError("This is a document of AWS Systems Manager. Save the template as a file, and take that.")
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 - a port that is no number is found out when it is asked for
    except ValueError as error:
        raise TemplateError("This address cannot be read. Copy it again, from its https:// to its end.") from error
    return parts


def _checked_host(parts: SplitResult) -> str:
    """Give the host in lower case. Raises TemplateError where the address is not plain https."""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme == "http":
        raise TemplateError(
            "The template's address begins with http://, which is not encrypted. AWS takes templates by https alone: "
            "ask for an https address, or take the template as a file."
        )
    if scheme != "https" or not host:
        raise TemplateError("This is no address of a template. It begins with https:// and leads to Amazon S3.")
    if parts.username is not None or parts.port not in (None, 443):
        raise TemplateError("The address holds a user name or a port, which no address of Amazon S3 does.")
    return host


def _no_s3(host: str) -> str:
    if ".s3-website" in host:
        return (
            f"{host} is the web site of a bucket, which AWS does not take templates from. Ask for the address of the "
            "object itself, or take the template as a file."
        )
    return (
        f"{host} is not Amazon S3, and AWS takes templates from there alone. Save the template as a file, and take "
        "that instead of the address."
    )


def _address(url: str, parts: SplitResult, bucket: str, key: str, region: str) -> TemplateAddress:
    key = unquote(key)
    if not bucket or not key or key.endswith("/"):
        raise TemplateError("The address names a bucket of Amazon S3, but no file in it.")
    query = {name.lower(): value for name, value in parse_qsl(parts.query, keep_blank_values=True)}
    return TemplateAddress(
        url=url.strip(),
        bucket=bucket,
        key=key,
        region=region,
        version=query.get("versionid", ""),
        presigned=parts.scheme.lower() == "https" and bool(_SIGNED & query.keys()),
        expires_at=_expires_at(query),
    )


def _expires_at(query: Mapping[str, str]) -> datetime | None:
    """Give when a presigned address ends: both kinds of signature say it in their own way."""
    try:
        if "x-amz-date" in query:
            begins = datetime.strptime(query["x-amz-date"], _AMZ_DATE).replace(tzinfo=UTC)
            return begins + timedelta(seconds=int(query["x-amz-expires"]))
        return datetime.fromtimestamp(int(query["expires"]), UTC) if "expires" in query else None
    except (KeyError, ValueError, OverflowError, OSError):
        return None
