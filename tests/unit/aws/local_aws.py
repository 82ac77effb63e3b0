"""An HTTP server on loopback that answers as a test says."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass
class Request:
    action: str
    body: dict[str, Any]
    headers: dict[str, str]


@dataclass
class Answer:
    body: str
    status: int = 200
    content_type: str = "text/xml"

    @classmethod
    def of_json(cls, reply: object, status: int = 200) -> "Answer":
        return cls(json.dumps(reply), status, "application/x-amz-json-1.1")


Responder = Callable[[Request], Answer]


@dataclass
class LocalAws:
    """What the server answers, and what it was asked."""

    url: str = ""
    respond: Responder = lambda _: Answer("", 500)
    requests: list[Request] = field(default_factory=list)

    def actions(self) -> list[str]:
        return [one.action for one in self.requests]


def _handler(local: LocalAws) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            target = self.headers.get("X-Amz-Target")
            if target:
                request = Request(target.rpartition(".")[2], json.loads(raw), dict(self.headers))
            else:
                form: dict[str, Any] = {key: values[0] for key, values in parse_qs(raw).items()}
                request = Request(form.pop("Action"), form, dict(self.headers))
            local.requests.append(request)
            answer = local.respond(request)
            data = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    return Handler


@contextmanager
def serve() -> Iterator[LocalAws]:
    local = LocalAws()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(local))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    local.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield local
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


WHO = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>{arn}</Arn><UserId>AID</UserId><Account>{account}</Account></GetCallerIdentityResult>
<ResponseMetadata><RequestId>req-7</RequestId></ResponseMetadata></GetCallerIdentityResponse>"""

ASSUMED = """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<Credentials><AccessKeyId>ASIAROLE{n}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
<SessionToken>t</SessionToken><Expiration>{until}</Expiration></Credentials>
<AssumedRoleUser><AssumedRoleId>x</AssumedRoleId><Arn>arn:aws:sts::222233334444:assumed-role/R/s</Arn></AssumedRoleUser>
</AssumeRoleResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></AssumeRoleResponse>"""

ERROR = """<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
<Code>{code}</Code><Message>{message}</Message></Error><RequestId>req-8</RequestId></ErrorResponse>"""


def who(account: str = "111122223333", arn: str = "arn:aws:iam::111122223333:user/ada") -> Answer:
    return Answer(WHO.format(arn=arn, account=account))


def assumed(n: int = 1, until: str = "2099-01-01T00:00:00Z") -> Answer:
    return Answer(ASSUMED.format(n=n, until=until))


def error(code: str, message: str = "no", status: int = 400) -> Answer:
    return Answer(ERROR.format(code=code, message=message), status)
