"""Proof of possession (DPoP, RFC 9449), as the sign-in service wants it: a small signed token with each request."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from wizard.simulator.errors import AwsError

_CLOCK_SKEW = 300
_BASE64URL = re.compile(r"[\w-]*", re.ASCII)


def proven_key(header: str, address: str, now: float) -> str:
    """The thumbprint (RFC 7638) of the key that signed a DPoP header for a POST to this address, just now.

    Raises AwsError InvalidRequestException where the header is missing, malformed, stale, for another address, or not
    signed with ES256 by the key that it holds.
    """
    try:
        start, _, signature = header.rpartition(".")
        head, claims = (json.loads(_decoded(part)) for part in start.split("."))
        jwk = head["jwk"]
        _check_form(head, jwk, claims)
        if claims["htm"] != "POST" or claims["htu"] != address or abs(now - claims["iat"]) > _CLOCK_SKEW:
            raise _refusal()
        _verify(jwk, start.encode(), _decoded(signature))
    except (ValueError, KeyError, TypeError, RecursionError, InvalidSignature):
        raise _refusal() from None
    known = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
    return hashlib.sha256(json.dumps(known, separators=(",", ":")).encode()).hexdigest()


def _check_form(head: Mapping[str, Any], jwk: Mapping[str, Any], claims: Mapping[str, Any]) -> None:
    right = (head["typ"], head["alg"], jwk["kty"], jwk["crv"]) == ("dpop+jwt", "ES256", "EC", "P-256")
    if not right or "d" in jwk or not isinstance(claims["jti"], str) or not claims["jti"]:
        raise _refusal()


def _verify(jwk: Mapping[str, Any], signed: bytes, signature: bytes) -> None:
    x, y = (int.from_bytes(_decoded(jwk[name]), "big") for name in ("x", "y"))
    key = EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()
    pair = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    key.verify(encode_dss_signature(*pair), signed, ECDSA(SHA256()))


def _decoded(text: str) -> bytes:
    if not _BASE64URL.fullmatch(text):
        raise _refusal()
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _refusal() -> AwsError:
    return AwsError("InvalidRequestException", "The DPoP header is missing or does not prove the key.")
