"""Serves the gate over HTTP, on 127.0.0.1 and nowhere else."""

import socket
import threading
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request

from wizard.simulator.gate.faults import ConnectionDroppedError
from wizard.simulator.gate.gate import Gate

HOST = "127.0.0.1"


class Server:
    """An HTTP server in threads of its own."""

    def __init__(self, gate: Gate, port: int) -> None:
        self._gate = gate
        self._server = make_server(HOST, port, self._application, threaded=True, request_handler=_Handler)
        # A client that waits for an answer must not hold the process back at the end.
        self._server.daemon_threads = True  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def url(self) -> str:
        """The address that clients use."""
        return f"http://{HOST}:{self._server.port}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()

    def _application(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            response = self._gate.answer(Request(environ))
        except ConnectionDroppedError:
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionResetError from None
        return response(environ, start_response)


class _Handler(WSGIRequestHandler):
    """Sends without delay, and is silent."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def make_environ(self) -> WSGIEnvironment:
        """Keep the portal's token, which werkzeug drops for the underscore in its header's name."""
        environ = super().make_environ()
        token = self.headers.get("x-amz-sso_bearer_token")
        if token:
            environ["HTTP_X_AMZ_SSO_BEARER_TOKEN"] = token
        return environ

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing."""
