"""Resource Explorer across an organization: what is wrong is said, pictured and listed, and nothing is changed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.embedded_aws import EmbeddedAws, until
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.store.store import Store

HOME, OTHER = "us-east-1", "eu-west-1"
SERVICE = "resource-explorer-2"


def has_indexes(aws: EmbeddedAws, who: str = "", *regions: str, aggregator: str = "") -> None:
    for region in regions:
        client = aws.client(SERVICE, who, region=region)
        arn = client.create_index()["Arn"]
        until(lambda client=client: client.get_index()["State"] == "ACTIVE")
        if region == aggregator:
            client.update_index_type(Arn=arn, Type="AGGREGATOR")
            until(lambda client=client: client.get_index()["State"] == "ACTIVE")


def quick_setup(aws: EmbeddedAws, *regions: str) -> None:
    root = aws.client("organizations").list_roots()["Roots"][0]["Id"]
    client = aws.client("ssm-quicksetup")
    parameters = {
        "SelectedAggregatorRegion": HOME,
        "TargetRegions": ",".join(regions),
        "TargetOrganizationalUnits": root,
    }
    definition = {"Type": "AWSQuickSetupType-ResourceExplorer", "Parameters": parameters}
    arn = client.create_configuration_manager(Name="all", ConfigurationDefinitions=[definition])["ManagerArn"]
    until(lambda: client.get_configuration_manager(ManagerArn=arn)["StatusSummaries"][0]["Status"] == "SUCCEEDED")


def trust(aws: EmbeddedAws) -> None:
    aws.client("organizations").enable_aws_service_access(ServicePrincipal=f"{SERVICE}.amazonaws.com")


def view_over_all(aws: EmbeddedAws) -> None:
    organization = aws.client("organizations").describe_organization()["Organization"]["Arn"]
    aws.client(SERVICE, region=HOME).create_view(ViewName="all", Scope=organization)


async def looks(someone: Person) -> None:
    """Have Apono's connection in the list, open the window, and wait for what AWS says."""
    await someone.press("main.resource-explorer")
    await someone.hands.seen("explorer")
    await someone.hands.until(lambda: someone.can_press("explorer.again"), "AWS to answer")


def says(someone: Person) -> str:
    return someone.page_says("explorer")


@pytest.fixture
def with_apono(administrator: Person, aws: EmbeddedAws) -> Callable[[Callable[[Person], Any]], None]:
    """Give who runs a coroutine at a program whose list has a connection of the provider that offers it."""

    def run(job: Callable[[Person], Any]) -> None:
        async def whole() -> None:
            folder = administrator.home / "data"
            folder.mkdir(exist_ok=True)
            store = await Store.open(folder / "org-wizard.db")
            known = row(aws)
            await store.connections.save(known)
            await store.requests.save(request_of(known))
            await store.close()
            async with administrator.at_the_program():
                await administrator.hands.seen("main.resource-explorer")
                await job(administrator)

        run_on_qt_loop(whole)

    return run


def request_of(one: Any) -> Any:
    from wizard.model.connection import ConnectRequest
    from wizard.model.targets import Targets

    return ConnectRequest(
        one.connection_id,
        one.provider_id,
        one.profile,
        one.region,
        one.partition,
        one.identity,
        one.selection,
        Targets(),
        one.names,
        one.settings,
    )


def row(aws: EmbeddedAws) -> Any:
    from datetime import UTC, datetime

    from wizard.model.connection import Connection, Health, Names, Phase, Status
    from wizard.model.organization import OrganizationIdentity
    from wizard.model.targets import Selection

    client = aws.client("organizations")
    organization, root = client.describe_organization()["Organization"], client.list_roots()["Roots"][0]["Id"]
    return Connection(
        connection_id="c-1",
        provider_id="apono",
        provider_name="Apono",
        identity=OrganizationIdentity(organization["Id"], root, organization["MasterAccountId"], "Acme"),
        profile="administrator",
        region=HOME,
        partition="aws",
        phase=Phase.CONNECTED,
        status=Status.ACTIVE,
        names=Names("stack", "set", "", "role"),
        selection=Selection.whole(root),
        settings={},
        role_arn="",
        health=Health(1, 1),
        created_at=datetime(2026, 12, 1, tzinfo=UTC),
    )


