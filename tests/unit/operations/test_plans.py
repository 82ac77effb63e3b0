"""What a run consists of, for a template of our contract and for any other."""

from dataclasses import replace

import pytest

from wizard.model.plan import RunKind
from wizard.operations.plans import plan_for


@pytest.mark.parametrize(
    ("kind", "operations"),
    [
        (RunKind.CHANGE, ("apply-change", "role")),
        (RunKind.REPAIR, ("continue-rollback",)),
        (RunKind.RETRY, ()),
        (RunKind.DISCONNECT, ("settle-stack-sets", "remove-stack", "remove-stack-sets", "confirm-gone")),
    ],
)
def test_a_template_that_follows_no_contract_is_never_told_our_parameters(request_, provider, kind, operations):
    foreign = replace(provider, chooses_accounts=False)

    assert plan_for(kind, request_, foreign, "r-1").operations == operations


def test_a_template_of_our_contract_is_told_who_is_reached(request_, provider):
    assert "make-room" in plan_for(RunKind.CHANGE, request_, provider, "r-1").operations
    assert "repair-scope" in plan_for(RunKind.REPAIR, request_, provider, "r-1").operations
