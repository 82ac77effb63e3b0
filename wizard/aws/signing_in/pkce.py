"""Proof key for code exchange (RFC 7636), and the `state` that ties an answer to its question (RFC 6749, 10.12)."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ProofKey:
    """The secrets of one sign-in through the browser; they are never shown."""

    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def challenge(self) -> str:
        """Give what the browser carries of the verifier: its SHA-256, in base64 for addresses."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