@pytest.mark.rule(43)
def test_each_next_step_is_said_and_done_with_its_own_confirmation(aws, with_apono):
    async def mends(someone, mend, then):
        await someone.press(f"explorer.action.{mend}")
        await someone.press("explorer.confirm.yes")
        await someone.hands.until(lambda: then in says(someone) and someone.can_press("explorer.again"), then)

    async def job(someone):
        await looks(someone)
        assert "does not let Resource Explorer look into its accounts" in says(someone)
        assert trusted(aws) is False
        await someone.press("explorer.action.trust-resource-explorer")
        await someone.press("explorer.confirm.no")
        assert trusted(aws) is False
        await mends(someone, "trust-resource-explorer", "The management account has no index.")
        assert trusted(aws) is True
        await mends(someone, "make-explorer-aggregator", "No view covers the whole organization.")
        kinds = {one["Region"]: one["Type"] for one in aws.client(SERVICE).list_indexes()["Indexes"]}
        assert kinds == {HOME: "AGGREGATOR"}
        await mends(someone, "make-explorer-view", "up to 36 hours to fill it")
        assert "Let Quick Setup make them" in says(someone)
        await mends(someone, "spread-explorer", "up to 36 hours to fill it")
        assert "Let Quick Setup make them" not in says(someone)
        assert {(one[2], one[3]) for one in someone.table("explorer.accounts")} == {(HOME, "1 of 1")}
        assert len(aws.client(SERVICE, region=HOME).list_views()["Views"]) == 1

    with_apono(job)


@pytest.mark.rule(43)
def test_the_day_after_a_demotion_is_waited_for_in_words(aws, with_apono):
    trust(aws)
    has_indexes(aws, "", HOME, aggregator=HOME)
    client = aws.client(SERVICE, region=HOME)
    client.update_index_type(Arn=client.get_index()["Arn"], Type="LOCAL")
    until(lambda: client.get_index()["State"] == "ACTIVE")

    async def job(someone):
        await looks(someone)
        assert "24 hours later" in says(someone)
        await someone.press("explorer.action.make-explorer-aggregator")
        await someone.press("explorer.confirm.yes")
        await someone.hands.until(lambda: someone.reads_strip("explorer.message") != "", "why not")
        assert client.get_index()["Type"] == "LOCAL"

    with_apono(job)


def trusted(aws: EmbeddedAws) -> bool:
    found = aws.client("organizations").list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    return f"{SERVICE}.amazonaws.com" in [one["ServicePrincipal"] for one in found]


@pytest.mark.rule(43)
def test_what_is_whole_is_said_and_listed(aws, with_apono):
    trust(aws)
    has_indexes(aws, "", HOME, OTHER, aggregator=HOME)
    quick_setup(aws, HOME, OTHER)
    view_over_all(aws)

    async def job(someone):
        await looks(someone)
        assert "up to 36 hours to fill it" in says(someone)
        trusted = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [trusted]})
        aws.client("iam").create_role(RoleName="anything", AssumeRolePolicyDocument=policy)
        await someone.press("explorer.again")
        await someone.hands.until(lambda: "All is as it should be." in says(someone), "the verdict")
        rows = someone.table("explorer.accounts")
        assert {(one[2], one[3], one[4]) for one in rows} == {(HOME, "2 of 2", "")}
        assert rows[0][0].endswith("(management account)")
        assert someone.sees("explorer.picture")

    with_apono(job)


@pytest.mark.rule(37)
def test_a_policy_that_keeps_cloudformation_out_of_a_region_is_named(aws, with_apono):
    trust(aws)
    has_indexes(aws, "", HOME, OTHER, aggregator=HOME)
    quick_setup(aws, HOME)
    member = aws.client("sts", "MEMBER").get_caller_identity()["Account"]
    statement = {
        "Sid": "OnlyAtHome",
        "Effect": "Deny",
        "NotAction": ["iam:*"],
        "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:RequestedRegion": HOME}},
    }
    content = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    client = aws.client("organizations")
    policy = client.create_policy(Content=content, Description="", Name="stay-at-home", Type="SERVICE_CONTROL_POLICY")[
        "Policy"
    ]["PolicySummary"]["Id"]
    client.attach_policy(PolicyId=policy, TargetId=member)

    async def job(someone):
        await looks(someone)
        await someone.hands.until(lambda: "stay-at-home" in says(someone), "the policy")
        said = says(someone)
        assert f"denies CloudFormation in {OTHER}" in said
        assert "with its statement OnlyAtHome" in said
        assert "No view covers the whole organization" in said
        missing = [one for one in someone.table("explorer.accounts") if one[4] == OTHER]
        assert len(missing) == len(someone.table("explorer.accounts")) - 1

    with_apono(job)
