"""Proof of possession (DPoP, RFC 9449): a key that a console login is bound to, made here and kept with the login.

Loads awscrt: for worker threads.
"""

import base64
import hashlib
import json
import textwrap
import time
import uuid
from typing import Any

from awscrt.crypto import EC, ECExportFormat, ECType


class LoginKey:
    """The key of one console login."""

    def __init__(self) -> None:
        self._key = EC.new_generate(ECType.P_256)

    @property
    def pem(self) -> str:
        """Give the key in the form in which AWS's tools keep it (SEC 1, RFC 5915)."""
        body = base64.b64encode(self._key.export_key(ECExportFormat.SEC1)).decode()
        lines = "\n".join(textwrap.wrap(body, 64))
        return f"-----BEGIN EC PRIVATE KEY-----\n{lines}\n-----END EC PRIVATE KEY-----\n"

    def proof(self, address: str) -> str:
        """Give the header of one POST to an address."""
        x, y = self._key.get_public_coords()
        head = {
            "typ": "dpop+jwt",
            "alg": "ES256",
            "jwk": {"kty": "EC", "crv": "P-256", "x": _encoded(x), "y": _encoded(y)},
        }
        claims = {"jti": str(uuid.uuid4()), "htm": "POST", "htu": address, "iat": int(time.time())}
        signed = f"{_encoded(_json(head))}.{_encoded(_json(claims))}"
        signature = self._key.sign(hashlib.sha256(signed.encode()).digest())
        return f"{signed}.{_encoded(EC.decode_der_signature_to_padded_pair(signature, pad_to=32))}"


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
