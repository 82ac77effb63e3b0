"""moto as a WSGI application behind the gate."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app


class MotoApplication:
    """Passes a request to moto on behalf of an account that the gate has established."""

    def __init__(self) -> None:
        self._dispatcher: Any = DomainDispatcherApplication(create_backend_app)

    def for_account(self, account: str) -> "MotoForAccount":
        """The application that acts in one account."""
        return MotoForAccount(self._dispatcher, account)


class MotoForAccount:
    """WSGI: sets the account that moto is to work in, whatever the client sent."""

    def __init__(self, dispatcher: Any, account: str) -> None:
        self._dispatcher = dispatcher
        self._account = account

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        environ["HTTP_X_MOTO_ACCOUNT_ID"] = self._account
        answer: Iterable[bytes] = self._dispatcher(environ, start_response)
        return answer


_STATUS = {"NoSuchEntity": 404, "EntityAlreadyExists": 409, "DeleteConflict": 409, "LimitExceeded": 409}


def error_of(exception: Exception) -> tuple[str, str, int]:
    """Code, message and HTTP status of one of moto's exceptions, of its older kind or its newer."""
    code = str(getattr(exception, "error_type", None) or getattr(exception, "code", type(exception).__name__))
    return code, str(getattr(exception, "message", exception)), _STATUS.get(code, 400)
