import configparser
import json
from datetime import UTC

import pytest
from botocore.exceptions import (
    ClientError,
    ConfigParseError,
    EndpointConnectionError,
    InfiniteLoopConfigError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOTokenLoadError,
)
from botocore.parsers import ResponseParserError

from wizard.aws.errors import AwsError, CallSite, raw_failure
from wizard.model.failure import RawFailure, WizardError

CALL = CallSite("cloudformation", "CreateStack", "eu-west-1", "111122223333")


def client_error(code: str, message: str, operation: str = "CreateStack") -> ClientError:
    return ClientError(
        {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"RequestId": "req-1"}},  # type: ignore[typeddict-item]
        operation,
    )


@pytest.mark.parametrize(
    ("exception", "surface", "code", "text"),
    [
        (NoCredentialsError(), "botocore exception", "NoCredentialsError", "Unable to locate credentials"),
        (ProfileNotFound(profile="x"), "botocore exception", "ProfileNotFound", "The config profile (x) could not be"),
        (
            EndpointConnectionError(endpoint_url="https://sts.test/"),
            "botocore exception",
            "EndpointConnectionError",
            'Could not connect to the endpoint URL: "https://sts.test/"',
        ),
        (
            PartialCredentialsError(provider="env", cred_var="aws_secret_access_key"),
            "botocore exception",
            "PartialCredentialsError",
            "missing: aws_secret_access_key",
        ),
        (
            InfiniteLoopConfigError(source_profile="a", visited_profiles=["a", "b"]),
            "botocore exception",
            "InfiniteLoopConfigError",
            "Infinite loop",
        ),
        (SSOTokenLoadError(error_msg="none"), "botocore exception", "SSOTokenLoadError", "Error loading SSO Token"),
        (ResponseParserError("Unable to parse"), "botocore exception", "ResponseParserError", "Unable to parse"),
        (FileNotFoundError(2, "No such file", "aws-vault"), "Python exception (not", "FileNotFoundError", "aws-vault"),
        (json.JSONDecodeError("Expecting value", "", 0), "Python exception (not", "JSONDecodeError", "Expecting value"),
        (KeyError("accessKeyId"), "Python exception (not", "KeyError", "accessKeyId"),
        (EOFError(), "Python exception (not", "EOFError", "EOFError"),
    ],
)
def test_every_exception_becomes_data(exception: Exception, surface: str, code: str, text: str) -> None:
    failure = raw_failure(exception, CALL)
    assert failure.surface.startswith(surface)
    assert failure.code == code
    assert text in failure.text
    assert (failure.service, failure.operation) == ("cloudformation", "CreateStack")
    assert (failure.region, failure.account) == ("eu-west-1", "111122223333")
    assert failure.at.tzinfo is UTC


def test_refusal_of_aws_keeps_its_code_words_and_request_id() -> None:
    failure = raw_failure(client_error("AlreadyExistsException", "Stack [x] already exists"), CALL)
    assert failure.code == "AlreadyExistsException"
    assert failure.surface == "botocore ClientError"
    assert failure.request_id == "req-1"
    assert failure.text == (
        "An error occurred (AlreadyExistsException) when calling the CreateStack operation: Stack [x] already exists"
    )


@pytest.mark.parametrize(
    ("operation", "service"),
    [
        ("AssumeRole", "sts"),
        ("GetRoleCredentials", "sso"),
        ("CreateToken", "sso-oidc"),
        ("CreateStack", "cloudformation"),
    ],
)
def test_refused_sign_in_on_the_way_is_put_down_to_the_sign_in(operation: str, service: str) -> None:
    failure = raw_failure(client_error("AccessDenied", "no", operation), CALL)
    assert (failure.service, failure.operation) == (service, operation)


def test_failure_that_is_data_already_stays_as_it_is() -> None:
    failure = RawFailure("The person cancelled.", code="Cancelled")
    assert raw_failure(WizardError(failure), CALL) is failure


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("region = x\n", 1),
        ("[default]\nregion\n", 2),
        ("[a]\nx = 1\n\n[a]\n", 4),
        ("[a]\nx = 1\nx = 2\n", 3),
    ],
)
def test_unreadable_configuration_names_file_and_line_and_nothing_else(text: str, line: int) -> None:
    parser = configparser.RawConfigParser()
    with pytest.raises(configparser.Error) as caught:
        parser.read_string(text)
    failure = raw_failure(ConfigParseError(path="/home/me/.aws/config", error=caught.value))
    assert failure.text == f"Unable to parse config file: /home/me/.aws/config, line {line}"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("Throttling", "Rate exceeded"),
        ("ThrottlingException", "slow down"),
        ("TooManyRequestsException", "x"),
        ("ValidationError", "Rate exceeded"),
    ],
)
def test_throttling_is_known_under_all_its_names(code: str, text: str) -> None:
    assert AwsError(RawFailure(text, code=code)).throttled


def test_other_refusals_are_not_throttling() -> None:
    error = AwsError(RawFailure("You have reached a limit", code="LimitExceededException"))
    assert not error.throttled
    assert not error.access_denied
    assert AwsError(RawFailure("no", code="AccessDeniedException")).access_denied
