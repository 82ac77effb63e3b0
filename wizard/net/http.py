"""One request to an address that is not AWS's: through the proxy that is set, within limits, and never redirected.

Blocks: for worker threads, or by `HttpClient.ask`, which takes one.
"""

import asyncio
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from wizard.model.failure import RawFailure, WizardError
from wizard.net.proxies import Proxy, proxy_for
from wizard.net.trust import client_context

SURFACE = "network"
_PIECE = 64 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})


class HttpError(WizardError):
    """There was no reply, or none that may be taken; `failure.code` says which."""

    @property
    def code(self) -> str:
        """Give what went wrong: a class of the standard library or of botocore, "TooLarge" or "InsecureAddress"."""
        return self.failure.code


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a request may go.

    connect_seconds: until the connection stands
    seconds:         for everything together
    max_bytes:       of the reply's body
    """

    connect_seconds: float = 8.0
    seconds: float = 30.0
    max_bytes: int = 1_000_000


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What is asked. Its headers can hold keys: they are never shown."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class HttpReply:
    """What came back, whatever its status; names of headers are in lower case."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def redirect(self) -> str:
        """Give where a redirect leads, which was not followed; empty where it is none."""
        return self.headers.get("location", "") if 300 <= self.status < 400 else ""


class HttpClient:
    """Asks by https alone, and verifies who answers.

    user_agent:     what the server sees
    ca_bundle:      file of certificates that are trusted besides the system's
    allow_loopback: plain http to this computer is taken: for an address that somebody has configured
    """

    def __init__(self, user_agent: str, ca_bundle: str = "", *, allow_loopback: bool = False) -> None:
        self._user_agent = user_agent
        self._ca_bundle = ca_bundle
        self._allow_loopback = allow_loopback

    async def ask(self, request: HttpRequest, limits: Limits | None = None) -> HttpReply:
        """Send a request in a worker thread. Raises HttpError."""
        return await asyncio.to_thread(self.send, request, limits)

    def send(self, request: HttpRequest, limits: Limits | None = None) -> HttpReply:
        """Send a request and give the reply, a refusal as well as a redirect. Raises HttpError."""
        limits = limits or Limits()
        parts = self._checked(request.url)
        began = time.monotonic()
        host = parts.hostname or ""
        connection = self._connection(parts, limits)
        try:
            with _told(host), _ended_after(connection, limits, began):
                connection.connect()
                return self._exchange(connection, request, parts, limits)
        finally:
            connection.close()

    def _checked(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise _error("The address cannot be read.", "InvalidURL") from error
        plain = parts.scheme == "http" and self._allow_loopback and parts.hostname in _LOOPBACK
        if not parts.hostname or port == 0 or not (parts.scheme == "https" or plain):
            raise _error("Nothing was sent: the address does not begin with https://.", "InsecureAddress")
        return parts

    def _connection(self, parts: SplitResult, limits: Limits) -> http.client.HTTPConnection:
        host, seconds = parts.hostname or "", min(limits.connect_seconds, limits.seconds)
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, parts.port or 80, timeout=seconds)
        context = self._context()
        proxy = _proxy(parts)
        if proxy is None:
            return http.client.HTTPSConnection(host, parts.port or 443, timeout=seconds, context=context)
        connection = http.client.HTTPSConnection(proxy.host, proxy.port, timeout=seconds, context=context)
        connection.set_tunnel(host, parts.port or 443, proxy.headers)
        return connection

    def _context(self) -> ssl.SSLContext:
        try:
            return client_context(self._ca_bundle)
        except OSError as error:
            text = f"SSL validation failed: the CA bundle {self._ca_bundle} cannot be read: {error.strerror or error}"
            raise _error(text, "SSLError") from error

    def _exchange(
        self, connection: http.client.HTTPConnection, request: HttpRequest, parts: SplitResult, limits: Limits
    ) -> HttpReply:
        connection.sock.settimeout(limits.seconds)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": self._user_agent, "Accept": "*/*", "Connection": "close", **request.headers}
        connection.request(request.method, path, body=request.body or None, headers=headers)
        with connection.getresponse() as reply:
            return HttpReply(
                status=reply.status,
                reason=reply.reason,
                headers={name.lower(): value for name, value in reply.getheaders()},
                body=_body(reply, limits.max_bytes, parts.hostname or ""),
            )


def _proxy(parts: SplitResult) -> Proxy | None:
    try:
        proxy = proxy_for(f"{parts.scheme}://{parts.netloc}")
    except ValueError as error:
        raise _error(str(error), "ProxyConnectionError") from error
    if proxy is not None and proxy.scheme != "http":
        raise _error(
            f"The proxy {proxy.address} is spoken to by https, which is not understood here.", "ProxyConnectionError"
        )
    return proxy


def _body(reply: http.client.HTTPResponse, most: int, host: str) -> bytes:
    """Read a body to its end, and never more than `most` bytes of it. Raises HttpError."""
    pieces, size = [], 0
    while piece := reply.read1(_PIECE):
        size += len(piece)
        if size > most:
            raise _error(f"The reply of {host} is larger than {most:,} bytes.", "TooLarge")
        pieces.append(piece)
    if reply.length:  # fewer bytes came than were announced, and read1 says nothing of it
        raise http.client.IncompleteRead(b"", reply.length)
    return b"".join(pieces)


@contextmanager
def _ended_after(connection: http.client.HTTPConnection, limits: Limits, began: float) -> Iterator[None]:
    """End a request that takes too long altogether: a server that sends a byte now and then never times out."""

    def end() -> None:
        if isinstance(connection.sock, socket.socket):
            try:
                # Not SSLSocket's own: that takes the encryption away under the thread which is reading.
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
            except OSError:
                return  # closed already

    timer = threading.Timer(limits.seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() - began >= limits.seconds:
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if time.monotonic() - began >= limits.seconds:
        raise TimeoutError


@contextmanager
def _told(host: str) -> Iterator[None]:
    """Turn what the network does into an HttpError, in the words that the diagnosis knows."""
    try:
        yield
    except socket.gaierror as error:
        raise _error(f"Could not connect to {host}: name resolution failed: {error.strerror}", "gaierror") from error
    except TimeoutError as error:
        raise _error(f"{host}: the read operation timed out", "ReadTimeoutError") from error
    except ssl.SSLError as error:
        raise _error(f"SSL validation failed for {host}: {error}", type(error).__name__) from error
    except http.client.HTTPException as error:
        raise _error(f"Connection broken while {host} answered: {error!r}", type(error).__name__) from error
    except OSError as error:  # http.client says a refused tunnel as a plain OSError
        text = str(error)
        text = text if text.startswith("Tunnel") else f"Could not connect to {host}: {error.strerror or text}"
        raise _error(text, type(error).__name__) from error


def _error(text: str, code: str) -> HttpError:
    return HttpError(RawFailure(text, surface=SURFACE, code=code))
