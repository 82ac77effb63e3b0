from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.unit.operations.cloud import OURS, STACK_ID
from wizard import __version__
from wizard.aws.stacks import Stack
from wizard.model.connection import ConnectRequest
from wizard.model.failure import WizardError
from wizard.model.targets import Targets
from wizard.operations.parameters import stack_parameters
from wizard.operations.stack_goal import as_requested, deployed_targets, with_targets
from wizard.providers.definition import ProviderDefinition
from wizard.providers.setting import Setting


def stack(parameters: dict[str, str], **tags: str) -> Stack:
    found = {**OURS, "org-wizard:version": __version__, "aws:cloudformation:x": "1", **tags}
    return Stack(STACK_ID, "s", "CREATE_COMPLETE", "", parameters, {}, found, False, datetime.now(UTC))


@pytest.fixture
def now(request_: ConnectRequest, provider: ProviderDefinition) -> Stack:
    return stack({**stack_parameters(request_, provider), "Status": "Inactive"})


def test_the_status_and_the_template_stay(now: Stack, request_: ConnectRequest, provider: ProviderDefinition) -> None:
    goal = as_requested(now, request_, provider, "body")
    assert goal.parameters["Status"] is None
    assert goal.template_body is None
    assert goal.reached(now)


def test_aws_own_tags_are_not_sent_back(now: Stack, request_: ConnectRequest, provider: ProviderDefinition) -> None:
    now = replace(now, tags={**now.tags, "cost-center": "7"})
    tags = as_requested(now, request_, provider, "body").tags
    assert tags["cost-center"] == "7"
    assert not any(key.startswith("aws:") for key in tags)


@pytest.mark.parametrize("version", ["0.0.1", ""])
def test_the_template_of_another_version_is_replaced(
    now: Stack, request_: ConnectRequest, provider: ProviderDefinition, version: str
) -> None:
    old = replace(now, tags={**now.tags, "org-wizard:version": version})
    goal = as_requested(old, request_, provider, "body")
    assert goal.template_body == "body"
    assert not goal.reached(old)
    assert goal.tags["org-wizard:version"] == __version__


@pytest.mark.rule("R16")
def test_a_secret_that_is_not_at_hand_keeps_its_value(
    now: Stack, request_: ConnectRequest, provider: ProviderDefinition
) -> None:
    with_secret = replace(provider, settings=(*provider.settings, Setting("key", "Key", "", "ApiKey", secret=True)))
    now = replace(now, parameters={**now.parameters, "ApiKey": "****"})
    assert as_requested(now, request_, with_secret, "body").parameters["ApiKey"] is None
    goal = as_requested(now, request_, with_secret, "body", {"key": "hush"})
    assert goal.parameters["ApiKey"] == "hush"
    assert goal.reached(now), "a hidden value is taken as right"


def test_another_order_of_accounts_is_no_change(
    now: Stack, request_: ConnectRequest, provider: ProviderDefinition
) -> None:
    targets = replace(request_.targets, whole_units=("ou-ab12-aaaaaaaa", "ou-ab12-bbbbbbbb"))
    goal = as_requested(now, replace(request_, targets=targets), provider, "body")
    other_way = {**now.parameters, "OrganizationalUnitIds": "ou-ab12-bbbbbbbb,ou-ab12-aaaaaaaa"}
    assert not goal.reached(now)
    assert goal.reached(replace(now, parameters=other_way))


def test_what_was_told_can_be_read_back(now: Stack) -> None:
    told = Targets(("ou-1",), ("ou-2", "ou-3"), ("1", "2"), ("r-1",), ("3",))
    goal = with_targets(now, told)
    assert goal.parameters["Status"] is None
    assert goal.parameters["ExternalId"] is None
    sent = {name: value or "" for name, value in goal.parameters.items()}
    assert deployed_targets(replace(now, parameters=sent)) == told
    assert deployed_targets(replace(now, parameters={})) == Targets()


@pytest.mark.rule("R26")
def test_a_choice_that_does_not_fit_is_refused(
    now: Stack, request_: ConnectRequest, provider: ProviderDefinition
) -> None:
    many = Targets(intersection_units=("r-1",), accounts=tuple(f"{number:012}" for number in range(400)))
    with pytest.raises(WizardError):
        as_requested(now, replace(request_, targets=many), provider, "body")
