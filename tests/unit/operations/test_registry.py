import pytest

from wizard.model.connection import ConnectRequest
from wizard.operations.registry import OPERATION_NAMES, connect_plan, operation
from wizard.providers.definition import ProviderDefinition


def test_every_operation_of_the_definition_exists(provider: ProviderDefinition) -> None:
    assert set(provider.operations) <= set(OPERATION_NAMES)
    assert all(operation(name).key == name for name in OPERATION_NAMES)


def test_the_plan_is_what_the_definition_says(request_: ConnectRequest, provider: ProviderDefinition) -> None:
    plan = connect_plan(request_, provider.operations, "run-1")
    assert (plan.run_id, plan.connection_id, plan.lock) == ("run-1", "c-1", "r-ab12")
    assert plan.operations == provider.operations


def test_an_unknown_operation_is_refused(request_: ConnectRequest) -> None:
    with pytest.raises(KeyError):
        connect_plan(request_, ("stack", "fly"), "run-1")
