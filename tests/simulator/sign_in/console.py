"""A program that logs in to the console (`aws login`): its key, its DPoP headers, and the sign-in service's calls."""

import base64
import hashlib
import json
import time
import uuid
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.simulator.sign_in.browser import visit
from tests.simulator.sign_in.people import LISTENER, VERIFIER, challenge, unsigned

CLIENT = "arn:aws:signin:::devtools/same-device"


def encoded(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Login:
    """One program on this computer."""

    def __init__(self, aws):
        self.url = aws.exports["AWS_ENDPOINT_URL"]
        self.key = generate_private_key(SECP256R1())
        self.client = unsigned(aws, "signin")
        self.changed = {}
        self.client.meta.events.register("before-call.signin.CreateOAuth2Token", self._prove)

    @property
    def pem(self):
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()

    def _prove(self, params, **_):
        header = self.changed.get("header")
        params["headers"]["DPoP"] = self.proof(params["url"]) if header is None else header

    def proof(self, address):
        """A DPoP header; `changed` says what is wrong with it."""
        numbers = self.key.public_key().public_numbers()
        point = {name: encoded(getattr(numbers, name).to_bytes(32, "big")) for name in ("x", "y")}
        head = {"typ": "dpop+jwt", "alg": "ES256", "jwk": {"kty": "EC", "crv": "P-256", **point}}
        claims = {"htm": "POST", "htu": address, "iat": int(time.time()), "jti": str(uuid.uuid4())}
        head.update(self.changed.get("head", {}))
        claims.update(self.changed.get("claims", {}))
        signed = ".".join(encoded(json.dumps(part).encode()) for part in (head, claims))
        pair = decode_dss_signature(self.key.sign(signed.encode(), ECDSA(SHA256())))
        signature = b"".join(number.to_bytes(32, "big") for number in pair)
        return f"{signed}.{encoded(self.changed.get('signature') or signature)}"

    def open(self, **changed):
        """The page of an authorization request; None leaves a parameter out."""
        query = {
            "response_type": "code",
            "client_id": CLIENT,
            "redirect_uri": LISTENER,
            "scope": "openid",
            "state": "the-state",
            "code_challenge": challenge(),
            "code_challenge_method": "SHA-256",
            **changed,
        }
        return visit(f"{self.url}/v1/authorize?{urlencode({k: v for k, v in query.items() if v is not None})}")

    def exchange(self, code, **changed):
        wanted = {"code": code, "redirectUri": LISTENER, "codeVerifier": VERIFIER, **changed}
        return self.ask(grantType="authorization_code", **wanted)

    def refresh(self, token):
        return self.ask(grantType="refresh_token", refreshToken=token)

    def ask(self, **wanted):
        return self.client.create_o_auth2_token(tokenInput={"clientId": CLIENT, **wanted})["tokenOutput"]

    def log_in(self, user="administrator"):
        return self.exchange(self.open().press("approved", username=user).brought_back["code"])


def subject(token):
    """Whom an ID token names."""
    part = token["idToken"].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))["sub"]


def cache_name(session):
    return f"{hashlib.sha256(session.encode()).hexdigest()}.json"
