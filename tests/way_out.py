"""What stands between a computer and AWS in companies and hotels, started on loopback: proxies, inspection, portals."""

import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

AWS_REFUSES = b"<ErrorResponse><Error><Code>MissingAuthenticationToken</Code></Error></ErrorResponse>"
PORTAL_PAGE = b"<!doctype html><html><body>Welcome to the hotel. Accept our terms.</body></html>"


class Authority:
    """A company's certificate authority; its certificate is written to `file` (PEM)."""

    def __init__(self, folder: Path, name: str = "Acme Inspection CA") -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self._certificate = self._sign(self._name, self._key.public_key(), None)
        self.file = folder / "authority.pem"
        self.file.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))

    def context_for(self, host: str) -> ssl.SSLContext:
        """Give a server's context with a certificate for a host, signed here."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        certificate = self._sign(subject, key.public_key(), host)
        file = self._folder / f"{host}.pem"
        file.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _sign(self, subject: x509.Name, key: Any, host: str | None) -> x509.Certificate:
        now = datetime.now(UTC)
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=host is None,
            crl_sign=host is None,
            encipher_only=False,
            decipher_only=False,
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        if host is not None:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        return builder.sign(self._key, hashes.SHA256())


class _Answers(BaseHTTPRequestHandler):
    """Answers every GET and POST with what its server says."""

    server: "AnsweringServer"

    def do_GET(self) -> None:
        status, headers, body = self.server.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - http.server's name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Say nothing."""


class AnsweringServer(ThreadingHTTPServer):
    """A server that gives one answer, whatever is asked."""

    daemon_threads = True

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.answer = (status, headers, body)

    @property
    def port(self) -> int:
        """Give where it listens."""
        return int(self.server_address[1])


def like_aws() -> AnsweringServer:
    """Give a server that refuses what is not signed, as AWS does."""
    return AnsweringServer(403, {"Content-Type": "text/xml", "x-amzn-RequestId": "1"}, AWS_REFUSES)


def knows_everyone() -> AnsweringServer:
    """Give a server that answers sts:GetCallerIdentity."""
    body = (
        b'<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
        b"<Arn>arn:aws:iam::111122223333:user/jo</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>"
        b"</GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>"
        b"</GetCallerIdentityResponse>"
    )
    return AnsweringServer(200, {"Content-Type": "text/xml", "x-amzn-RequestId": "1"}, body)


def captive_portal() -> AnsweringServer:
    """Give a hotel's sign-in page."""
    return AnsweringServer(200, {"Content-Type": "text/html"}, PORTAL_PAGE)


class _Tunnels(BaseHTTPRequestHandler):
    server: "TunnelProxy"

    def do_CONNECT(self) -> None:
        proxy = self.server
        proxy.asked_for.append(self.path)
        if proxy.password and self.headers.get("Proxy-Authorization") != proxy.expected:
            self.send_response(407, "Proxy Authentication Required")
            self.send_header("Proxy-Authenticate", 'Basic realm="acme"')
            self.end_headers()
            return
        if proxy.refuses:
            self.send_response(403, "Forbidden")
            self.end_headers()
            return
        self.send_response(200, "Connection established")
        self.end_headers()
        self.close_connection = True
        proxy.carry(self.connection, self.path.partition(":")[0])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Say nothing."""


class TunnelProxy(ThreadingHTTPServer):
    """An HTTP proxy. Whatever host is asked for, `behind` answers; its TLS is opened here with `authority`'s names.

    password:  "user:password" that is asked for; empty for none
    refuses:   every tunnel is refused
    asked_for: the addresses that tunnels were asked to
    """

    daemon_threads = True

    def __init__(self, behind: AnsweringServer, authority: Authority, *, password: str = "", refuses: bool = False):
        super().__init__(("127.0.0.1", 0), _Tunnels)
        self._behind = behind
        self._authority = authority
        self.password = password
        self.refuses = refuses
        self.expected = "Basic " + b64encode(password.encode()).decode()
        self.asked_for: list[str] = []

    @property
    def url(self) -> str:
        """Give its address as HTTPS_PROXY names it, with the password where one is asked for."""
        user = f"{self.password}@" if self.password else ""
        return f"http://{user}127.0.0.1:{self.server_address[1]}"

    @property
    def url_without_password(self) -> str:
        """Give its address alone."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def carry(self, client: socket.socket, host: str) -> None:
        """Open the client's TLS, and pass on what it says and is told."""
        with (
            suppress(OSError),
            self._authority.context_for(host).wrap_socket(client, server_side=True) as opened,
            socket.create_connection(("127.0.0.1", self._behind.port)) as behind,
        ):
            back = threading.Thread(target=_pump, args=(behind, opened), daemon=True)
            back.start()
            _pump(opened, behind)
            back.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


S = TypeVar("S", bound=ThreadingHTTPServer)


@contextmanager
def started(server: S) -> Iterator[S]:
    """Let a server work while the block runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
