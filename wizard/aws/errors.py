"""Turns whatever comes out of botocore into a RawFailure."""

import configparser
from dataclasses import dataclass

from wizard.model.failure import RawFailure, WizardError

CLIENT_ERROR = "botocore ClientError"
BOTOCORE_EXCEPTION = "botocore exception"
PYTHON_EXCEPTION = "Python exception (not a BotoCoreError)"
NOT_AWS = "Python exception (HTML answered with HTTP 200)"

_SERVICE_OF_SIGN_IN = {
    "AssumeRole": "sts",
    "AssumeRoleWithWebIdentity": "sts",
    "GetRoleCredentials": "sso",
    "CreateToken": "sso-oidc",
    "CreateOAuth2Token": "signin",
}

_THROTTLED = frozenset(
    {
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)

_ACCESS_DENIED = frozenset(
    {"AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedException", "UnauthorizedOperation"}
)


@dataclass(frozen=True, slots=True)
class CallSite:
    """Which call a failure belongs to; all empty where it belongs to none."""

    service: str = ""
    operation: str = ""
    region: str = ""
    account: str = ""


class AwsError(WizardError):
    """AWS refused a call, could not be reached, or nobody is signed in; `failure` says which."""

    @property
    def code(self) -> str:
        """Give AWS's error code, or the exception's class name."""
        return self.failure.code

    @property
    def throttled(self) -> bool:
        """True where AWS asked to slow down; nothing was done then, so the call can be repeated (R44)."""
        return self.code in _THROTTLED or "Rate exceeded" in self.failure.text

    @property
    def access_denied(self) -> bool:
        """True where the signed-in user may not do this."""
        return self.code in _ACCESS_DENIED


class NotFound(AwsError):  # noqa: N818 - says what is the case, as FileNotFoundError would if Python began today
    """What was asked for does not exist at AWS."""


class NotAwsReply(AwsError):  # noqa: N818 - likewise
    """A proxy or a captive portal answered in AWS's place: the reply lacks what AWS always sends (R46)."""


def raw_failure(exception: BaseException, call: CallSite = CallSite()) -> RawFailure:
    """Give an exception as data; one that carries a failure already gives that one unchanged.

    A refusal of a sign-in call that botocore made on the way, such as AssumeRole, is put down to that call.
    """
    if isinstance(exception, WizardError):
        return exception.failure
    if _is_a(exception, "ClientError"):
        return _client_error(exception, call)
    botocore = _is_a(exception, "BotoCoreError") or _is_a(exception, "ResponseParserError")
    return RawFailure(
        text=_text(exception),
        surface=BOTOCORE_EXCEPTION if botocore else PYTHON_EXCEPTION,
        service=call.service,
        code=type(exception).__name__,
        operation=call.operation,
        account=call.account,
        region=call.region,
    )


def not_aws_reply(missing: str, call: CallSite) -> NotAwsReply:
    """Give the failure of a reply that lacks `missing` (R46)."""
    return NotAwsReply(
        RawFailure(
            text=f"The reply to {call.operation} lacks {missing}, which AWS always sends: it did not come from AWS.",
            surface=NOT_AWS,
            service=call.service,
            code="NotAwsReply",
            operation=call.operation,
            account=call.account,
            region=call.region,
        )
    )


def _is_a(exception: BaseException, name: str) -> bool:
    """Tell whether an exception is of a class of botocore, without loading botocore for the question."""
    return any(one.__name__ == name and one.__module__.startswith("botocore.") for one in type(exception).__mro__)


def _client_error(exception: BaseException, call: CallSite) -> RawFailure:
    response = getattr(exception, "response", {})
    operation = str(getattr(exception, "operation_name", "") or call.operation)
    asked_for = operation == call.operation
    return RawFailure(
        text=str(exception),
        surface=CLIENT_ERROR,
        service=call.service if asked_for else _SERVICE_OF_SIGN_IN.get(operation, call.service),
        code=str(response.get("Error", {}).get("Code", "")),
        operation=operation,
        account=call.account if asked_for else "",
        region=call.region,
        request_id=str(response.get("ResponseMetadata", {}).get("RequestId", "")),
    )


def _text(exception: BaseException) -> str:
    text = str(exception) or type(exception).__name__
    if _is_a(exception, "ConfigParseError"):
        line = _line(getattr(exception, "kwargs", {}).get("error"))
        return f"{text}, line {line}" if line else text
    if _is_a(exception, "EndpointConnectionError"):
        # botocore says the same of an unknown name and of a server that refuses; what is below tells them apart.
        below = str(getattr(exception, "kwargs", {}).get("error", ""))
        return f"{text}: {below.rpartition(': ')[2]}" if below else text
    if _is_a(exception, "ProxyConnectionError"):
        # Whether the proxy is not there, asks for a password or refuses, stands below too; the address is masked.
        below = str(getattr(exception, "kwargs", {}).get("error", ""))
        return f"{text}: {below}" if below else text
    return text


def _line(error: object) -> int | None:
    """Give the line of a configuration file that cannot be read; its words are left out, they can be a secret."""
    if isinstance(error, UnicodeDecodeError):
        return error.object[: error.start].count(b"\n") + 1
    if isinstance(error, configparser.MissingSectionHeaderError):
        return error.lineno
    if isinstance(error, configparser.ParsingError):
        return error.errors[0][0] if error.errors else None
    if isinstance(error, (configparser.DuplicateSectionError, configparser.DuplicateOptionError)):
        return error.lineno
    return None
