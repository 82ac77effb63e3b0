from dataclasses import replace

import pytest

from wizard.model.connection import ConnectRequest
from wizard.model.failure import WizardError
from wizard.model.targets import Targets
from wizard.operations.parameters import setting_value, stack_parameters, targets_problem
from wizard.providers.definition import ProviderDefinition


def test_the_template_is_told_everything_of_its_contract(
    request_: ConnectRequest, provider: ProviderDefinition
) -> None:
    assert stack_parameters(request_, provider) == {
        "OrganizationalUnitIds": "r-ab12",
        "FilteredUnitIds": "",
        "ExcludedAccountIds": "",
        "AccountParentIds": "",
        "AccountIds": "",
        "ConnectionId": "c-1",
        "TrustedPrincipal": "999999999999",
        "ExternalId": "0123456789abcdef",
        "RoleName": "CloudEntitlementsReadOnly",
        "Status": "Active",
    }


def test_every_parameter_of_our_template_gets_a_value(request_: ConnectRequest, provider: ProviderDefinition) -> None:
    from wizard.providers.catalogue import ProviderCatalogue
    from wizard.providers.template_reader import read_template

    template = read_template(ProviderCatalogue().template_text("cloud-entitlements"))
    assert set(stack_parameters(request_, provider)) == set(template.parameters)


def test_what_is_left_out_goes_to_the_second_stack_set(request_: ConnectRequest, provider: ProviderDefinition) -> None:
    targets = Targets(
        whole_units=("ou-ab12-11111111",),
        difference_units=("ou-ab12-22222222",),
        excluded_accounts=("555555555555", "666666666666"),
        intersection_units=("r-ab12",),
        accounts=("222222222222",),
    )
    parameters = stack_parameters(replace(request_, targets=targets), provider)
    assert parameters["OrganizationalUnitIds"] == "ou-ab12-11111111"
    assert parameters["FilteredUnitIds"] == "ou-ab12-22222222"
    assert parameters["ExcludedAccountIds"] == "555555555555,666666666666"
    assert parameters["AccountParentIds"] == "r-ab12"
    assert parameters["AccountIds"] == "222222222222"


def test_a_setting_is_found_by_the_parameter_that_it_feeds(
    request_: ConnectRequest, provider: ProviderDefinition
) -> None:
    assert setting_value(request_, provider, "ExternalId") == "0123456789abcdef"
    assert setting_value(request_, provider, "Nothing") == ""


@pytest.mark.rule("R26")
@pytest.mark.parametrize(("count", "fits"), [(315, True), (316, False)])
def test_a_parameter_holds_4096_bytes_of_account_ids(count: int, fits: bool) -> None:
    targets = Targets(intersection_units=("r-ab12",), accounts=tuple(f"{number:012}" for number in range(count)))
    problem = targets_problem(targets)
    assert (problem is None) is fits
    if problem is not None:
        assert problem.key == "targets.too-many-accounts"
        assert problem.values["count"] == str(count)


@pytest.mark.rule("R24")
@pytest.mark.parametrize("field", ["whole_units", "difference_units", "intersection_units"])
def test_one_operation_takes_50_units(field: str) -> None:
    units = tuple(f"ou-ab12-{number:08}" for number in range(51))
    assert targets_problem(Targets(**{field: units[:50]})) is None
    problem = targets_problem(Targets(**{field: units}))
    assert problem is not None
    assert problem.key == "targets.too-many-units"


def test_a_choice_that_does_not_fit_is_refused_before_aws_is_asked(
    request_: ConnectRequest, provider: ProviderDefinition
) -> None:
    units = tuple(f"ou-ab12-{number:08}" for number in range(51))
    with pytest.raises(WizardError) as refused:
        stack_parameters(replace(request_, targets=Targets(whole_units=units)), provider)
    assert refused.value.failure.code == "TargetsTooLarge"
    assert "51 organizational units" in refused.value.failure.text
