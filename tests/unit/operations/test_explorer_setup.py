"""What Resource Explorer needs in the management account (R43)."""

from dataclasses import replace
from typing import Any, cast

import pytest

from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import Facts, FakeAws, aws_error
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.model.plan import FindingKind, OutcomeKind
from wizard.operations.context import Context
from wizard.operations.explorer_setup import MakeAggregator, MakeOrganizationView, TrustResourceExplorer
from wizard.operations.explorer_spread import SpreadExplorer
from wizard.operations.mends import MENDS

TRUSTED = {"EnabledServicePrincipals": [{"ServicePrincipal": "resource-explorer-2.amazonaws.com"}]}
AGGREGATOR = {"Indexes": [{"Region": "us-east-1", "Arn": "arn:1", "Type": "AGGREGATOR"}]}
LOCAL = {"Indexes": [{"Region": "us-east-1", "Arn": "arn:1", "Type": "LOCAL"}]}
NONE: dict[str, Any] = {"Indexes": []}
ACTIVE = {"Arn": "arn:1", "State": "ACTIVE"}
NO_INDEX = aws_error("ResourceNotFoundException")
ORGANIZATION = "arn:aws:organizations::111111111111:organization/o-a1b2c3d4e5"


class Anywhere(FakeAws):
    def in_region(self, region: str) -> "Anywhere":
        self.region = region
        return self


@pytest.fixture
def aws() -> FakeAws:
    return Anywhere()


@pytest.fixture
def context(context: Context, aws: FakeAws) -> Context:
    return replace(context, access=cast("AwsAccess", aws))


def test_they_can_be_asked_for() -> None:
    assert {TrustResourceExplorer.key, MakeAggregator.key, MakeOrganizationView.key} <= MENDS.keys()


def test_trust_is_turned_on_once(run: Run, context: Context, aws: FakeAws, facts: Facts) -> None:
    aws.answer("ListAWSServiceAccessForOrganization", {"EnabledServicePrincipals": []}, TRUSTED)
    aws.answer("EnableAWSServiceAccess", {})
    assert run(TrustResourceExplorer().look(context)).kind is FindingKind.NEEDED
    run(TrustResourceExplorer().run(context, facts))
    assert aws.asked("EnableAWSServiceAccess") == [{"ServicePrincipal": "resource-explorer-2.amazonaws.com"}]
    assert run(TrustResourceExplorer().look(context)).kind is FindingKind.DONE


@pytest.mark.rule(43)
def test_an_index_is_made_waited_for_and_promoted(run: Run, context: Context, aws: FakeAws, facts: Facts) -> None:
    aws.answer("ListIndexes", NONE, LOCAL)
    aws.answer("GetIndex", NO_INDEX, {"Arn": "arn:1", "State": "CREATING"}, ACTIVE)
    aws.answer("CreateIndex", {})
    aws.answer("UpdateIndexType", {})
    assert run(MakeAggregator().look(context)).kind is FindingKind.NEEDED
    assert run(MakeAggregator().run(context, facts)).kind is OutcomeKind.DONE
    assert aws.asked("CreateIndex")[0]["Tags"]["org-wizard:connection"] == "c-1"
    assert aws.asked("UpdateIndexType") == [{"Arn": "arn:1", "Type": "AGGREGATOR"}]


@pytest.mark.rule(43)
def test_one_that_was_interrupted_is_not_promoted_twice(run: Run, context: Context, aws: FakeAws, facts: Facts) -> None:
    aws.answer("ListIndexes", AGGREGATOR)
    aws.answer("GetIndex", {"Arn": "arn:1", "State": "UPDATING"}, ACTIVE)
    assert run(MakeAggregator().look(context)).kind is FindingKind.DONE
    assert run(MakeAggregator().run(context, facts)).kind is OutcomeKind.DONE
    assert not aws.asked("CreateIndex")


def test_the_day_after_a_demotion_is_awss_word(run: Run, context: Context, aws: FakeAws, facts: Facts) -> None:
    aws.answer("ListIndexes", LOCAL)
    aws.answer("GetIndex", ACTIVE)
    aws.answer("UpdateIndexType", aws_error("ServiceQuotaExceededException"))
    with pytest.raises(AwsError):
        run(MakeAggregator().run(context, facts))


