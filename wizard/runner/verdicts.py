"""What an exception out of an operation means for the run."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from wizard.model.failure import RawFailure, Retry, WizardError
from wizard.model.plan import Outcome, OutcomeKind

_log = logging.getLogger(__name__)

Judge = Callable[[RawFailure], Retry]

_KINDS = {
    Retry.AUTO: OutcomeKind.RETRYABLE,
    Retry.AFTER_SIGN_IN: OutcomeKind.NEEDS_SIGN_IN,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome; `perhaps_done` where AWS refused because there is nothing (left) to do, e.g. R21."""

    outcome: Outcome
    perhaps_done: bool = False


def judge_exception(error: Exception, operation: str, judge: Judge) -> Verdict:
    """Judge what came out of an operation; what is no WizardError is a bug and goes to the log with its traceback."""
    if isinstance(error, WizardError):
        retry = judge(error.failure)
        kind = _KINDS.get(retry, OutcomeKind.FIXABLE)
        return Verdict(Outcome(kind, error.failure), perhaps_done=retry is Retry.TREAT_AS_DONE)
    _log.error("The operation %s broke", operation, exc_info=error)
    failure = RawFailure(text=str(error) or repr(error), surface="program", code=type(error).__name__)
    return Verdict(Outcome(OutcomeKind.BUG, failure))
