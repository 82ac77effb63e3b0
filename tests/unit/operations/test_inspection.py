from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.operations.cloud import (
    MEMBERS,
    OURS,
    ROLE_ARN,
    TRUST_NOBODY,
    instance,
    instances,
    operation,
    role,
    stack,
    stack_set,
    trust,
)
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_ROLE, NO_STACK, NO_STACK_SET, START, FakeAws, explain
from wizard.aws.access import AwsAccess
from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status
from wizard.model.organization import Account, AccountState, OrganizationalUnit, OrganizationTree
from wizard.operations.inspection import Inspection, Inspector, connection_request
from wizard.providers.definition import ProviderDefinition

NOW = START + timedelta(days=1)
RIGHT = trust("arn:aws:iam::999999999999:root", "0123456789abcdef")


@pytest.fixture
def tree(request_: ConnectRequest) -> OrganizationTree:
    accounts = (
        Account("111111111111", "Acme", "r-ab12"),
        Account("222222222222", "Build", "r-ab12"),
        Account("333333333333", "Audit", "r-ab12"),
        Account("444444444444", "Closed down", "r-ab12", AccountState.SUSPENDED),
    )
    units = {"r-ab12": OrganizationalUnit("r-ab12", "Root", None)}
    return OrganizationTree(request_.identity, units, {one.account_id: one for one in accounts})


@pytest.fixture
def connection(request_: ConnectRequest) -> Connection:
    return Connection(
        connection_id="c-1",
        provider_id="cloud-entitlements",
        provider_name="Cloud Entitlements",
        identity=request_.identity,
        profile="acme",
        region="us-east-1",
        partition="aws",
        phase=Phase.CONNECTED,
        status=Status.UNKNOWN,
        names=request_.names,
        selection=request_.selection,
        settings=request_.settings,
        role_arn="",
        health=Health(),
        created_at=START,
    )


@pytest.fixture
def healthy(aws: FakeAws) -> FakeAws:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", parameters={"Status": "Active"}))
    aws.answer("GetRole", role(trust=RIGHT))
    aws.answer("DescribeStackSet", lambda asked: stack_set() if asked["StackSetName"] == MEMBERS else NO_STACK_SET)
    aws.answer(
        "ListStackInstances",
        instances(
            instance("222222222222", "SUCCEEDED", status="CURRENT"),
            instance("333333333333", "SUCCEEDED", status="CURRENT"),
        ),
    )
    aws.answer("ListStackSetOperations", {"Summaries": [operation("op-1", "SUCCEEDED")]})
    aws.answer("ListStackSetOperationResults", {"Summaries": []})
    return aws


@pytest.fixture
def inspect(
    run: Run, access: AwsAccess, provider: ProviderDefinition, connection: Connection, tree: OrganizationTree
) -> "Inspect":
    return Inspect(run, Inspector(access, provider, explain), connection, tree)


class Inspect:
    def __init__(self, run: Run, inspector: Inspector, connection: Connection, tree: OrganizationTree) -> None:
        self.tree = tree
        self._run, self._inspector, self._connection = run, inspector, connection

    def __call__(self) -> Inspection:
        found: Inspection = self._run(self._inspector.inspect(self._connection, self.tree, NOW))
        return found


def keys(inspection: Inspection) -> list[str]:
    assert inspection.connection.health.problem == (inspection.problems[0].key if inspection.problems else "")
    return [one.key for one in inspection.problems]


def test_a_healthy_connection_is_active_and_complete(healthy: FakeAws, inspect: Inspect) -> None:
    found = inspect()
    row = found.connection
    assert (row.phase, row.status, row.role_arn) == (Phase.CONNECTED, Status.ACTIVE, ROLE_ARN)
    assert row.health == Health(connected=2, total=2)
    assert row.checked_at == NOW
    assert (found.joined, found.left, keys(found)) == ((), (), [])
    assert all(not name.startswith(("Create", "Update", "Delete")) for name, _ in healthy.calls)


def test_the_request_is_made_anew_from_the_tree(connection: Connection, tree: OrganizationTree) -> None:
    request = connection_request(connection, tree)
    assert request.targets.connected == {"222222222222", "333333333333"}
    assert request.targets.suspended == {"444444444444"}
    assert request.account_names["333333333333"] == "Audit"


