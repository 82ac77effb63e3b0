import pytest

from wizard.model.connection import ConnectRequest
from wizard.model.plan import RunKind
from wizard.operations.plans import plan_for
from wizard.operations.registry import OPERATION_NAMES, operation
from wizard.providers.definition import ProviderDefinition


def test_every_operation_of_the_definition_exists(provider: ProviderDefinition) -> None:
    assert set(provider.operations) <= set(OPERATION_NAMES)
    assert all(operation(name).key == name for name in OPERATION_NAMES)


def test_the_plan_is_what_the_definition_says(request_: ConnectRequest, provider: ProviderDefinition) -> None:
    plan = plan_for(RunKind.CONNECT, request_, provider, "run-1")
    assert (plan.run_id, plan.connection_id, plan.lock) == ("run-1", "c-1", "r-ab12")
    assert plan.operations == provider.operations


@pytest.mark.parametrize("kind", [one for one in RunKind if one is not RunKind.MEND])
def test_every_operation_of_every_plan_exists(
    request_: ConnectRequest, provider: ProviderDefinition, kind: RunKind
) -> None:
    plan = plan_for(kind, request_, provider, "run-1")
    assert tuple(operation(name).key for name in plan.operations) == plan.operations


def test_an_unknown_operation_is_refused() -> None:
    with pytest.raises(KeyError):
        operation("fly")
