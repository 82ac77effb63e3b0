import dataclasses
from dataclasses import replace

import pytest

from tests.unit.operations.cloud import MEMBERS, OURS, STACK_ID, event, failed, instance, instances, newest_first, stack
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_STACK, Facts, FakeAws, FakeJournal, aws_error
from wizard.model.failure import WizardError
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.operations.context import Context
from wizard.operations.parameters import stack_parameters
from wizard.operations.stack import MakeStack
from wizard.providers.setting import Setting

IAM_ROLE, STACK_SET = "AWS::IAM::Role", "AWS::CloudFormation::StackSet"
BEGUN = event(1, "org-wizard-cloud-entitlements", "AWS::CloudFormation::Stack", "CREATE_IN_PROGRESS")
ROLE_MADE = event(2, "ManagementRole", IAM_ROLE, "CREATE_COMPLETE")
MEMBERS_BEGUN = event(3, "MemberRoles", STACK_SET, "CREATE_IN_PROGRESS", physical=f"{MEMBERS}:1")
MEMBERS_MADE = event(4, "MemberRoles", STACK_SET, "CREATE_COMPLETE", physical=f"{MEMBERS}:1")


def asked_for(context: Context) -> dict[str, str]:
    return stack_parameters(context.request, context.provider)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("CREATE_IN_PROGRESS", FindingKind.NEEDED),
        ("ROLLBACK_IN_PROGRESS", FindingKind.NEEDED),
        ("DELETE_IN_PROGRESS", FindingKind.NEEDED),
        ("CREATE_COMPLETE", FindingKind.DONE),
        ("UPDATE_COMPLETE", FindingKind.DONE),
        ("ROLLBACK_COMPLETE", FindingKind.IN_THE_WAY),
        ("ROLLBACK_FAILED", FindingKind.IN_THE_WAY),
        ("DELETE_FAILED", FindingKind.IN_THE_WAY),
        ("REVIEW_IN_PROGRESS", FindingKind.IN_THE_WAY),
    ],
)
def test_looking_tells_what_our_stack_needs(
    run: Run, aws: FakeAws, context: Context, status: str, kind: FindingKind
) -> None:
    aws.answer("DescribeStacks", stack(status, parameters=asked_for(context)))
    assert run(MakeStack().look(context)).kind is kind


def test_no_stack_means_that_one_is_needed(run: Run, aws: FakeAws, context: Context) -> None:
    aws.answer("DescribeStacks", NO_STACK)
    assert run(MakeStack().look(context)).kind is FindingKind.NEEDED


@pytest.mark.parametrize("owner", [{}, {"org-wizard:connection": "c-other"}])
def test_a_stack_of_somebody_else_is_in_the_way_and_named(
    run: Run, aws: FakeAws, context: Context, owner: dict[str, str]
) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", owner=owner))
    finding = run(MakeStack().look(context))
    assert finding.kind is FindingKind.IN_THE_WAY
    assert finding.obstacle is not None
    assert finding.obstacle.code == "AlreadyExistsException"
    assert STACK_ID in finding.obstacle.text
    assert owner.get("org-wizard:connection", "no tag") in finding.obstacle.text


@pytest.mark.rule("R17")
def test_what_a_failed_try_left_is_in_the_way_in_the_words_of_aws(run: Run, aws: FakeAws, context: Context) -> None:
    aws.answer("DescribeStacks", stack("ROLLBACK_COMPLETE"))
    finding = run(MakeStack().look(context))
    assert finding.obstacle is not None
    assert finding.obstacle.text == f"Stack:{STACK_ID} is in ROLLBACK_COMPLETE state and can not be updated."


def test_a_complete_stack_with_other_parameters_is_not_done(run: Run, aws: FakeAws, context: Context) -> None:
    other = {**asked_for(context), "OrganizationalUnitIds": "ou-ab12-11111111"}
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", parameters=other))
    assert run(MakeStack().look(context)).kind is FindingKind.NEEDED


def test_hidden_parameters_are_taken_as_right(run: Run, aws: FakeAws, context: Context) -> None:
    hidden = {**asked_for(context), "ExternalId": "****"}
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", parameters=hidden))
    assert run(MakeStack().look(context)).kind is FindingKind.DONE


