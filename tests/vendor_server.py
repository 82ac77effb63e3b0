"""A vendor's API on loopback: validates keys, and lists the accounts that are registered."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


class VendorServer:
    """Answers as the vendor's documents say.

    accounts: what is registered
    status:   200, or what every question is answered with
    body:     what every question is answered with in place of JSON; empty for the real one
    paths:    what was asked
    """

    def __init__(self, api_key: str, app_key: str) -> None:
        self.keys = (api_key, app_key)
        self.accounts: list[str] = []
        self.status = 200
        self.body = ""
        self.paths: set[str] = set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.paths.add(self.path)
                status, body = outer.answer(self.path, self.headers["DD-API-KEY"], self.headers["DD-APPLICATION-KEY"])
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, path: str, api_key: str | None, app_key: str | None) -> tuple[int, bytes]:
        """Give the status and the body of a reply."""
        if self.body or self.status != 200:
            return self.status, (self.body or json.dumps({"errors": ["no"]})).encode()
        if api_key != self.keys[0] or (not path.endswith("/validate") and app_key != self.keys[1]):
            return 403, json.dumps({"errors": ["Forbidden"]}).encode()
        if path.endswith("/validate"):
            return 200, json.dumps({"valid": True}).encode()
        entries = [
            {"id": str(number), "type": "account", "attributes": {"aws_account_id": account, "not": {"known": 1}}}
            for number, account in enumerate(self.accounts)
        ]
        return 200, json.dumps({"data": entries}).encode()

    def __enter__(self) -> "VendorServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
