import json
from typing import Any

import pytest

from tests.unit.operations.cloud import TRUST_NOBODY, role, stack, trust
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_ROLE, Facts, FakeAws
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.operations.context import Context
from wizard.operations.parameters import setting_value
from wizard.operations.repair_trust import RepairTrust
from wizard.operations.role_trust import trust_result

STRANGER = trust("arn:aws:iam::999999999999:root", None)
OTHERS = {"org-wizard:connection": "c-other"}


def right(context: Context) -> dict[str, Any]:
    wanted = context.provider.trust
    principal, external_id = (
        setting_value(context.request, context.provider, one) for one in (wanted.principal, wanted.external_id)
    )
    return trust(f"arn:aws:iam::{principal}:root" if principal.isdigit() else principal, external_id)


@pytest.mark.parametrize("status", ["Active", "Inactive"])
def test_a_trust_that_is_as_the_status_says_is_left(run: Run, aws: FakeAws, context: Context, status: str) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", parameters={"Status": status}))
    aws.answer("GetRole", role(trust=right(context) if status == "Active" else TRUST_NOBODY))
    assert run(RepairTrust().look(context)).kind is FindingKind.DONE


@pytest.mark.parametrize(("status", "found"), [("Active", STRANGER), ("Active", TRUST_NOBODY), ("Inactive", STRANGER)])
@pytest.mark.rule("R39")
def test_a_changed_trust_is_set_as_the_status_says(
    run: Run, aws: FakeAws, context: Context, facts: Facts, *, status: str, found: dict[str, Any]
) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", parameters={"Status": status}))
    aws.answer("GetRole", role(trust=found))
    aws.answer("UpdateAssumeRolePolicy", {})
    assert run(RepairTrust().look(context)).kind is FindingKind.NEEDED
    assert run(RepairTrust().run(context, facts)).kind is OutcomeKind.DONE
    (asked,) = aws.asked("UpdateAssumeRolePolicy")
    wanted = context.provider.trust
    principal, external_id = (
        setting_value(context.request, context.provider, one) for one in (wanted.principal, wanted.external_id)
    )
    result = trust_result(
        json.loads(asked["PolicyDocument"]),
        principal=principal,
        external_id=external_id,
        partition="aws",
        active=status == "Active",
    )
    assert not result.blocks


def test_a_role_without_our_tag_is_left_and_named(run: Run, aws: FakeAws, context: Context) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", parameters={"Status": "Active"}))
    aws.answer("GetRole", role(trust=STRANGER, owner=OTHERS))
    finding = run(RepairTrust().look(context))
    assert finding.kind is FindingKind.IN_THE_WAY
    assert finding.obstacle is not None
    assert "does not carry the tag of this connection" in finding.obstacle.text


def test_where_there_is_no_role_there_is_nothing_to_repair(run: Run, aws: FakeAws, context: Context) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", parameters={"Status": "Active"}))
    aws.answer("GetRole", NO_ROLE)
    assert run(RepairTrust().look(context)).kind is FindingKind.DONE
