import pytest

from tests.embedded_aws import until
from tests.simulator.templates import accounts, root_of

SERVICE = "resource-explorer-2"


def index(aws, region, who=""):
    client = aws.client(SERVICE, who, region=region)
    arn = client.create_index()["Arn"]
    until(lambda: client.get_index()["State"] == "ACTIVE")
    return client, arn


@pytest.mark.rule(43)
def test_one_index_per_region_and_one_aggregator_per_account(fresh, refused):
    aws = fresh()
    here, first = index(aws, "us-east-1")
    there, second = index(aws, "eu-west-1")
    assert refused(here.create_index)[0] == "ConflictException"
    assert here.update_index_type(Arn=first, Type="AGGREGATOR")["State"] == "UPDATING"
    assert refused(there.update_index_type, Arn=second, Type="AGGREGATOR")[0] == "ConflictException"
    until(lambda: here.get_index()["State"] == "ACTIVE")
    listed = {one["Region"]: one["Type"] for one in there.list_indexes()["Indexes"]}
    assert listed == {"us-east-1": "AGGREGATOR", "eu-west-1": "LOCAL"}
    here.update_index_type(Arn=first, Type="LOCAL")
    assert refused(there.update_index_type, Arn=second, Type="AGGREGATOR")[0] == "ServiceQuotaExceededException"


@pytest.mark.rule(43)
def test_members_indexes_are_told_to_the_management_account_ten_at_a_time(fresh, refused):
    aws = fresh()
    _, arn = index(aws, "us-east-1", "MEMBER")
    client = aws.client(SERVICE)
    member = aws.client("sts", "MEMBER").get_caller_identity()["Account"]
    assert refused(client.list_indexes_for_members, AccountIdList=[member])[0] == "AccessDeniedException"
    aws.client("organizations").enable_aws_service_access(ServicePrincipal="resource-explorer-2.amazonaws.com")
    found = client.list_indexes_for_members(AccountIdList=[member])["Indexes"]
    assert found == [{"AccountId": member, "Region": "us-east-1", "Arn": arn, "Type": "LOCAL"}]
    many = list(accounts(aws).values())[:11]
    assert refused(client.list_indexes_for_members, AccountIdList=many)[0] == "ValidationException"
    from_member = aws.client(SERVICE, "MEMBER").list_indexes_for_members
    assert refused(from_member, AccountIdList=[member])[0] == "AccessDeniedException"


@pytest.mark.rule(43)
def test_a_search_needs_a_view(fresh, refused):
    aws = fresh()
    client, _ = index(aws, "us-east-1")
    assert refused(client.search, QueryString="")[0] == "UnauthorizedException"
    view = client.create_view(ViewName="all")["View"]["ViewArn"]
    client.associate_default_view(ViewArn=view)
    assert client.search(QueryString="")["ViewArn"] == view


@pytest.mark.rule(43)
def test_quick_setup_reaches_members_and_never_the_management_account(fresh):
    aws = fresh()
    client = aws.client("ssm-quicksetup")
    parameters = {
        "TargetOrganizationalUnits": root_of(aws),
        "TargetRegions": "us-east-1,eu-west-1",
        "SelectedAggregatorRegion": "us-east-1",
    }
    definition = {"Type": "AWSQuickSetupType-ResourceExplorer", "Parameters": parameters}
    manager = client.create_configuration_manager(Name="explorer", ConfigurationDefinitions=[definition])["ManagerArn"]

    def status():
        return client.get_configuration_manager(ManagerArn=manager)["StatusSummaries"][0]["Status"]

    assert status() in ("INITIALIZING", "DEPLOYING")
    until(lambda: status() == "SUCCEEDED")
    member = aws.client(SERVICE, "MEMBER").list_indexes()["Indexes"]
    assert {one["Region"]: one["Type"] for one in member} == {"us-east-1": "AGGREGATOR", "eu-west-1": "LOCAL"}
    assert aws.client(SERVICE).list_indexes()["Indexes"] == []
    assert [one["Name"] for one in client.list_configuration_managers()["ConfigurationManagersList"]] == ["explorer"]
