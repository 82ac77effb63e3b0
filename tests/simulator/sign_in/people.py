"""Programs that sign in: a registered client of the embedded AWS, with boto3 alone."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import boto3
from botocore import UNSIGNED
from botocore.config import Config

from tests.simulator.sign_in.browser import visit

START = "https://acme.awsapps.com/start"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
CODE = "authorization_code"
REFRESH = "refresh_token"
CALLBACK = "http://127.0.0.1/oauth/callback"
LISTENER = "http://127.0.0.1:49152/oauth/callback"
VERIFIER = "a-long-random-text-that-nobody-guesses-0123456789"
SCOPE = "sso:account:access"


def unsigned(aws, service, region=""):
    """A client that signs nothing; with a region its endpoint's address begins with it."""
    config = Config(signature_version=UNSIGNED, retries={"total_max_attempts": 1})
    url = aws.exports["AWS_ENDPOINT_URL"] + (f"/{region}" if region else "")
    return boto3.client(service, region_name=region or "us-east-1", endpoint_url=url, config=config)


def challenge(verifier=VERIFIER):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


@dataclass
class Program:
    """A registered client."""

    url: str
    oidc: Any
    keys: dict[str, str]

    @classmethod
    def register(cls, aws, region="", **more):
        oidc = unsigned(aws, "sso-oidc", region)
        wanted = {"clientName": "org-wizard", "clientType": "public", "scopes": [SCOPE], **more}
        found = oidc.register_client(**wanted)
        url = aws.exports["AWS_ENDPOINT_URL"] + (f"/{region}" if region else "")
        return cls(url, oidc, {name: found[name] for name in ("clientId", "clientSecret")})

    @classmethod
    def for_browser(cls, aws, **more):
        wanted = {"grantTypes": [CODE, REFRESH], "redirectUris": [CALLBACK], "issuerUrl": START}
        return cls.register(aws, **{**wanted, **more})

    def begin(self, start=START):
        return self.oidc.start_device_authorization(**self.keys, startUrl=start)

    def take(self, begun):
        """Ask for the token of a device code."""
        return self.oidc.create_token(**self.keys, grantType=DEVICE, deviceCode=begun["deviceCode"])

    def sign_in(self, user="anna.berg"):
        """The whole way with a device code; gives CreateToken's answer."""
        begun = self.begin()
        visit(begun["verificationUriComplete"]).press("approved", username=user)
        return self.take(begun)

    def refresh(self, token):
        return self.oidc.create_token(**self.keys, grantType=REFRESH, refreshToken=token)

    def open(self, **changed):
        """The page of an authorization request; None leaves a parameter out."""
        query = {
            "response_type": "code",
            "client_id": self.keys["clientId"],
            "redirect_uri": LISTENER,
            "state": "the-state",
            "code_challenge": challenge(),
            "code_challenge_method": "S256",
            **changed,
        }
        return visit(f"{self.url}/authorize?{urlencode({k: v for k, v in query.items() if v is not None})}")

    def exchange(self, code, **changed):
        sent = {"code": code, "redirectUri": LISTENER, "codeVerifier": VERIFIER, **changed}
        return self.oidc.create_token(**self.keys, grantType=CODE, **sent)
