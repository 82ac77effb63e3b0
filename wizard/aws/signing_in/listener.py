"""Waits on this computer for the browser that brings a sign-in back."""

import asyncio
import hmac
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

CALLBACK = "/oauth/callback"
_CONNECTION_SECONDS = 5

_Take = Callable[[Mapping[str, str]], None]

_PAGE = (
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width"><style>body{{font:16px/1.5 system-ui,sans-serif;'
    "max-width:32rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}}</style></head>"
    "<body><h1>{title}</h1><p>{text}</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class ListenerPages:
    """What the browser shows at the end, each as a title and a sentence of plain text, in the language of the window.

    done:    the program has the answer, and says itself how it goes on
    strange: the address was opened in another way than by this sign-in
    """

    done: tuple[str, str] = ("You can close this page", "Org Wizard goes on by itself in its own window.")
    strange: tuple[str, str] = (
        "This page belongs to no sign-in",
        "Nothing was taken from it. Go on in the page that Org Wizard opened, or begin the sign-in again.",
    )
    language: str = "en"


class BrowserListener:
    """Listens on 127.0.0.1 from when it is made until `close`, on a port of the system's choice.

    It takes the one answer that carries its `state`; all else it refuses, and goes on waiting. Made and awaited on the
    event loop; what the browser does happens in threads of its own.
    """

    def __init__(self, state: str, pages: ListenerPages | None = None) -> None:
        """Bind the port. Raises OSError where that is not possible."""
        self._loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[Mapping[str, str]] = self._loop.create_future()
        self._server = _Server(state, pages or ListenerPages(), self._take)
        thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name="sign-in-listener", daemon=True
        )
        thread.start()

    @property
    def address(self) -> str:
        """Give the address that the browser is sent to."""
        return f"http://127.0.0.1:{self._server.server_port}{CALLBACK}"

    async def answer(self) -> Mapping[str, str]:
        """Wait for the browser; gives what it brought: `code`, or `error`. Waits for as long as nobody cancels."""
        return await asyncio.shield(self._answer)

    def close(self) -> None:
        """Stop listening, at once and for good; an answer that comes later finds nobody."""
        self._answer.cancel()
        threading.Thread(target=self._server.put_away, name="sign-in-listener-end", daemon=True).start()

    def _take(self, query: Mapping[str, str]) -> None:
        """Hand an answer to the loop; called in a thread of the server's."""

        def hand_over() -> None:
            if not self._answer.done():
                self._answer.set_result(query)

        self._loop.call_soon_threadsafe(hand_over)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = False  # nobody else may listen where the browser brings a code

    def __init__(self, state: str, pages: ListenerPages, take: _Take) -> None:
        self.state = state
        self.pages = pages
        self.take = take
        super().__init__(("127.0.0.1", 0), _Handler)

    def put_away(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hangs up."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _CONNECTION_SECONDS

    def do_GET(self) -> None:
        """Take the browser's answer where it is one to this sign-in."""
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        ours = url.path == CALLBACK and self.headers.get("Host") == f"127.0.0.1:{self.server.server_port}"
        known = hmac.compare_digest(query.get("state", "").encode(), self.server.state.encode())
        if not ours or not known or not {"code", "error"} & query.keys():
            self._show(400 if url.path == CALLBACK else 404, self.server.pages.strange)
            return
        self._show(200, self.server.pages.done)
        self.server.take({name: query[name] for name in ("code", "error", "error_description") if name in query})

    def _show(self, status: int, text: tuple[str, str]) -> None:
        title, sentence = (escape(one) for one in text)
        page = _PAGE.format(language=escape(self.server.pages.language), title=title, text=sentence).encode()
        self.send_response(status)
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(page)),
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "Connection": "close",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)

    def version_string(self) -> str:
        """Tell a browser no more than that somebody answers."""
        return "org-wizard"

    def log_message(self, *_: object) -> None:
        """Keep quiet: the address holds a code."""