@pytest.fixture
def deployed(aws: FakeAws) -> FakeAws:
    """A deployment that goes well, in three polls."""
    aws.answer(
        "DescribeStacks", NO_STACK, stack("CREATE_IN_PROGRESS"), stack("CREATE_IN_PROGRESS"), stack("CREATE_COMPLETE")
    )
    aws.answer("CreateStack", {"StackId": STACK_ID})
    aws.answer(
        "DescribeStackEvents",
        newest_first(BEGUN, ROLE_MADE),
        newest_first(BEGUN, ROLE_MADE, MEMBERS_BEGUN),
        newest_first(BEGUN, ROLE_MADE, MEMBERS_BEGUN, MEMBERS_MADE),
    )
    aws.answer(
        "ListStackInstances",
        instances(instance("222222222222", "RUNNING")),
        instances(
            instance("222222222222", "SUCCEEDED", status="CURRENT"),
            instance("333333333333", "FAILED", reason="Role already exists"),
            instance("444444444444", "SKIPPED_SUSPENDED_ACCOUNT"),
        ),
    )
    return aws


def test_the_stack_is_created_as_asked_with_our_tags_and_the_journals_token(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    (created,) = deployed.asked("CreateStack")
    assert created["StackName"] == "org-wizard-cloud-entitlements"
    assert created["ClientRequestToken"] == "create-1"
    assert created["Capabilities"] == ["CAPABILITY_NAMED_IAM"]
    assert created["TemplateBody"] == "Resources: {}"
    assert {one["Key"]: one["Value"] for one in created["Tags"]}.items() >= OURS.items()
    sent = {one["ParameterKey"]: one["ParameterValue"] for one in created["Parameters"]}
    assert sent == asked_for(context)


@pytest.mark.rule("R13")
def test_each_event_is_reported_once(run: Run, deployed: FakeAws, context: Context, facts: Facts) -> None:
    run(MakeStack().run(context, facts))
    assert facts.resources == [
        ("org-wizard-cloud-entitlements", "CREATE_IN_PROGRESS"),
        ("ManagementRole", "CREATE_COMPLETE"),
        ("MemberRoles", "CREATE_IN_PROGRESS"),
        ("MemberRoles", "CREATE_COMPLETE"),
    ]
    assert deployed.asked("DescribeStackEvents")[0]["StackName"] == STACK_ID


@pytest.mark.rule("R29")
def test_accounts_are_reported_while_the_stack_is_still_being_made(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    run(MakeStack().run(context, facts))
    assert facts.accounts == [
        ("333333333333", "PENDING"),
        ("222222222222", "PENDING"),
        ("444444444444", "SKIPPED"),
        ("222222222222", "RUNNING"),
        ("222222222222", "SUCCEEDED"),
        ("333333333333", "FAILED"),
    ]
    assert (facts.last_count.done, facts.last_count.total, facts.last_count.failed) == (2, 2, 1)


@pytest.mark.rule("R45")
def test_a_create_that_timed_out_but_arrived_is_not_repeated(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    deployed.answer("CreateStack", aws_error("ReadTimeoutError"))
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    assert len(deployed.asked("CreateStack")) == 1


@pytest.mark.rule("R45")
def test_a_create_that_never_arrived_is_left_to_the_runner_with_the_same_token(
    run: Run, aws: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    aws.answer("DescribeStacks", NO_STACK)
    aws.answer("CreateStack", aws_error("ReadTimeoutError"))
    for _ in range(2):
        with pytest.raises(WizardError):
            run(MakeStack().run(context, facts))
    assert [one["ClientRequestToken"] for one in aws.asked("CreateStack")] == ["create-1", "create-1"]
    assert journal.tokens == {"create": "create-1"}


@pytest.mark.rule("R20")
def test_a_token_that_is_used_up_is_replaced(run: Run, deployed: FakeAws, context: Context, facts: Facts) -> None:
    deployed.answer("CreateStack", aws_error("TokenAlreadyExistsException"), {"StackId": STACK_ID})
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    assert [one["ClientRequestToken"] for one in deployed.asked("CreateStack")] == ["create-1", "create-2"]


def test_a_stack_under_way_is_watched_and_not_created_again(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    made = stack("CREATE_COMPLETE", parameters=asked_for(context))
    deployed.answer("DescribeStacks", stack("CREATE_IN_PROGRESS"), made)
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    assert deployed.asked("CreateStack") == []
    assert deployed.asked("UpdateStack") == []
    assert "stack.watching" in facts.said


def test_a_stack_under_way_with_other_parameters_is_watched_and_then_updated(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    other = stack("CREATE_COMPLETE", parameters={**asked_for(context), "ExternalId": "of-the-first-try"})
    right = stack("UPDATE_COMPLETE", parameters=asked_for(context))
    deployed.answer("DescribeStacks", stack("CREATE_IN_PROGRESS"), other, other, right)
    deployed.answer("UpdateStack", {"StackId": STACK_ID})
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    assert len(deployed.asked("UpdateStack")) == 1
    assert facts.said.index("stack.watching") < facts.said.index("stack.updating")


def test_a_complete_stack_with_other_parameters_is_updated_and_old_events_stay_unsaid(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    updated = event(5, "MemberRoles", STACK_SET, "UPDATE_COMPLETE")
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE"), stack("UPDATE_IN_PROGRESS"), stack("UPDATE_COMPLETE"))
    aws.answer("UpdateStack", {"StackId": STACK_ID})
    aws.answer("DescribeStackEvents", newest_first(BEGUN, ROLE_MADE), newest_first(BEGUN, ROLE_MADE, updated))
    aws.answer("ListStackInstances", instances())
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    assert facts.resources == [("MemberRoles", "UPDATE_COMPLETE")]


@pytest.mark.rule("R18")
def test_the_first_failed_resource_is_the_cause(run: Run, aws: FakeAws, context: Context, facts: Facts) -> None:
    refused = event(2, "ManagementRole", IAM_ROLE, "CREATE_FAILED", reason="Role with name X already exists")
    follower = event(3, "MemberRoles", STACK_SET, "CREATE_FAILED", reason="Resource creation cancelled")
    aws.answer("DescribeStacks", NO_STACK, stack("CREATE_IN_PROGRESS"), stack("ROLLBACK_COMPLETE"))
    aws.answer("CreateStack", {"StackId": STACK_ID})
    aws.answer("DescribeStackEvents", newest_first(BEGUN, refused, follower))
    aws.answer("DescribeEvents", failed(refused, follower))
    outcome = run(MakeStack().run(context, facts))
    assert outcome.kind is OutcomeKind.FIXABLE
    assert outcome.failure is not None
    assert outcome.failure.text == "Role with name X already exists"
    assert (outcome.failure.service, outcome.failure.account) == ("iam", "111111111111")


@pytest.mark.rule("R33")
def test_where_a_stack_set_fails_its_stack_the_accounts_own_reason_is_the_cause(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    broken = event(
        4, "MemberRoles", STACK_SET, "CREATE_FAILED", reason="Stack set operation [1] was unexpectedly stopped"
    )
    aws.answer(
        "DescribeStacks",
        NO_STACK,
        stack("CREATE_IN_PROGRESS"),
        stack("CREATE_IN_PROGRESS"),
        stack("ROLLBACK_COMPLETE"),
    )
    aws.answer("CreateStack", {"StackId": STACK_ID})
    aws.answer("DescribeStackEvents", newest_first(BEGUN, MEMBERS_BEGUN), newest_first(BEGUN, MEMBERS_BEGUN, broken))
    denied = instances(instance("333333333333", "FAILED", reason="denied by a service control policy"))
    aws.answer("ListStackInstances", denied, aws_error("StackSetNotFoundException"))
    aws.answer("DescribeEvents", failed(broken))
    failure = run(MakeStack().run(context, facts)).failure
    assert failure is not None
    assert (failure.text, failure.account) == ("denied by a service control policy", "333333333333")
    assert "accounts.cannot-watch" not in facts.said


def test_a_failure_that_no_event_tells_is_read_from_the_stack(
    run: Run, aws: FakeAws, context: Context, facts: Facts
) -> None:
    over = stack("ROLLBACK_COMPLETE")
    over["Stacks"][0]["StackStatusReason"] = "Early validation failed"
    aws.answer("DescribeStacks", NO_STACK, over)
    aws.answer("CreateStack", {"StackId": STACK_ID})
    aws.answer("DescribeStackEvents", newest_first(BEGUN))
    aws.answer("DescribeEvents", failed())
    failure = run(MakeStack().run(context, facts)).failure
    assert failure is not None
    assert (failure.text, failure.code) == ("Early validation failed", "ROLLBACK_COMPLETE")


@pytest.mark.rule("R44")
def test_throttling_while_watching_is_said_and_survived(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    deployed.answer(
        "DescribeStacks",
        NO_STACK,
        stack("CREATE_IN_PROGRESS"),
        aws_error("Throttling"),
        aws_error("ReadTimeoutError"),
        stack("CREATE_COMPLETE"),
    )
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    assert [key for key in facts.said if key.startswith("watch.")] == ["watch.slowed-down", "watch.no-answer"]


def test_an_expired_sign_in_ends_the_watch_for_the_runner_to_pause(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    deployed.answer("DescribeStacks", NO_STACK, stack("CREATE_IN_PROGRESS"), aws_error("ExpiredToken"))
    with pytest.raises(WizardError) as expired:
        run(MakeStack().run(context, facts))
    assert expired.value.failure.code == "ExpiredToken"


def test_whoever_may_not_list_instances_still_sees_the_stack_to_its_end(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    deployed.answer("ListStackInstances", aws_error("AccessDenied", "not authorized"))
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    assert facts.said.count("accounts.cannot-watch") == 1


def test_stop_ends_the_watch_and_says_that_aws_goes_on(
    run: Run, deployed: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    deployed.answer("DescribeStacks", NO_STACK, stack("CREATE_IN_PROGRESS"))
    journal.stop_after = 3
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.CANCELLED
    assert facts.said[-1] == "stack.stopped-watching"
    assert deployed.asked("DeleteStack") == []


@pytest.mark.rule("R23")
def test_aws_is_asked_quickly_at_first_and_slower_later(
    run: Run, deployed: FakeAws, context: Context, facts: Facts, journal: FakeJournal
) -> None:
    deployed.answer("DescribeStacks", NO_STACK, stack("CREATE_IN_PROGRESS"))
    deployed.answer("ListStackInstances", instances())
    journal.stop_after = 3600
    run(MakeStack().run(context, facts))
    questions = len(deployed.asked("DescribeStacks"))
    assert max(journal.clock.slept) <= 1, "Stop would be noticed too late"
    assert 400 < questions < 600


def test_a_stack_that_is_going_away_is_awaited_before_the_new_one(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    deployed.answer(
        "DescribeStacks",
        stack("DELETE_IN_PROGRESS"),
        stack("DELETE_IN_PROGRESS"),
        stack("DELETE_COMPLETE"),
        stack("CREATE_COMPLETE"),
    )
    assert run(MakeStack().run(context, facts)).kind is OutcomeKind.DONE
    assert len(deployed.asked("CreateStack")) == 1


def test_secrets_of_settings_reach_the_template_and_no_text(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    secret = dataclasses.replace(context, secrets={"external-id": "only-aws-may-see-this"})
    run(MakeStack().run(secret, facts))
    sent = {one["ParameterKey"]: one["ParameterValue"] for one in deployed.asked("CreateStack")[0]["Parameters"]}
    assert sent["ExternalId"] == "only-aws-may-see-this"
    assert "only-aws-may-see-this" not in repr(secret)
    assert "only-aws-may-see-this" not in repr(facts.all)


def with_key(context: Context, **secrets: str) -> Context:
    key = Setting("api-key", "API key", "About it.", parameter="ApiKey", secret=True)
    provider = replace(context.provider, settings=(*context.provider.settings, key))
    return replace(context, provider=provider, secrets={name.replace("_", "-"): one for name, one in secrets.items()})


def test_a_secret_goes_into_the_template_and_nowhere_else(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    keyed = with_key(context, api_key="s3cret")
    assert run(MakeStack().run(keyed, facts)).kind is OutcomeKind.DONE
    (created,) = deployed.asked("CreateStack")
    assert {"ParameterKey": "ApiKey", "ParameterValue": "s3cret"} in created["Parameters"]
    assert "s3cret" not in repr(keyed)


def test_a_secret_that_nobody_knows_any_more_is_asked_for_before_anything_is_made(
    run: Run, deployed: FakeAws, context: Context, facts: Facts
) -> None:
    with pytest.raises(WizardError, match="API key") as caught:
        run(MakeStack().run(with_key(context), facts))
    assert caught.value.failure.code == "SecretForgotten"
    assert deployed.asked("CreateStack") == []
