"""Turns a bundle into what the pages show, every failure explained anew by this version of the program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from wizard.handover.bundle.contents import BundledRun, Contents
from wizard.model.check import CheckResult
from wizard.model.connection import ConnectRequest
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.model.plan import OperationChanged, OperationState, RunEnd, RunKind
from wizard.model.progress import AccountResult
from wizard.model.run_state import RunState

_ROLE = "role."
_MAKING = (RunKind.CONNECT, RunKind.CHANGE, RunKind.RETRY)
_AT_WORK = (OperationState.LOOKING, OperationState.RUNNING, OperationState.WAITING_TO_RETRY)

Explain = Callable[[RawFailure], Diagnosis]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the pages are made of.

    checks, role_checks: by check ID
    """

    request: ConnectRequest
    state: RunState
    role_arn: str
    checks: Mapping[str, CheckResult]
    role_checks: Mapping[str, CheckResult]


def recorded(contents: Contents, explain: Explain) -> Recorded:
    """Give what the pages show. Long for thousands of failures: not for the Qt thread.

    Raises WizardError for a bundle that does not say what was asked to be connected.
    """
    if contents.request is None:
        text = "This bundle does not say what was to be connected, so there are no pages to show."
        raise WizardError(RawFailure(text, "file", code="BundleWithoutRequest"))
    results = {check: record.result for check, record in contents.checks.results.items()}
    return Recorded(
        contents.request,
        _state(contents, explain),
        contents.connection.role_arn,
        {check: one for check, one in results.items() if not check.startswith(_ROLE)},
        {check.removeprefix(_ROLE): one for check, one in results.items() if check.startswith(_ROLE)},
    )


def _state(contents: Contents, explain: Explain) -> RunState:
    runs = [one for one in contents.runs.runs if one.plan.kind is not RunKind.MEND]
    making = [one for one in runs if one.plan.kind in _MAKING]
    newest = (making or runs)[-1:]
    state = _state_of_run(newest[0]) if newest else RunState()
    if not newest:
        state.end = RunEnd.STOPPED
    accounts = newest[0].report.accounts if newest and newest[0].report.accounts else contents.accounts.results
    for account in accounts:
        state.accounts[account.account_id] = _explained(account, explain)
    return state


def _state_of_run(run: BundledRun) -> RunState:
    state = RunState(run.plan.operations)
    state.take_report(run.report)
    for entry in run.journal:
        resting = OperationState.STOPPED if entry.state in _AT_WORK else entry.state
        state.take(OperationChanged(entry.operation, resting, entry.failure))
    state.end = run.ended or RunEnd.STOPPED
    return state


def _explained(account: AccountResult, explain: Explain) -> AccountResult:
    """Explain anew; where policies were read at AWS for it, what they said then is kept: nobody can read them here."""
    if account.reason is None:
        return account
    known = account.diagnosis
    if known is not None and known.request:
        return account
    return replace(account, diagnosis=explain(account.reason))
