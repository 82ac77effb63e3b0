"""Everything of a connection is removed, and what is not ours is named and left (R17, R21, R22, R28, R31, R33)."""

import pytest

from tests.embedded_aws import settled_stack, until
from tests.end_to_end.operations.bench import Bench, explain, scenario
from tests.end_to_end.operations.conftest import Run
from tests.end_to_end.operations.disconnecting import (
    FOREIGN,
    MEMBERS,
    ROLE,
    STACK,
    Disconnecting,
    attach_foreign_policy,
    iam_of,
    with_progress,
)
from wizard.aws import trusted_access
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.plan import Outcome, OutcomeKind
from wizard.model.progress import AccountProgress, Counted, Said


@pytest.mark.rule("R31")
def test_all_goes_account_by_account_and_trusted_access_stays(run: Run, bench: Bench, connected: Disconnecting) -> None:
    connected.ends()
    connected.is_gone()
    assert connected.stays == ["gone.all"]
    assert with_progress(bench, AccountProgress.SUCCEEDED) >= connected.request.targets.connected
    counts = [one for one in bench.facts if isinstance(one, Counted)]
    assert (counts[0].done, counts[-1].done, counts[-1].failed) == (0, counts[-1].total, 0)
    assert run(trusted_access.state(bench.access)) is TrustedAccess.ENABLED


def test_nothing_there_at_all_is_done(bench: Bench, removal: Disconnecting) -> None:
    removal.ends()
    assert removal.stays == ["gone.all"]
    assert [one for one in bench.facts if not isinstance(one, Said)] == []


@pytest.mark.rule("R22")
def test_a_protected_stack_stays_until_the_person_turns_the_protection_off(connected: Disconnecting) -> None:
    connected.cloudformation.update_termination_protection(StackName=STACK, EnableTerminationProtection=True)
    failure = connected.fails("remove-stack")
    assert explain(failure).actions[0] == "turn-off-termination-protection"
    assert connected.cloudformation.describe_stacks()["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    assert connected.perform("turn-off-termination-protection") == Outcome.done()
    connected.ends()
    connected.is_gone()


@scenario("termination-protected")
def test_a_protected_stack_of_others_is_named_and_left_protected(removal: Disconnecting) -> None:
    removal.ends()
    assert removal.stays == ["gone.not-ours", "gone.not-ours"], "the stack, and the role that it holds"
    (stack,) = removal.cloudformation.describe_stacks()["Stacks"]
    assert (stack["StackStatus"], stack["EnableTerminationProtection"]) == ("CREATE_COMPLETE", True)
    with pytest.raises(AssertionError, match="in-the-way"):
        removal.perform("turn-off-termination-protection")


@scenario("stackset-left-over")
def test_a_stack_set_of_others_is_named_and_left(removal: Disconnecting) -> None:
    removal.ends()
    assert removal.stays == ["gone.not-ours"]
    assert removal.said[-1].values["what"] == f"StackSet {MEMBERS}"
    assert len(removal.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"]) == 1


@pytest.mark.rule("R28")
@scenario("tolerance-exceeded")
def test_what_a_creation_beyond_the_tolerance_left_is_removed(run: Run, bench: Bench, removal: Disconnecting) -> None:
    assert run(bench.connect(removal.request))["stack"].kind is OutcomeKind.FIXABLE
    removal.ends()
    assert removal.cloudformation.describe_stacks()["Stacks"] == []
    assert removal.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"] == []


@pytest.mark.rule("R17")
@scenario("role-name-taken")
def test_a_stack_that_was_rolled_back_goes_and_the_role_of_others_is_named(
    run: Run, bench: Bench, removal: Disconnecting
) -> None:
    assert run(bench.connect(removal.request))["stack"].kind is OutcomeKind.FIXABLE
    removal.ends()
    assert removal.stays == ["gone.not-ours"]
    assert removal.said[-1].values["what"] == f"role {ROLE}"
    assert removal.cloudformation.describe_stacks()["Stacks"] == []


@pytest.mark.rule("R21")
def test_a_stack_in_review_is_removed(removal: Disconnecting) -> None:
    body = "Resources:\n  Topic:\n    Type: AWS::IAM::Role\n    Properties: {AssumeRolePolicyDocument: {}}\n"
    removal.cloudformation.create_change_set(
        StackName=STACK,
        ChangeSetName="first",
        ChangeSetType="CREATE",
        TemplateBody=body,
        Capabilities=["CAPABILITY_IAM"],
        Tags=[{"Key": "org-wizard:connection", "Value": removal.request.connection_id}],
    )
    assert removal.cloudformation.describe_stacks()["Stacks"][0]["StackStatus"] == "REVIEW_IN_PROGRESS"
    removal.ends()
    removal.is_gone()


@pytest.mark.rule("R31")
def test_stack_sets_of_ours_that_no_stack_holds_are_removed(bench: Bench, connected: Disconnecting) -> None:
    client = connected.cloudformation
    attach_foreign_policy(bench, "Network")
    client.delete_stack(StackName=STACK)
    settled_stack(client, STACK)
    client.delete_stack(StackName=STACK, RetainResources=["MemberRoles"])
    until(lambda: not client.describe_stacks()["Stacks"])
    iam_of(bench, "Network").delete_role_policy(RoleName=ROLE, PolicyName=FOREIGN)
    assert len(client.list_stack_sets(Status="ACTIVE")["Summaries"]) == 1
    connected.ends()
    connected.is_gone()


def test_what_is_ours_and_still_there_at_the_end_is_a_failure_that_says_where(connected: Disconnecting) -> None:
    outcome = connected.perform("confirm-gone")
    assert outcome.kind is OutcomeKind.FIXABLE
    assert outcome.failure is not None
    diagnosis = explain(outcome.failure)
    assert STACK in diagnosis.title
    assert "CloudFormation, Stacks, in the Region us-east-1" in diagnosis.explanation
    assert "try-again" in diagnosis.actions
