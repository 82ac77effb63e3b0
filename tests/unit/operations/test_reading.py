"""Checks, inspection and disconnecting of a service that reads by itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import Facts, FakeAws, FakeClock, aws_error
from wizard.aws.access import AwsAccess
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import Connection, ConnectRequest, Health, Names, Phase, Status
from wizard.model.directory import IdentityCenter
from wizard.model.failure import WizardError
from wizard.model.plan import RunKind
from wizard.model.targets import Targets
from wizard.operations.checks.registry import run_check
from wizard.operations.checks.subject import CheckSubject
from wizard.operations.context import Context
from wizard.operations.directory_inspection import inspect_directory
from wizard.operations.leave_list import LeaveList
from wizard.operations.plans import plan_for
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import ProviderDefinition

CENTER = IdentityCenter("us-east-1", "arn:aws:sso:::instance/ssoins-1", "d-1234567890", "111111111111")
REFUSED = aws_error("AccessDeniedException")
NOW = datetime(2026, 12, 1, tzinfo=UTC)


class AnyRegion(FakeAws):
    """The same answers in every region."""

    def in_region(self, region: str) -> "AnyRegion":
        del region
        return self


def instance(**other: str) -> dict[str, Any]:
    return {
        "Instances": [
            {
                "InstanceArn": CENTER.instance_arn,
                "IdentityStoreId": CENTER.store_id,
                "OwnerAccountId": CENTER.owner,
                "PrimaryRegion": CENTER.region,
                **other,
            }
        ]
    }


@pytest.fixture
def aws() -> FakeAws:
    fake = AnyRegion()
    member = {"UserId": "u-1"}
    pair = {"MembershipId": "m-1", "GroupId": "g-1", "MemberId": member}
    answers: dict[str, dict[str, Any]] = {
        "ListInstances": instance(),
        "DescribeInstance": {},
        "ListUsers": {"Users": [{"UserId": "u-1", "UserName": "anna"}]},
        "ListGroups": {"Groups": [{"GroupId": "g-1", "DisplayName": "Admins"}]},
        "ListGroupMemberships": {"GroupMemberships": [pair]},
        "ListGroupMembershipsForMember": {"GroupMemberships": [pair]},
        "DescribeOrganization": {
            "Organization": {"Id": "o-a1b2c3d4e5", "MasterAccountId": "111111111111", "FeatureSet": "ALL"}
        },
    }
    others = ("DescribeUser", "GetUserId", "DescribeGroup", "GetGroupId", "DescribeGroupMembership")
    for operation in (*others, "GetGroupMembershipId", "IsMemberInGroups"):
        fake.answer(operation, {})
    for operation, answer in answers.items():
        fake.answer(operation, answer)
    return fake


@pytest.fixture
def provider() -> ProviderDefinition:
    return ProviderCatalogue().load("raito")


@pytest.fixture
def request_(provider: ProviderDefinition, request_: ConnectRequest) -> ConnectRequest:
    settings = {"target-name": "acme", "profile-name": "", **CENTER.values}
    names = provider.connection_names(settings)
    return replace(request_, provider_id="raito", settings=settings, names=names, targets=Targets())


@pytest.fixture
def row(request_: ConnectRequest) -> Connection:
    one = request_
    place = (one.identity, one.profile, one.region, one.partition)
    state = (Phase.CONNECTED, Status.INACTIVE, one.names, one.selection, one.settings)
    return Connection(
        one.connection_id, one.provider_id, "Raito", *place, *state, "", Health(), NOW, status_at_aws=False
    )


@pytest.fixture
def check(
    run: Run, access: AwsAccess, request_: ConnectRequest, provider: ProviderDefinition, clock: FakeClock
) -> Callable[[str], CheckResult]:
    async def nobody(_provider: str, _root: str) -> None:
        return None

    return lambda name: run(run_check(name, CheckSubject(access, request_, provider, nobody, clock)))


def key(result: CheckResult) -> str:
    assert result.message is not None
    return result.message.key.rpartition(".")[2]


def test_both_checks_make_the_calls_that_a_reader_makes(aws: FakeAws, check: Callable[[str], CheckResult]) -> None:
    assert check("identity-center").state is CheckState.PASSED
    result = check("identity-store")
    assert (result.state, result.message.values["count"]) == (CheckState.PASSED, "11")
    policy = ProviderCatalogue().policy_text("raito")
    called = {operation for operation, _parameters in aws.calls}
    assert len(called) == 13
    assert all(f":{operation}" in policy for operation in called)
    assert policy.count("identitystore:") + policy.count('"sso:') == len(called)


@pytest.mark.rule(42)
def test_a_grant_on_an_instance_is_no_grant(aws: FakeAws, check: Callable[[str], CheckResult]) -> None:
    aws.answer("ListInstances", REFUSED)
    assert (check("identity-center").state, key(check("identity-center"))) == (CheckState.PROBLEM, "refused")


@pytest.mark.parametrize(
    ("answer", "said", "state"),
    [
        (instance(PrimaryRegion="eu-west-1"), "moved", CheckState.PROBLEM),
        (instance(IdentityStoreId="d-other"), "gone", CheckState.PROBLEM),
        (instance(OwnerAccountId="222222222222"), "of-one-account", CheckState.WARNING),
    ],
)
def test_what_is_not_as_it_was_chosen_is_said(
    aws: FakeAws, check: Callable[[str], CheckResult], answer: Any, said: str, state: CheckState
) -> None:
    aws.answer("ListInstances", answer)
    assert (key(check("identity-center")), check("identity-center").state) == (said, state)


def test_describing_is_checked_too(aws: FakeAws, check: Callable[[str], CheckResult]) -> None:
    aws.answer("DescribeInstance", REFUSED)
    assert key(check("identity-center")) == "not-described"


def test_every_refused_call_is_listed(aws: FakeAws, check: Callable[[str], CheckResult]) -> None:
    aws.answer("GetGroupId", REFUSED)
    aws.answer("IsMemberInGroups", REFUSED)
    result = check("identity-store")
    assert result.details == ("identitystore:GetGroupId", "identitystore:IsMemberInGroups")
    assert (key(result), result.state) == ("refused", CheckState.PROBLEM)


def test_a_group_without_a_name_is_no_reason_to_complain(aws: FakeAws, check: Callable[[str], CheckResult]) -> None:
    aws.answer("ListGroups", {"Groups": [{"GroupId": "g-1"}]})
    assert check("identity-store").state is CheckState.PASSED
    assert not aws.asked("GetGroupId")


def test_an_empty_store_can_be_read_as_well(aws: FakeAws, check: Callable[[str], CheckResult]) -> None:
    aws.answer("ListUsers", {"Users": []})
    aws.answer("ListGroups", {"Groups": []})
    assert check("identity-store").state is CheckState.PASSED


def test_the_list_alone_knows_whether_it_is_connected(aws: FakeAws, check: Callable[[str], CheckResult]) -> None:
    assert key(check("already-connected")) == "not-in-list"
    assert not aws.asked("DescribeStacks")


def test_disconnecting_asks_aws_nothing(run: Run, context: Context, facts: Facts, aws: FakeAws) -> None:
    for kind in (RunKind.DISCONNECT, RunKind.START_OVER):
        assert plan_for(kind, context.request, context.provider, "run-1").operations == (LeaveList.key,)
    run(LeaveList().run(context, facts))
    assert facts.said == ["gone.nothing-made"]
    assert aws.calls == []


def test_checking_again_keeps_the_mark_and_says_when(run: Run, access: AwsAccess, row: Connection) -> None:
    found = run(inspect_directory(access, row, NOW))
    assert (found.problems, found.accounts) == ((), ())
    assert found.connection == replace(row, checked_at=NOW)
    assert row.names == Names("", "", "", "")


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        (("ListInstances", instance(PrimaryRegion="eu-west-1")), "inspect.identity-center-moved"),
        (("ListInstances", {"Instances": []}), "inspect.identity-center-gone"),
        (("ListInstances", REFUSED), "inspect.identity-center-refused"),
        (("ListGroupMemberships", REFUSED), "inspect.identity-center-refused"),
    ],
)
def test_checking_again_finds_what_is_wrong(
    run: Run, aws: FakeAws, row: Connection, answers: tuple[str, Any], problem: str
) -> None:
    access = cast("AwsAccess", aws)
    aws.answer(*answers)
    found = run(inspect_directory(access, row, NOW))
    assert (found.connection.phase, found.connection.health.problem) == (Phase.FAILED, problem)
    aws.answer("ListInstances", instance())
    aws.answer("ListGroupMemberships", {"GroupMemberships": []})
    assert run(inspect_directory(access, found.connection, NOW)).connection.phase is Phase.CONNECTED


def test_another_organization_is_never_taken_for_this_one(
    run: Run, access: AwsAccess, aws: FakeAws, row: Connection
) -> None:
    other = {"Id": "o-zzzzzzzzzz", "MasterAccountId": "999999999999", "FeatureSet": "ALL"}
    aws.answer("DescribeOrganization", {"Organization": other})
    with pytest.raises(WizardError) as refused:
        run(inspect_directory(access, row, NOW))
    assert refused.value.failure.code == "OtherOrganization"
