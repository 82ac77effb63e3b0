"""Calls with a client request token of the journal (R20)."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from wizard.aws.errors import AwsError
from wizard.operations.protocol import StepJournal

_ALREADY_USED = "TokenAlreadyExistsException"

ResultT = TypeVar("ResultT")


async def with_token(journal: StepJournal, step: str, call: Callable[[str], Awaitable[ResultT]]) -> ResultT:
    """Make a call with the step's token; with a new one where AWS says that the old one is used up. Raises AwsError.

    A token is used up where what it made was deleted since, or where it served another operation.
    """
    try:
        return await call(await journal.token(step))
    except AwsError as error:
        if error.code != _ALREADY_USED:
            raise
    return await call(await journal.fresh_token(step))
