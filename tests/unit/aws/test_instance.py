"""The role of an EC2 instance, asked of a metadata service on loopback."""

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wizard.aws.profiles import find_instance_role
from wizard.model.profile import ProfileKind

ROLES = "/latest/meta-data/iam/security-credentials/"
KEYS = {"AccessKeyId": "ASIA", "SecretAccessKey": "hush", "Token": "t", "Expiration": "2099-01-01T00:00:00Z"}


class _Metadata(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        self._say("token")

    def do_GET(self) -> None:
        self._say({ROLES: "my-role", f"{ROLES}my-role": json.dumps(KEYS)}[self.path])

    def _say(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Metadata)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", f"http://127.0.0.1:{server.server_port}/")
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_role_of_an_instance(instance: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_EC2_METADATA_DISABLED")
    found = asyncio.run(find_instance_role())
    assert found is not None
    assert (found.name, found.kind, found.about.role_name) == ("", ProfileKind.INSTANCE, "my-role")
    assert "hush" not in repr(found)


def test_it_is_not_asked_where_that_is_turned_off(instance: None) -> None:
    assert asyncio.run(find_instance_role()) is None
