"""Everything of a connection is removed, whatever is in the way; what stays is named (R22, R27, R31, R33)."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.embedded_aws import ended_operation, settled_stack, until
from tests.end_to_end.operations.bench import Bench, explain, scenario
from tests.end_to_end.operations.conftest import Run
from wizard.aws import trusted_access
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import FindingKind, Outcome, OutcomeKind, RunKind
from wizard.model.progress import AccountProgress, Counted, Said
from wizard.operations.plans import plan_for
from wizard.operations.registry import operation

STACK = "org-wizard-cloud-entitlements"
MEMBERS = "org-wizard-cloud-entitlements-members"
ROLE = "CloudEntitlementsReadOnly"
FOREIGN = "somebody-elses"
FOREIGN_DOCUMENT = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}
)


class Disconnecting:
    """One DISCONNECT run by hand: operation after operation, until one does not get done."""

    def __init__(self, run: Run, bench: Bench, request: ConnectRequest) -> None:
        self.run = run
        self.bench = bench
        self.request = request
        self.cloudformation: Any = bench.embedded.client("cloudformation")

    def operations(self) -> tuple[str, ...]:
        return plan_for(RunKind.DISCONNECT, self.request, self.bench.provider, "r-1").operations

    def perform(self, name: str) -> Outcome:
        outcome: Outcome = self.run(self._perform(name))
        return outcome

    async def _perform(self, name: str) -> Outcome:
        async def remembered(key: str, step: str) -> Sequence[str]:
            journal = self.bench.journals.get(key)
            note = await journal.noted(step) if journal else None
            return (note,) if note else ()

        context, one = replace(self.bench.context(self.request, name), remembered=remembered), operation(name)
        finding = await one.look(context)
        if finding.kind is FindingKind.DONE:
            return Outcome.done()
        assert finding.kind is FindingKind.NEEDED, finding
        try:
            return await one.run(context, self.bench.take)
        except WizardError as error:
            return Outcome(OutcomeKind.FIXABLE, error.failure)

    def go(self) -> tuple[str, Outcome]:
        """Give the last operation that was reached, and how it ended."""
        for name in self.operations():
            outcome = self.perform(name)
            if outcome != Outcome.done():
                return name, outcome
        return name, outcome

    def ends(self) -> None:
        assert self.go() == ("confirm-gone", Outcome.done())

    def fails(self, at: str) -> RawFailure:
        name, outcome = self.go()
        assert (name, outcome.kind) == (at, OutcomeKind.FIXABLE), outcome
        assert outcome.failure is not None
        return outcome.failure

    @property
    def said(self) -> list[Message]:
        return [one.message for one in self.bench.facts if isinstance(one, Said)]

    @property
    def stays(self) -> list[str]:
        """What the end of the run says about what is left."""
        keys = [one.key for one in self.said]
        return keys[max(place for place, key in enumerate(keys) if key == "gone.asking") + 1 :]

    def is_gone(self) -> None:
        assert self.cloudformation.describe_stacks()["Stacks"] == []
        assert self.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"] == []
        assert self.bench.accounts_with_role() == set()


@pytest.fixture
def request_(bench: Bench) -> ConnectRequest:
    return bench.request()


@pytest.fixture
def removal(run: Run, bench: Bench, request_: ConnectRequest) -> Disconnecting:
    return Disconnecting(run, bench, request_)


@pytest.fixture
def connected(run: Run, bench: Bench, removal: Disconnecting) -> Disconnecting:
    assert set(run(bench.connect(removal.request)).values()) == {Outcome.done()}
    bench.facts.clear()
    return removal


def iam_of(bench: Bench, account: str) -> Any:
    return bench.embedded.in_member(bench.account(account), "iam")


def attach_foreign_policy(bench: Bench, *accounts: str) -> None:
    for account in accounts:
        iam_of(bench, account).put_role_policy(RoleName=ROLE, PolicyName=FOREIGN, PolicyDocument=FOREIGN_DOCUMENT)


def trust_of(iam: Any) -> list[dict[str, Any]]:
    document: dict[str, Any] = iam.get_role(RoleName=ROLE)["Role"]["AssumeRolePolicyDocument"]
    statements: list[dict[str, Any]] = document["Statement"]
    return statements


def nobody_is_trusted(iam: Any) -> bool:
    return [one["Effect"] for one in trust_of(iam)] == ["Deny"]


def cause(failure: RawFailure) -> str:
    return explain(failure).cause


def with_progress(bench: Bench, progress: AccountProgress) -> set[str]:
    return {account for account, result in bench.accounts.items() if result.progress is progress}


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


@pytest.mark.rule("R22")
@scenario("delete-stuck")
def test_a_foreign_policy_on_the_role_is_named_and_detaching_it_is_enough(
    bench: Bench, connected: Disconnecting
) -> None:
    iam: Any = bench.embedded.client("iam")
    (policy,) = until(lambda: iam.list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"])
    failure = connected.fails("remove-stack")
    management = bench.tree.identity.management_account_id
    diagnosis = explain(failure)
    assert diagnosis.cause == "delete-failed-role-has-policies"
    assert diagnosis.actions[0] == "leave-role"
    assert policy["PolicyName"] in diagnosis.explanation
    assert ROLE in diagnosis.explanation
    assert (failure.account, policy["PolicyArn"] in failure.text) == (management, True)
    iam.detach_role_policy(RoleName=ROLE, PolicyArn=policy["PolicyArn"])
    connected.ends()
    connected.is_gone()


@pytest.mark.rule("R22")
@scenario("delete-stuck")
def test_the_role_can_be_left_behind_with_nobody_trusted(bench: Bench, connected: Disconnecting) -> None:
    iam: Any = bench.embedded.client("iam")
    until(lambda: iam.list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"])
    connected.fails("remove-stack")
    assert connected.perform("leave-role") == Outcome.done()
    connected.ends()
    assert connected.stays == ["gone.left-role"]
    assert nobody_is_trusted(iam)
    assert bench.accounts_with_role() == {bench.tree.identity.management_account_id}
    assert connected.cloudformation.describe_stacks()["Stacks"] == []


@pytest.mark.rule("R31")
def test_accounts_that_cannot_be_cleared_are_named_each_and_mending_them_is_enough(
    bench: Bench, connected: Disconnecting
) -> None:
    attach_foreign_policy(bench, "Network", "Log Archive")
    failure = connected.fails("remove-stack")
    diagnosis = explain(failure)
    assert (diagnosis.cause, diagnosis.actions[0]) == ("stackset-not-empty", "leave-accounts")
    assert "Network" in failure.text
    assert "Log Archive" in failure.text
    stuck = {bench.account("Network"), bench.account("Log Archive")}
    assert with_progress(bench, AccountProgress.FAILED) == stuck
    reason = bench.accounts[bench.account("Network")].reason
    assert reason is not None
    assert cause(reason) == "delete-failed-role-has-policies"
    assert bench.accounts_with_role() == stuck | {bench.tree.identity.management_account_id}
    for account in ("Network", "Log Archive"):
        iam_of(bench, account).delete_role_policy(RoleName=ROLE, PolicyName=FOREIGN)
    connected.ends()
    connected.is_gone()


@pytest.mark.rule("R31")
def test_accounts_can_be_left_behind_with_nobody_trusted(bench: Bench, connected: Disconnecting) -> None:
    attach_foreign_policy(bench, "Network")
    connected.fails("remove-stack")
    assert connected.perform("leave-accounts") == Outcome.done()
    connected.ends()
    assert connected.stays == ["gone.left-accounts"]
    assert connected.said[-1].values["accounts"] == f"Network ({bench.account('Network')})"
    assert nobody_is_trusted(iam_of(bench, "Network"))
    assert bench.accounts_with_role() == {bench.account("Network")}
    assert connected.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"] == []


def test_a_role_whose_account_does_not_let_us_in_is_told_to_be_trusted_still(
    bench: Bench, connected: Disconnecting
) -> None:
    attach_foreign_policy(bench, "Network")
    connected.fails("remove-stack")
    network = iam_of(bench, "Network")
    denied = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
        }
    )
    network.update_assume_role_policy(RoleName="OrganizationAccountAccessRole", PolicyDocument=denied)
    assert connected.perform("leave-accounts") == Outcome.done()
    connected.ends()
    assert connected.stays == ["gone.left-accounts", "gone.still-trusted"]
    assert not nobody_is_trusted(network)


@pytest.mark.rule("R29")
def test_an_account_suspended_since_is_let_go_and_told(bench: Bench, connected: Disconnecting) -> None:
    bench.embedded.client("organizations").close_account(AccountId=bench.account("Network"))
    connected.ends()
    letting_go = [one for one in connected.said if one.key == "stack-set.letting-go"]
    assert [bench.account("Network") in one.values["accounts"] for one in letting_go] == [True]
    assert bench.accounts[bench.account("Network")].progress is AccountProgress.SKIPPED
    assert connected.stays == ["gone.let-go"]
    assert connected.said[-1].values["accounts"] == f"Network ({bench.account('Network')})"
    assert connected.cloudformation.describe_stacks()["Stacks"] == []
    assert connected.cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"] == []


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


@pytest.mark.rule("R27")
def test_an_operation_that_runs_is_waited_for(bench: Bench, connected: Disconnecting) -> None:
    operation_id = begin_update(bench)
    connected.ends()
    waiting = [one for one in connected.said if one.key == "settle.stack-set"]
    assert waiting
    assert waiting[0].values["action"] == "UPDATE"
    assert operation_id
    connected.is_gone()


@pytest.mark.rule("R27")
def test_who_stops_waiting_is_told_what_runs_and_can_stop_it(bench: Bench, connected: Disconnecting) -> None:
    operation_id = begin_update(bench)
    bench.context(connected.request, "settle-stack-sets")
    bench.journals["settle-stack-sets"].stopped = True
    outcome = connected.perform("settle-stack-sets")
    assert outcome.kind is OutcomeKind.CANCELLED
    assert outcome.failure is not None
    assert operation_id in outcome.failure.text
    assert "stop-stack-set-operation" in explain(outcome.failure).actions
    assert connected.perform("stop-stack-set-operation") == Outcome.done()
    assert ended_operation(connected.cloudformation, MEMBERS, operation_id)["Status"] == "STOPPED"
    bench.journals["settle-stack-sets"].stopped = False
    connected.ends()
    connected.is_gone()


def begin_update(bench: Bench) -> str:
    client: Any = bench.embedded.client("cloudformation")
    described = client.describe_stack_set(StackSetName=MEMBERS)["StackSet"]
    parameters = [{"ParameterKey": one["ParameterKey"], "UsePreviousValue": True} for one in described["Parameters"]]
    parameters = [one for one in parameters if one["ParameterKey"] != "Status"]
    parameters.append({"ParameterKey": "Status", "ParameterValue": "Inactive"})
    answer = client.update_stack_set(
        StackSetName=MEMBERS,
        UsePreviousTemplate=True,
        Parameters=parameters,
        Capabilities=["CAPABILITY_NAMED_IAM"],
        OperationPreferences={"MaxConcurrentCount": 1},
    )
    return str(answer["OperationId"])


@pytest.mark.rule("R20")
def test_stopped_in_the_middle_it_goes_on_with_the_same_deletion(bench: Bench, connected: Disconnecting) -> None:
    bench.context(connected.request, "remove-stack")
    journal = bench.journals["remove-stack"]
    took = bench.take

    def stop_at_once(fact: Any) -> None:
        took(fact)
        journal.stopped = True

    bench.take = stop_at_once  # type: ignore[method-assign]
    assert connected.perform("remove-stack").kind is OutcomeKind.CANCELLED
    assert connected.said[-1].key == "stack.stopped-removing"
    bench.take, journal.stopped = took, False  # type: ignore[method-assign]
    connected.ends()
    connected.is_gone()


@pytest.mark.rule("R31")
def test_killed_between_the_instances_and_the_stack_set_it_ends_all_the_same(
    bench: Bench, connected: Disconnecting
) -> None:
    attach_foreign_policy(bench, "Network")
    connected.fails("remove-stack")
    iam_of(bench, "Network").delete_role_policy(RoleName=ROLE, PolicyName=FOREIGN)
    # Somebody, or this program before it was killed, has begun to delete the instance; nobody waits for it.
    client = connected.cloudformation
    answer = client.delete_stack_instances(
        StackSetName=MEMBERS,
        DeploymentTargets={
            "OrganizationalUnitIds": [bench.tree.identity.root_id],
            "Accounts": [bench.account("Network")],
            "AccountFilterType": "INTERSECTION",
        },
        Regions=["us-east-1"],
        RetainStacks=False,
    )
    bench.journals.clear()
    connected.ends()
    connected.is_gone()
    assert answer["OperationId"]


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
