"""Finding at AWS what a person made in the console."""

from typing import Any

import pytest

from tests.unit.operations.cloud import FILTERED, MEMBERS, STACK_ID, role, stack, trust
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_ROLE, START, FakeAws
from wizard.aws.access import AwsAccess
from wizard.model.connection import Connection, ConnectRequest, Health, Names, Phase, Status, Way
from wizard.model.targets import Selection
from wizard.operations.adoption import FoundStack, find_stack
from wizard.providers.definition import ProviderDefinition

PARAMETERS = {
    "ConnectionId": "c-1",
    "RoleName": "AnotherReader",
    "TrustedPrincipal": "999999999999",
    "ExternalId": "****",
    "OrganizationalUnitIds": "ou-ab12-11111111",
    "FilteredUnitIds": "ou-ab12-22222222",
    "ExcludedAccountIds": "333333333333",
    "AccountParentIds": "r-ab12",
    "AccountIds": "222222222222",
}
TRUST = trust("999999999999", "0123456789abcdef")


@pytest.fixture
def noted(request_: ConnectRequest) -> Connection:
    """Give the row as the console way wrote it."""
    return Connection(
        connection_id="c-1",
        provider_id=request_.provider_id,
        provider_name="Cloud Entitlements",
        identity=request_.identity,
        profile="",
        region=request_.region,
        partition="aws",
        phase=Phase.CONNECTED,
        status=Status.UNKNOWN,
        names=request_.names,
        selection=Selection.whole("r-ab12"),
        settings={"external-id": "0123456789abcdef", "trusted-principal": "typed", "role-name": "typed"},
        role_arn="",
        health=Health(),
        created_at=START,
        way=Way.CONSOLE,
    )


def resources(*physical: str) -> dict[str, Any]:
    found = [("AWS::IAM::Role", "AnotherReader"), *(("AWS::CloudFormation::StackSet", one) for one in physical)]
    return {
        "StackResourceSummaries": [
            {
                "LogicalResourceId": f"Resource{number}",
                "PhysicalResourceId": name,
                "ResourceType": kind,
                "ResourceStatus": "CREATE_COMPLETE",
            }
            for number, (kind, name) in enumerate(found)
        ]
    }


def search(run: Run, access: AwsAccess, noted: Connection, provider: ProviderDefinition) -> FoundStack | None:
    found: list[FoundStack | None] = []

    async def job() -> None:
        found.append(await find_stack(access, noted, provider))

    run(job())
    return found[0]


def test_it_is_known_by_its_parameter_on_whichever_page_and_read_as_it_is(
    run: Run, aws: FakeAws, access: AwsAccess, noted: Connection, provider: ProviderDefinition
) -> None:
    other = stack("CREATE_COMPLETE", owner={}, parameters={"ConnectionId": "c-2"})
    mine = stack("CREATE_COMPLETE", owner={}, parameters=PARAMETERS)
    aws.answer("DescribeStacks", {**other, "NextToken": "more"}, mine)
    aws.answer("ListStackResources", resources(f"{FILTERED}:1", f"{MEMBERS}:2"))
    found = search(run, access, noted, provider)
    assert found is not None
    assert found.stack.stack_id == STACK_ID
    assert found.names == Names(noted.names.stack, MEMBERS, FILTERED, "AnotherReader")
    assert found.selection == Selection(
        frozenset({"ou-ab12-11111111", "ou-ab12-22222222", "222222222222"}), frozenset({"333333333333"})
    )
    assert found.settings == {
        "external-id": "0123456789abcdef",
        "trusted-principal": "999999999999",
        "role-name": "AnotherReader",
    }


def test_without_our_parameter_its_name_and_the_tag_on_its_role_tell(
    run: Run, aws: FakeAws, access: AwsAccess, noted: Connection, provider: ProviderDefinition
) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", owner={}))
    aws.answer("GetRole", role(trust=TRUST))
    aws.answer("ListStackResources", resources())
    found = search(run, access, noted, provider)
    assert found is not None
    assert found.names == noted.names
    assert found.selection == noted.selection


@pytest.mark.parametrize("owner", [None, {"org-wizard:connection": "c-2"}])
def test_a_stack_of_that_name_alone_is_not_ours(
    run: Run,
    aws: FakeAws,
    access: AwsAccess,
    noted: Connection,
    provider: ProviderDefinition,
    *,
    owner: dict[str, str] | None,
) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", owner={}))
    aws.answer("GetRole", role(trust=TRUST, owner=owner) if owner else NO_ROLE)
    assert search(run, access, noted, provider) is None
    assert aws.asked("ListStackResources") == []