def test_an_index_that_never_settles_is_tried_again_later(
    run: Run, context: Context, aws: FakeAws, facts: Facts
) -> None:
    aws.answer("ListIndexes", LOCAL)
    aws.answer("GetIndex", {"Arn": "arn:1", "State": "CREATING"})
    assert run(MakeAggregator().run(context, facts)).kind is OutcomeKind.RETRYABLE


@pytest.mark.rule(43)
def test_the_view_is_made_where_everything_comes_together(
    run: Run, context: Context, aws: FakeAws, facts: Facts
) -> None:
    aws.answer("ListIndexes", {"Indexes": [{"Region": "eu-west-1", "Arn": "arn:1", "Type": "AGGREGATOR"}]})
    aws.answer("ListViews", {"Views": ["arn:v"]})
    aws.answer("GetView", {"View": {"Scope": "arn:aws:iam::111111111111:root"}}, {"View": {"Scope": ORGANIZATION}})
    aws.answer("DescribeOrganization", {"Organization": {"Arn": ORGANIZATION}})
    aws.answer("CreateView", {})
    assert run(MakeOrganizationView().look(context)).kind is FindingKind.NEEDED
    run(MakeOrganizationView().run(context, facts))
    [made] = aws.asked("CreateView")
    assert (made["Scope"], aws.region, made["Tags"]["org-wizard:connection"]) == (ORGANIZATION, "eu-west-1", "c-1")
    assert run(MakeOrganizationView().look(context)).kind is FindingKind.DONE


def test_without_an_aggregator_the_view_has_no_place(run: Run, context: Context, aws: FakeAws, facts: Facts) -> None:
    aws.answer("ListIndexes", LOCAL)
    assert run(MakeOrganizationView().look(context)).kind is FindingKind.IN_THE_WAY
    assert run(MakeOrganizationView().run(context, facts)).kind is OutcomeKind.FIXABLE


def deploying(status: str) -> dict[str, Any]:
    return {"ManagerArn": "arn:m", "StatusSummaries": [{"StatusType": "Deployment", "Status": status}]}


@pytest.mark.rule(43)
def test_quick_setup_is_begun_once_and_waited_for(run: Run, context: Context, aws: FakeAws, facts: Facts) -> None:
    aws.answer("ListIndexes", AGGREGATOR)
    aws.answer("ListConfigurationManagers", {"ConfigurationManagersList": []})
    aws.answer("CreateConfigurationManager", {"ManagerArn": "arn:m"})
    aws.answer("GetConfigurationManager", deploying("DEPLOYING"), deploying("SUCCEEDED"))
    assert run(SpreadExplorer().look(context)).kind is FindingKind.NEEDED
    assert run(SpreadExplorer().run(context, facts)).kind is OutcomeKind.DONE
    assert run(SpreadExplorer().run(context, facts)).kind is OutcomeKind.DONE  # gone on with after a crash
    [begun] = aws.asked("CreateConfigurationManager")
    [definition] = begun["ConfigurationDefinitions"]
    assert definition["Parameters"] == {
        "SelectedAggregatorRegion": "us-east-1",
        "TargetRegions": "us-east-1",
        "TargetOrganizationalUnits": "r-ab12",
    }


def test_a_configuration_that_is_there_is_left_alone(run: Run, context: Context, aws: FakeAws) -> None:
    aws.answer("ListIndexes", AGGREGATOR)
    kind = {"Id": "1", "Type": "AWSQuickSetupType-ResourceExplorer"}
    there = {"ManagerArn": "arn:theirs", "ConfigurationDefinitionSummaries": [kind]}
    aws.answer("ListConfigurationManagers", {"ConfigurationManagersList": [there]})
    found = run(SpreadExplorer().look(context))
    assert (found.kind, "arn:theirs" in found.obstacle.text) == (FindingKind.IN_THE_WAY, True)


def test_quick_setup_that_fails_says_what_aws_says(run: Run, context: Context, aws: FakeAws, facts: Facts) -> None:
    aws.answer("ListIndexes", AGGREGATOR)
    aws.answer("CreateConfigurationManager", {"ManagerArn": "arn:m"})
    aws.answer("GetConfigurationManager", deploying("FAILED"))
    assert run(SpreadExplorer().run(context, facts)).kind is OutcomeKind.FIXABLE
