"""Goes the whole way to an address, step by step, and says at which step it ends. For worker threads: it blocks."""

import http.client
import socket
import ssl
import time
from dataclasses import replace
from urllib.parse import urlsplit

from wizard.model.failure import RawFailure
from wizard.model.reach import Reach, ReachState, ServiceAddress
from wizard.net.proxies import Proxy, proxy_for
from wizard.net.trust import client_context

SURFACE = "connection test"
_SECONDS = 8.0
_BODY = 2_000
_AWS_HEADERS = ("x-amz", "x-amzn")
_PORTS = {"http": 80, "https": 443}


class _NoWay(Exception):  # noqa: N818 - the way ended; `failure` says where
    def __init__(self, text: str, code: str) -> None:
        super().__init__(text)
        self.text = text
        self.code = code


def probe(address: ServiceAddress, *, seconds: float = _SECONDS) -> Reach:
    """Look up the name, connect (through the proxy, where one is set), shake hands, ask, and look who answers.

    Nothing that is asked needs credentials, and nothing is changed. Never raises for what the network does.
    """
    began = time.monotonic()
    through = ""
    try:
        proxy = proxy_for(address.url)
        through = proxy.address if proxy else ""
        _go(address, proxy, seconds)
    except _NoWay as end:
        reach = Reach(address, ReachState.FAILED, through, _failure(address, end.text, end.code))
    except ValueError as error:
        reach = Reach(address, ReachState.FAILED, through, _failure(address, str(error), "ProxyConnectionError"))
    else:
        reach = Reach(address, ReachState.REACHED, through)
    return replace(reach, milliseconds=round((time.monotonic() - began) * 1000))


def _go(address: ServiceAddress, proxy: Proxy | None, seconds: float) -> None:
    parts = urlsplit(address.url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    connection = _connect(host, port, proxy, tunnel=parts.scheme == "https", seconds=seconds)
    try:
        if parts.scheme == "https":
            connection.sock = _shake_hands(connection.sock, host, address.ca_bundle)
        _look_who_answers(connection, host, address.url if proxy and parts.scheme == "http" else "/")
    finally:
        connection.close()


def _connect(host: str, port: int, proxy: Proxy | None, *, tunnel: bool, seconds: float) -> http.client.HTTPConnection:
    if proxy is None:
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        _open(connection, f"to {host}")
        return connection
    if proxy.scheme != "http":
        raise _NoWay(f"The proxy {proxy.address} is spoken to by https, which this test cannot look through.", "Proxy")
    connection = http.client.HTTPConnection(proxy.host, proxy.port, timeout=seconds)
    if tunnel:
        connection.set_tunnel(host, port, proxy.headers)
    try:
        _open(connection, f"to proxy {proxy.address}")
    except _NoWay as end:
        code = "ProxyConnectionError" if not end.text.startswith("Tunnel") else end.code
        text = end.text if end.text.startswith("Tunnel") else f"Failed to connect to proxy URL: {end.text}"
        raise _NoWay(text, code) from end
    return connection


def _open(connection: http.client.HTTPConnection, whereto: str) -> None:
    try:
        connection.connect()
    except socket.gaierror as error:
        raise _NoWay(f"Could not connect {whereto}: name resolution failed: {error.strerror}", "gaierror") from error
    except TimeoutError as error:
        raise _NoWay(f"Connect timeout {whereto}: the connection attempt timed out", "ConnectTimeoutError") from error
    except OSError as error:  # http.client says a refused tunnel as a plain OSError
        raise _NoWay(_os_text(error, whereto), type(error).__name__) from error
    except http.client.HTTPException as error:
        raise _NoWay(f"Connection broken {whereto}: {error!r}", type(error).__name__) from error


def _os_text(error: OSError, whereto: str) -> str:
    text = str(error)
    return text if text.startswith("Tunnel") else f"Could not connect {whereto}: {error.strerror or text}"


def _shake_hands(raw: socket.socket, host: str, ca_bundle: str) -> ssl.SSLSocket:
    try:
        context = client_context(ca_bundle)
    except OSError as error:
        text = f"SSL validation failed: the CA bundle {ca_bundle} cannot be read: {error.strerror or error}"
        raise _NoWay(text, "SSLError") from error
    try:
        return context.wrap_socket(raw, server_hostname=host)
    except ssl.SSLError as error:
        raise _NoWay(f"SSL validation failed for {host}: {error}", type(error).__name__) from error
    except TimeoutError as error:
        raise _NoWay(f"{host}: the handshake operation timed out", "ReadTimeoutError") from error
    except OSError as error:
        raise _NoWay(f"Connection reset during the handshake with {host}: {error}", type(error).__name__) from error


def _look_who_answers(connection: http.client.HTTPConnection, host: str, path: str) -> None:
    """Ask without credentials: AWS refuses that in its own way, with headers of its own; a portal sends a page."""
    try:
        connection.request("GET", path, headers={"Host": host, "Accept": "*/*", "User-Agent": "org-wizard"})
        reply = connection.getresponse()
        body = reply.read(_BODY)
    except TimeoutError as error:
        raise _NoWay(f"{host}: the read operation timed out", "ReadTimeoutError") from error
    except (OSError, http.client.HTTPException) as error:
        raise _NoWay(f"Connection broken while {host} answered: {error!r}", type(error).__name__) from error
    if reply.status == http.HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        raise _NoWay(f"Tunnel connection failed: 407 {reply.reason}", "ProxyError")
    if not any(name.lower().startswith(_AWS_HEADERS) for name, _ in reply.getheaders()):
        raise _NoWay(_not_aws(host, reply, body), "NotAwsReply")


def _not_aws(host: str, reply: http.client.HTTPResponse, body: bytes) -> str:
    where = reply.getheader("Location", "")
    kind = reply.getheader("Content-Type", "")
    answered = f"HTTP {reply.status}" + (f", a redirect to {where}" if where else f", {kind}" if kind else "")
    begins = " ".join(body.decode("utf-8", "replace").split())[:120]
    return f"The reply of {host} did not come from AWS: {answered}. It begins: {begins}"


def _failure(address: ServiceAddress, text: str, code: str) -> RawFailure:
    return RawFailure(text, surface=SURFACE, service=address.service, code=code, operation="GET")
