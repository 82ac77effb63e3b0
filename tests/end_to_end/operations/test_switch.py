import pytest

from tests.end_to_end.operations.bench import Bench
from tests.end_to_end.operations.conftest import Run
from tests.end_to_end.operations.status import Forbidden, assumable, everywhere, perform_all
from tests.end_to_end.operations.test_verify import inspect
from wizard.model.connection import Phase, Status
from wizard.model.plan import FindingKind, Outcome, OutcomeKind, RunKind
from wizard.model.progress import AccountProgress, Counted, Said
from wizard.operations.followers import STILL_ON
from wizard.operations.registry import operation


def said(bench: Bench) -> list[str]:
    return [one.message.key for one in bench.facts if isinstance(one, Said)]


def counts(bench: Bench) -> list[Counted]:
    return [one for one in bench.facts if isinstance(one, Counted)]


def updates(bench: Bench) -> int:
    events = bench.embedded.client("cloudformation").describe_stack_events(StackName="org-wizard-cloud-entitlements")[
        "StackEvents"
    ]
    return sum(
        (one["ResourceType"], one["ResourceStatus"]) == ("AWS::CloudFormation::Stack", "UPDATE_IN_PROGRESS")
        for one in events
    )


@pytest.mark.rule("R39")
def test_off_and_on_is_so_in_every_account_for_whoever_asks(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    assert assumable(bench, request) == everywhere(bench, request)
    assert assumable(bench, request, "wrong") == set()

    assert set(run(perform_all(bench, request, RunKind.SWITCH_OFF)).values()) == {Outcome.done()}
    assert assumable(bench, request) == set()
    assert said(bench)[-1] == "status.off-everywhere"
    row = run(inspect(bench, request)).connection
    assert (row.status, row.phase, row.health.problem) == (Status.INACTIVE, Phase.CONNECTED, "")

    assert set(run(perform_all(bench, request, RunKind.SWITCH_ON)).values()) == {Outcome.done()}
    assert assumable(bench, request) == everywhere(bench, request)
    assert said(bench)[-1] == "status.on-everywhere"
    assert run(inspect(bench, request)).connection.status is Status.ACTIVE
    stack = bench.embedded.client("cloudformation").describe_stacks()["Stacks"][0]
    assert {tag["Key"] for tag in stack["Tags"]} >= {"org-wizard:connection", "org-wizard:provider"}


def test_the_accounts_are_counted_anew_while_they_follow(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    run(perform_all(bench, request, RunKind.SWITCH_OFF))
    total = len(request.targets.connected)
    while_switching = counts(bench)[: [one.done for one in counts(bench)].index(total) + 1]
    done = [one.done for one in while_switching]
    assert done == sorted(done), "an account counted before it followed"
    assert (done[0], done[-1], len(done) > 2) == (0, total, True)


def test_what_is_so_already_is_not_done_again(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    assert run(operation("switch-on").look(bench.context(request, "switch-on"))).kind is FindingKind.DONE
    run(perform_all(bench, request, RunKind.SWITCH_ON))
    assert updates(bench) == 0


@pytest.mark.rule("R30")
def test_an_account_that_refuses_is_named_and_follows_when_it_is_tried_again(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    refusing = {bench.account("Network"), bench.account("Shop Production")}
    policy = Forbidden(bench, *refusing)
    assert set(run(perform_all(bench, request, RunKind.SWITCH_OFF)).values()) == {Outcome.done()}
    assert assumable(bench, request) == refusing
    assert said(bench)[-1] == "status.off-mixed"
    failed = {one.account_id: one for one in bench.accounts.values() if one.progress is AccountProgress.FAILED}
    assert failed.keys() == refusing
    for result in failed.values():
        assert result.reason is not None
        assert result.reason.code == STILL_ON
        assert "explicit deny in a service control policy" in result.reason.text
    found = run(inspect(bench, request))
    assert (found.connection.status, found.connection.health.problem) == (Status.MIXED, "inspect.status-mixed")
    named = {one.account_id for one in found.accounts if one.reason is not None and one.reason.code == STILL_ON}
    assert named == refusing

    policy.lift()
    assert set(run(perform_all(bench, request, RunKind.RETRY)).values()) == {Outcome.done()}
    assert counts(bench)[0].total == len(refusing), "others were tried too"
    assert assumable(bench, request) == set()
    row = run(inspect(bench, request)).connection
    assert (row.status, row.phase, row.health.problem) == (Status.INACTIVE, Phase.CONNECTED, "")


def test_accounts_that_never_got_the_role_do_not_make_the_status_mixed(run: Run, bench: Bench) -> None:
    request = bench.request()
    Forbidden(bench, bench.account("Network"))
    run(bench.connect(request))
    found = run(inspect(bench, request)).connection
    assert (found.status, found.phase) == (Status.ACTIVE, Phase.PARTLY_CONNECTED)
    run(perform_all(bench, request, RunKind.SWITCH_OFF))
    assert assumable(bench, request) == set()
    found = run(inspect(bench, request)).connection
    assert (found.status, found.phase) == (Status.INACTIVE, Phase.PARTLY_CONNECTED)


def test_a_switch_that_was_stopped_goes_on_with_the_same_update(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    bench.stop_at, bench.stops = "ManagementRole", "switch-off"
    outcomes = run(perform_all(bench, request, RunKind.SWITCH_OFF))
    assert outcomes["switch-off"].kind is OutcomeKind.CANCELLED
    bench.stop_at, bench.journals["switch-off"].stopped = "", False
    assert run(bench.perform(request, "switch-off")) == Outcome.done()
    assert run(bench.perform(request, "confirm-status")) == Outcome.done()
    assert (assumable(bench, request), updates(bench)) == (set(), 1)


def test_a_switch_that_was_stopped_is_put_back(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    bench.stop_at, bench.stops = "ManagementRole", "switch-off"
    run(perform_all(bench, request, RunKind.SWITCH_OFF))
    bench.stop_at, bench.journals["switch-off"].stopped = "", False
    for name in ("confirm-status", "switch-off"):
        assert run(operation(name).undo(bench.context(request, name), bench.take)) == Outcome.done()
    assert assumable(bench, request) == everywhere(bench, request)
    assert run(inspect(bench, request)).connection.status is Status.ACTIVE


def test_an_update_of_somebody_else_is_waited_for(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    cloudformation = bench.embedded.client("cloudformation")
    stack = cloudformation.describe_stacks()["Stacks"][0]
    kept = [
        {"ParameterKey": one["ParameterKey"], "UsePreviousValue": True}
        for one in stack["Parameters"]
        if one["ParameterKey"] != "ExternalId"
    ]
    cloudformation.update_stack(
        StackName=stack["StackName"],
        UsePreviousTemplate=True,
        Parameters=[*kept, {"ParameterKey": "ExternalId", "ParameterValue": "another-one"}],
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    assert set(run(perform_all(bench, request, RunKind.SWITCH_OFF)).values()) == {Outcome.done()}
    assert "stack.watching" in said(bench)
    assert (assumable(bench, request, "another-one"), updates(bench)) == (set(), 2)
    parameters = cloudformation.describe_stacks()["Stacks"][0]["Parameters"]
    assert {"ParameterKey": "ExternalId", "ParameterValue": "another-one"} in parameters


@pytest.mark.rule("R18")
def test_an_update_that_is_refused_names_its_cause_and_leaves_the_status(run: Run, bench: Bench) -> None:
    request = bench.request()
    run(bench.connect(request))
    iam = bench.embedded.client("iam")
    user = bench.embedded.client("sts").get_caller_identity()["Arn"].rsplit("/", 1)[-1]
    forbidden = (
        '{"Version": "2012-10-17", "Statement": '
        '[{"Effect": "Deny", "Action": "iam:UpdateAssumeRolePolicy", "Resource": "*"}]}'
    )
    iam.put_user_policy(UserName=user, PolicyName="no-trust", PolicyDocument=forbidden)
    outcomes = run(perform_all(bench, request, RunKind.SWITCH_OFF))
    failure = outcomes["switch-off"].failure
    assert outcomes["switch-off"].kind is OutcomeKind.FIXABLE
    assert failure is not None
    assert "iam:UpdateAssumeRolePolicy" in failure.text
    assert assumable(bench, request) == everywhere(bench, request)
    # Its way back was refused as well: AWS changes nothing in such a stack until somebody has put it right.
    finding = run(operation("switch-off").look(bench.context(request, "switch-off")))
    assert finding.obstacle is not None
    assert "UPDATE_ROLLBACK_FAILED" in finding.obstacle.text


def test_what_is_not_ours_is_not_switched(run: Run, bench: Bench) -> None:
    request = bench.request()
    finding = run(operation("switch-off").look(bench.context(request, "switch-off")))
    assert (finding.kind, finding.obstacle is not None) == (FindingKind.IN_THE_WAY, True)
    run(bench.connect(request))
    other = bench.request(connection_id="c-2")
    assert run(operation("switch-off").look(bench.context(other, "switch-off"))).kind is FindingKind.IN_THE_WAY
    assert updates(bench) == 0
