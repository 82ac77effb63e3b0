"""Checks the signature of a request (Signature Version 4): a mangled secret or a wrong clock is refused, as at AWS."""

import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote

from wizard.simulator.errors import AwsError
from wizard.simulator.gate.request import AwsRequest

_AUTHORIZATION = re.compile(r"AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})")
_SKEW = timedelta(minutes=15)
_DOES_NOT_MATCH = (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
    "and signing method. Consult the service documentation for details."
)


def check_signature(request: AwsRequest, secret: str, now: datetime) -> None:
    """Raise AwsError SignatureDoesNotMatch where the header's signature is not this secret's.

    Requests that are signed in their address (presigned ones) are not checked.
    """
    found = _AUTHORIZATION.match(request.http.headers.get("Authorization", ""))
    if not found:
        return
    credential, signed_headers, signature = found.groups()
    stamp = request.http.headers.get("X-Amz-Date", "")
    _check_clock(stamp, now)
    scope = credential.split("/", 1)[1]
    canonical = hashlib.sha256(_canonical(request, signed_headers).encode()).hexdigest()
    to_sign = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{canonical}"
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest(), signature):
        raise AwsError("SignatureDoesNotMatch", _DOES_NOT_MATCH, 403)


def _check_clock(stamp: str, now: datetime) -> None:
    try:
        signed_at = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise AwsError("IncompleteSignature", "Date must be in ISO-8601 'basic format'", 400) from None
    if abs(now - signed_at) > _SKEW:
        text = now.strftime("%Y%m%dT%H%M%SZ")
        side = "Signature expired" if signed_at < now else "Signature not yet current"
        word = "earlier" if signed_at < now else "later"
        raise AwsError("SignatureDoesNotMatch", f"{side}: {stamp} is now {word} than {text}", 403)


def _canonical(request: AwsRequest, signed_headers: str) -> str:
    http = request.http
    raw_path, _, raw_query = str(http.environ.get("RAW_URI", http.path)).partition("?")
    # Every service but S3 encodes the path a second time.
    path = quote(unquote(raw_path), safe="/~") if request.service == "s3" else quote(raw_path, safe="/~")
    pairs = sorted((quote(n, safe="~"), quote(v, safe="~")) for n, v in parse_qsl(raw_query, keep_blank_values=True))
    query = "&".join(f"{name}={value}" for name, value in pairs)
    headers = "".join(f"{name}:{' '.join(http.headers.get(name, '').split())}\n" for name in signed_headers.split(";"))
    payload = http.headers.get("X-Amz-Content-SHA256") or hashlib.sha256(request.body).hexdigest()
    return f"{http.method}\n{path or '/'}\n{query}\n{headers}\n{signed_headers}\n{payload}"