def test_a_stack_that_is_gone_means_that_nothing_is_connected(healthy: FakeAws, inspect: Inspect) -> None:
    healthy.answer("DescribeStacks", NO_STACK)
    found = inspect()
    assert (found.connection.phase, found.connection.status) == (Phase.FAILED, Status.UNKNOWN)
    assert keys(found)[0] == "inspect.stack-gone"


@pytest.mark.parametrize(
    ("status", "owner", "key"),
    [
        ("CREATE_COMPLETE", {"org-wizard:connection": "c-other"}, "inspect.stack-foreign"),
        ("UPDATE_IN_PROGRESS", OURS, "inspect.stack-busy"),
        ("UPDATE_ROLLBACK_FAILED", OURS, "inspect.rollback-stuck"),
        ("DELETE_FAILED", OURS, "inspect.stack-unfinished"),
    ],
)
def test_a_stack_that_is_not_in_order_is_told(
    healthy: FakeAws, inspect: Inspect, status: str, owner: dict[str, str], key: str
) -> None:
    healthy.answer("DescribeStacks", stack(status, owner=owner, parameters={"Status": "Active"}))
    assert keys(inspect())[0] == key


def test_a_role_that_is_gone_is_told(healthy: FakeAws, inspect: Inspect) -> None:
    healthy.answer("GetRole", NO_ROLE)
    found = inspect()
    assert found.connection.phase is Phase.FAILED
    assert keys(found) == ["inspect.role-gone"]


@pytest.mark.rule("R39")
def test_a_changed_trust_is_told(healthy: FakeAws, inspect: Inspect) -> None:
    healthy.answer("GetRole", role(trust=trust("arn:aws:iam::888888888888:root", "0123456789abcdef")))
    assert keys(inspect()) == ["inspect.trust-changed"]


@dataclass(frozen=True)
class StatusCase:
    parameter: str
    members: str
    trust: dict[str, Any]
    status: Status
    problems: list[str]


@pytest.mark.parametrize(
    "case",
    [
        StatusCase("Inactive", "Inactive", TRUST_NOBODY, Status.INACTIVE, []),
        StatusCase("Inactive", "Active", TRUST_NOBODY, Status.MIXED, ["inspect.status-mixed"]),
        StatusCase("Active", "Active", TRUST_NOBODY, Status.MIXED, ["inspect.status-mixed"]),
        StatusCase("Inactive", "Inactive", RIGHT, Status.MIXED, ["inspect.status-mixed"]),
    ],
)
def test_the_status_is_what_is_verified_everywhere(healthy: FakeAws, inspect: Inspect, case: StatusCase) -> None:
    healthy.answer("DescribeStacks", stack("CREATE_COMPLETE", parameters={"Status": case.parameter}))
    healthy.answer(
        "DescribeStackSet",
        lambda asked: stack_set(status=case.members) if asked["StackSetName"] == MEMBERS else NO_STACK_SET,
    )
    healthy.answer("GetRole", role(trust=case.trust))
    found = inspect()
    assert found.connection.status is case.status
    assert keys(found) == case.problems


def test_failed_accounts_make_it_partly_connected(healthy: FakeAws, inspect: Inspect) -> None:
    healthy.answer(
        "ListStackInstances",
        instances(
            instance("222222222222", "SUCCEEDED", status="CURRENT"),
            instance("333333333333", "FAILED", reason="denied"),
        ),
    )
    found = inspect()
    assert found.connection.phase is Phase.PARTLY_CONNECTED
    assert (found.connection.health.connected, found.connection.health.total) == (1, 2)
    assert keys(found) == ["inspect.accounts-not-connected"]


@pytest.mark.rule("R34")
def test_accounts_that_joined_or_left_are_named(healthy: FakeAws, inspect: Inspect) -> None:
    healthy.answer(
        "ListStackInstances",
        instances(
            instance("222222222222", "SUCCEEDED", status="CURRENT"),
            instance("777777777777", "SUCCEEDED", status="CURRENT"),
        ),
    )
    found = inspect()
    assert (found.joined, found.left) == (("333333333333",), ("777777777777",))
    assert keys(found) == ["inspect.accounts-joined", "inspect.accounts-left"]
    assert found.connection.phase is Phase.PARTLY_CONNECTED


def test_a_stack_set_that_is_gone_is_told(healthy: FakeAws, inspect: Inspect) -> None:
    healthy.answer("DescribeStackSet", NO_STACK_SET)
    found = inspect()
    assert "inspect.stack-set-gone" in keys(found)
    assert found.connection.health.connected == 0
