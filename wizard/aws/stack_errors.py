"""CloudFormation's way of saying that something does not exist."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from wizard.aws.errors import AwsError, NotFound

_NOT_FOUND = frozenset({"StackSetNotFoundException", "OperationNotFoundException"})


@asynccontextmanager
async def stack_not_found() -> AsyncIterator[None]:
    """Turn "Stack … does not exist", which comes as a ValidationError (R19), into NotFound."""
    try:
        yield
    except AwsError as error:
        if error.code == "ValidationError" and "does not exist" in error.failure.text:
            raise NotFound(error.failure) from error
        raise


@asynccontextmanager
async def stack_set_not_found() -> AsyncIterator[None]:
    """Turn the refusal of a StackSet, or an operation of one, that does not exist into NotFound."""
    try:
        yield
    except AwsError as error:
        if error.code in _NOT_FOUND:
            raise NotFound(error.failure) from error
        raise
