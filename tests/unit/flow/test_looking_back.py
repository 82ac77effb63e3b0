"""Pages on what was written down: free to move, nothing asked, nothing done."""

import asyncio

import pytest

from tests.unit.flow.data import answers_up_to_settings, small_tree
from wizard.flow.looking_back import LookingBack, RecordedChecks, RecordedRoles, RecordedRun, RecordedRuns
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.check import CheckResult, CheckState
from wizard.model.failure import WizardError
from wizard.model.run_state import RunState
from wizard.providers.catalogue import load_provider

REQUEST = connect_request(answers_up_to_settings(small_tree()), load_provider("cloud-entitlements"))


def test_every_step_can_be_jumped_to():
    navigation = LookingBack(answers_up_to_settings(small_tree()), at=StepId.DEPLOY)
    assert [entry.step_id for entry in navigation.rail() if entry.reachable] == [
        StepId.CHECKS,
        StepId.REVIEW,
        StepId.ROLE,
    ]
    assert navigation.jump(StepId.ROLE) is StepId.ROLE
    assert navigation.is_last
    assert navigation.jump(StepId.CHECKS) is StepId.CHECKS
    assert not navigation.can_go_back


def test_a_check_is_as_it_was_and_offers_no_mend():
    checks = RecordedChecks({"a": CheckResult("a", CheckState.PROBLEM, mend="turn-on-trusted-access")})
    assert asyncio.run(checks.run("a", REQUEST)) == CheckResult("a", CheckState.PROBLEM)
    assert asyncio.run(checks.run("b", REQUEST)).state is CheckState.UNKNOWN


def test_the_role_is_as_it_was():
    async def all_of(roles):
        return [one.check async for one in roles.verify(REQUEST, "")]

    roles = RecordedRoles(
        {"form": CheckResult("form", CheckState.PASSED), "trust": CheckResult("trust", CheckState.PROBLEM)}
    )
    assert asyncio.run(all_of(roles)) == ["form", "trust"]


@pytest.mark.parametrize(
    "do",
    [
        lambda run: run.go_on(),
        lambda run: run.mend("leave-role"),
        lambda run: RecordedRuns(run).start(REQUEST),
        lambda _run: RecordedChecks({}).mend("turn-on-trusted-access", REQUEST),
    ],
)
def test_nothing_can_be_done(do):
    with pytest.raises(WizardError, match="Nothing can be done from here"):
        asyncio.run(do(RecordedRun(RunState(), "")))
