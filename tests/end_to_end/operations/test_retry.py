from dataclasses import replace

import pytest

from tests.embedded_aws import ended_operation
from tests.end_to_end.operations.bench import Bench, scenario
from tests.end_to_end.operations.conftest import Run
from tests.end_to_end.operations.status import Forbidden, assumable, everywhere, perform_all
from wizard.model.plan import FindingKind, Outcome, RunKind
from wizard.model.progress import AccountProgress, Counted
from wizard.model.targets import Selection, compute_targets
from wizard.operations.registry import operation


def operations_of(bench: Bench, stack_set: str) -> list[dict[str, str]]:
    client = bench.embedded.client("cloudformation")
    found: list[dict[str, str]] = client.list_stack_set_operations(StackSetName=stack_set)["Summaries"]
    return found


@pytest.mark.rule("R30")
@scenario("scp-denies-members")
def test_only_the_accounts_that_failed_are_tried_again(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    failed = {account for account, one in bench.accounts.items() if one.progress is AccountProgress.FAILED}
    assert len(failed) == 3
    organizations = bench.embedded.client("organizations")
    for policy in organizations.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]:
        if not policy["AwsManaged"]:
            for target in organizations.list_targets_for_policy(PolicyId=policy["Id"])["Targets"]:
                organizations.detach_policy(PolicyId=policy["Id"], TargetId=target["TargetId"])
    assert set(run(perform_all(bench, request, RunKind.RETRY)).values()) == {Outcome.done()}
    assert next(one for one in bench.facts if isinstance(one, Counted)) == Counted(0, 3, 0)
    assert assumable(bench, request) == everywhere(bench, request)
    client = bench.embedded.client("cloudformation")
    newest = operations_of(bench, request.names.stack_set)[0]["OperationId"]
    results = client.list_stack_set_operation_results(StackSetName=request.names.stack_set, OperationId=newest)
    assert {one["Account"] for one in results["Summaries"]} == failed


def test_nobody_is_tried_where_all_is_well(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    assert run(operation("retry-accounts").look(bench.context(request, "retry-accounts"))).kind is FindingKind.DONE


def test_accounts_that_fail_again_say_so_and_fail_nothing(run: Run, bench: Bench) -> None:
    request = bench.request()
    refusing = bench.account("Network")
    Forbidden(bench, refusing)
    run(bench.connect(request))
    assert set(run(perform_all(bench, request, RunKind.RETRY)).values()) == {Outcome.done()}
    assert bench.accounts[refusing].progress is AccountProgress.FAILED
    # Gone on with after a crash, the same operation is not started a second time.
    before = operations_of(bench, request.names.stack_set)
    assert run(bench.perform(request, "retry-accounts")) == Outcome.done()
    assert operations_of(bench, request.names.stack_set) == before


@pytest.mark.rule("R26")
def test_accounts_that_no_stack_set_has_reached_go_to_the_stack_set_of_their_unit(run: Run, bench: Bench) -> None:
    left_out = frozenset({bench.unit("Payments"), bench.account("Log Archive")})
    chosen = Selection(frozenset({bench.unit("Workloads"), bench.unit("Security")}), left_out)
    request = bench.request(chosen)
    run(bench.connect(request))
    client = bench.embedded.client("cloudformation")
    filtered, whole = request.names.filtered_stack_set, request.names.stack_set
    gone = []
    for name in (filtered, whole):
        one = client.list_stack_instances(StackSetName=name)["Summaries"][0]
        deletion = client.delete_stack_instances(
            StackSetName=name,
            DeploymentTargets={
                "OrganizationalUnitIds": [one["OrganizationalUnitId"]],
                "Accounts": [one["Account"]],
                "AccountFilterType": "INTERSECTION",
            },
            Regions=["us-east-1"],
            RetainStacks=False,
        )
        ended_operation(client, name, deletion["OperationId"])
        gone.append((name, one["Account"]))
    joined = replace(request, targets=compute_targets(bench.tree, chosen))
    assert set(run(perform_all(bench, joined, RunKind.RETRY)).values()) == {Outcome.done()}
    assert assumable(bench, request) == everywhere(bench, request)
    for name, account in gone:
        there = client.list_stack_instances(StackSetName=name)["Summaries"]
        assert account in {one["Account"] for one in there}, "it went to the other StackSet"
    assert operations_of(bench, filtered)[0]["Action"] == operations_of(bench, whole)[0]["Action"] == "CREATE"
