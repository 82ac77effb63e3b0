"""One update of a stack: begun once, whatever happens to the call and to the process."""

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.operations.cloud import OURS, STACK_ID, event, failed, newest_first, stack
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK, Facts, FakeAws, FakeJournal, aws_error
from wizard import __version__
from wizard.model.failure import WizardError
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.operations.apply_change import ApplyChange
from wizard.operations.context import Context
from wizard.operations.make_room import MakeRoom
from wizard.operations.parameters import stack_parameters
from wizard.providers.setting import Setting

TAGS = {**OURS, "org-wizard:version": __version__}
OLD = event(1, "MemberRoles", "AWS::CloudFormation::StackSet", "CREATE_COMPLETE")
NEW = event(2, "ManagementRole", "AWS::IAM::Role", "UPDATE_COMPLETE")
REFUSED = event(2, "ManagementRole", "AWS::IAM::Role", "UPDATE_FAILED", reason="Role with name X already exists")


@pytest.fixture
def change(context: Context) -> Context:
    """Another principal, for the same accounts."""
    settings = {**context.request.settings, "trusted-principal": "888888888888"}
    return replace(context, request=replace(context.request, settings=settings), previous=context.request)


def before(context: Context, status: str = "CREATE_COMPLETE", **parameters: str) -> dict[str, Any]:
    assert context.previous is not None
    told = {**stack_parameters(context.previous, context.provider), **parameters}
    return stack(status, owner=TAGS, parameters=told)


def after(context: Context, status: str = "UPDATE_COMPLETE") -> dict[str, Any]:
    return stack(status, owner=TAGS, parameters=stack_parameters(context.request, context.provider))


@pytest.fixture
def updated(aws: FakeAws, change: Context) -> FakeAws:
    """An update that goes well."""
    under_way = after(change, "UPDATE_IN_PROGRESS")
    aws.answer("DescribeStacks", before(change), under_way, under_way, after(change))
    aws.answer("DescribeStackEvents", newest_first(OLD), newest_first(OLD, NEW))
    aws.answer("UpdateStack", {"StackId": STACK_ID})
    aws.answer("ListStackInstances", {"Summaries": []})
    return aws


def test_only_what_changes_is_sent_and_only_news_are_told(
    run: Run, updated: FakeAws, change: Context, facts: Facts
) -> None:
    assert run(ApplyChange().run(change, facts)).kind is OutcomeKind.DONE
    (asked,) = updated.asked("UpdateStack")
    sent = {one["ParameterKey"]: one for one in asked["Parameters"]}
    assert sent["TrustedPrincipal"]["ParameterValue"] == "888888888888"
    assert sent["Status"] == {"ParameterKey": "Status", "UsePreviousValue": True}
    assert asked["UsePreviousTemplate"] is True
    assert asked["ClientRequestToken"] == "change:update-1"
    assert facts.resources == [("ManagementRole", "UPDATE_COMPLETE")]
    assert "change.applying" in facts.said


def with_key(context: Context, reference: str, secret: str) -> Context:
    """The connection as it is, with another API key alone."""
    key = Setting("api-key", "API key", "About it.", parameter="ApiKey", secret=True)
    provider = replace(context.provider, settings=(*context.provider.settings, key))
    known = replace(context.request, secrets={"api-key": "setting/old"})
    renewed = replace(context.request, secrets={"api-key": reference})
    return replace(context, provider=provider, previous=known, request=renewed, secrets={"api-key": secret})


