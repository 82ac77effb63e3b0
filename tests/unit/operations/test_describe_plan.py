from dataclasses import replace

from wizard.model.connection import ConnectRequest
from wizard.model.targets import Targets
from wizard.operations.describe_plan import PlannedKind, PlannedPlace, PlannedResource, describe_plan
from wizard.providers.definition import ProviderDefinition


def test_the_whole_organization_takes_one_stack_set(request_: ConnectRequest, provider: ProviderDefinition) -> None:
    role = "CloudEntitlementsReadOnly"
    assert describe_plan(request_, provider) == (
        PlannedResource(PlannedKind.TRUSTED_ACCESS, "", PlannedPlace.ORGANIZATION, 1),
        PlannedResource(PlannedKind.STACK, "org-wizard-cloud-entitlements", PlannedPlace.MANAGEMENT_ACCOUNT, 1),
        PlannedResource(PlannedKind.ROLE, role, PlannedPlace.MANAGEMENT_ACCOUNT, 1),
        PlannedResource(PlannedKind.STACK_SET, "org-wizard-cloud-entitlements-members", PlannedPlace.WHOLE_UNITS, 1),
        PlannedResource(PlannedKind.MEMBER_ROLES, role, PlannedPlace.MEMBER_ACCOUNTS, 2),
    )


def test_what_is_left_out_takes_a_second_stack_set(request_: ConnectRequest, provider: ProviderDefinition) -> None:
    targets = Targets(
        difference_units=("ou-ab12-11111111",),
        excluded_accounts=("555555555555",),
        intersection_units=("r-ab12",),
        accounts=("222222222222",),
        connected=frozenset({"222222222222"}),
    )
    planned = describe_plan(replace(request_, targets=targets), provider)
    kinds = [one.kind for one in planned]
    assert PlannedKind.STACK_SET not in kinds
    (filtered,) = [one for one in planned if one.kind is PlannedKind.FILTERED_STACK_SET]
    assert (filtered.name, filtered.count) == ("org-wizard-cloud-entitlements-members-filtered", 2)