@pytest.mark.rule("R16")
def test_a_new_secret_is_an_update_of_its_own_although_aws_never_shows_it(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    change = with_key(context, "setting/new", "n3w")
    old = before(change, ApiKey="****")
    new = stack(
        "UPDATE_COMPLETE",
        owner=TAGS,
        parameters={**stack_parameters(change.request, change.provider, change.secrets), "ApiKey": "****"},
    )
    aws.answer("DescribeStacks", old, old, new)
    aws.answer("DescribeStackEvents", newest_first(OLD), newest_first(OLD, NEW))
    aws.answer("UpdateStack", {"StackId": STACK_ID})
    aws.answer("ListStackInstances", {"Summaries": []})
    assert run(ApplyChange().look(change)).kind is FindingKind.NEEDED
    assert run(ApplyChange().run(change, facts)).kind is OutcomeKind.DONE
    (asked,) = aws.asked("UpdateStack")
    sent = {one["ParameterKey"]: one.get("ParameterValue") for one in asked["Parameters"]}
    assert sent["ApiKey"] == "n3w"


def test_a_secret_that_was_not_typed_anew_changes_nothing(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    change = with_key(context, "setting/old", "0ld")
    aws.answer("DescribeStacks", before(change, ApiKey="****"))
    assert run(ApplyChange().look(change)).kind is FindingKind.DONE
    assert run(ApplyChange().run(change, facts)).kind is OutcomeKind.DONE
    assert aws.asked("UpdateStack") == []


@pytest.mark.rule("R45")
def test_an_update_that_timed_out_but_arrived_is_watched(
    run: Run, updated: FakeAws, change: Context, facts: Facts
) -> None:
    updated.answer("UpdateStack", aws_error("ReadTimeoutError"))
    assert run(ApplyChange().run(change, facts)).kind is OutcomeKind.DONE
    assert len(updated.asked("UpdateStack")) == 1


@pytest.mark.rule("R45")
def test_an_update_that_never_arrived_is_left_to_the_runner(
    run: Run, aws: FakeAws, change: Context, facts: Facts
) -> None:
    aws.answer("DescribeStacks", before(change))
    aws.answer("DescribeStackEvents", newest_first(OLD))
    aws.answer("UpdateStack", aws_error("ReadTimeoutError"))
    with pytest.raises(WizardError):
        run(ApplyChange().run(change, facts))


@pytest.mark.rule("R20")
def test_a_process_that_was_killed_before_the_call_goes_on_with_the_same_token(
    run: Run, updated: FakeAws, change: Context, facts: Facts, journal: FakeJournal
) -> None:
    journal.tokens["change:update"], journal.notes["change:begun"] = "change:update-7", "e-1"
    assert run(ApplyChange().run(change, facts)).kind is OutcomeKind.DONE
    assert [one["ClientRequestToken"] for one in updated.asked("UpdateStack")] == ["change:update-7"]


def test_a_process_that_was_killed_after_the_call_only_watches(
    run: Run, aws: FakeAws, change: Context, facts: Facts, journal: FakeJournal
) -> None:
    journal.tokens["change:update"], journal.notes["change:begun"] = "change:update-7", "e-1"
    aws.answer("DescribeStacks", after(change, "UPDATE_IN_PROGRESS"), after(change))
    aws.answer("DescribeStackEvents", newest_first(OLD, NEW))
    aws.answer("ListStackInstances", {"Summaries": []})
    assert run(ApplyChange().run(change, facts)).kind is OutcomeKind.DONE
    assert aws.asked("UpdateStack") == []
    assert facts.resources == [("ManagementRole", "UPDATE_COMPLETE")]


@pytest.mark.rule("R18")
def test_where_aws_went_back_the_first_cause_is_named_and_the_next_try_is_a_new_update(
    run: Run, updated: FakeAws, change: Context, facts: Facts, journal: FakeJournal
) -> None:
    gone_back = before(change, "UPDATE_ROLLBACK_COMPLETE")
    updated.answer("DescribeStacks", before(change), after(change, "UPDATE_IN_PROGRESS"), gone_back)
    updated.answer("DescribeEvents", failed(REFUSED))
    outcome = run(ApplyChange().run(change, facts))
    assert outcome.kind is OutcomeKind.FIXABLE
    assert outcome.failure is not None
    assert outcome.failure.text == "Role with name X already exists"
    assert journal.notes["change:begun"] == ""
    assert journal.tokens["change:update"] == "change:update-2"


@pytest.mark.rule("R20")
def test_an_update_that_was_taken_for_an_older_one_is_asked_for_again_once(
    run: Run, updated: FakeAws, change: Context, facts: Facts
) -> None:
    unchanged = before(change, "UPDATE_COMPLETE")
    updated.answer("DescribeStacks", unchanged)
    outcome = run(ApplyChange().run(change, facts))
    assert outcome.kind is OutcomeKind.FIXABLE, "what never comes true is not called done"
    tokens = [one["ClientRequestToken"] for one in updated.asked("UpdateStack")]
    assert tokens == ["change:update-1", "change:update-2"]


@pytest.mark.parametrize("operation", [ApplyChange, MakeRoom])
def test_without_a_stack_or_with_a_foreign_one_nothing_is_changed(
    run: Run, aws: FakeAws, change: Context, facts: Facts, operation: Any
) -> None:
    for answer in (NO_STACK, stack("CREATE_COMPLETE", owner={}), stack("UPDATE_ROLLBACK_FAILED", owner=TAGS)):
        aws.answer("DescribeStacks", answer)
        finding = run(operation().look(change))
        assert finding.kind is FindingKind.IN_THE_WAY
        assert finding.obstacle is not None
        assert run(operation().run(change, facts)).kind is OutcomeKind.FIXABLE
    assert aws.asked("UpdateStack") == []


def test_where_nothing_moves_no_room_is_made_and_no_tree_is_read(run: Run, aws: FakeAws, change: Context) -> None:
    aws.answer("DescribeStacks", before(change))
    assert run(MakeRoom().look(change)).kind is FindingKind.DONE
    assert [name for name, _parameters in aws.calls] == ["DescribeStacks"]


@pytest.mark.parametrize("operation", [ApplyChange, MakeRoom])
def test_without_anything_before_there_is_nothing_to_put_back(
    run: Run, aws: FakeAws, context: Context, facts: Facts, operation: Any
) -> None:
    assert run(operation().undo(context, facts)).kind is OutcomeKind.DONE
    assert aws.calls == []


def test_stop_leaves_aws_at_work(
    run: Run, updated: FakeAws, change: Context, facts: Facts, journal: FakeJournal
) -> None:
    journal.stop_after = 0.0
    assert run(ApplyChange().run(change, facts)).kind is OutcomeKind.CANCELLED
    assert "stack.stopped-watching" in facts.said
    assert len(updated.asked("UpdateStack")) == 1
