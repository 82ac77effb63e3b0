import asyncio
from collections.abc import Callable, Coroutine, Iterator
from functools import cache
from typing import Any, cast

import pytest

from tests.unit.operations.fakes import Facts, FakeAws, FakeClock, FakeJournal, explain
from wizard.aws.access import AwsAccess
from wizard.model.connection import ConnectRequest
from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection, Targets
from wizard.operations.context import Context
from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.definition import ProviderDefinition

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@cache
def _definition() -> ProviderDefinition:
    return ProviderCatalogue().load("cloud-entitlements")


@pytest.fixture
def run() -> Iterator[Run]:
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def provider() -> ProviderDefinition:
    return _definition()


@pytest.fixture
def aws() -> FakeAws:
    return FakeAws()


@pytest.fixture
def access(aws: FakeAws) -> AwsAccess:
    return cast("AwsAccess", aws)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def journal(clock: FakeClock) -> FakeJournal:
    return FakeJournal(clock)


@pytest.fixture
def facts() -> Facts:
    return Facts()


@pytest.fixture
def request_(provider: ProviderDefinition) -> ConnectRequest:
    settings = {
        "trusted-principal": "999999999999",
        "external-id": "0123456789abcdef",
        "role-name": "CloudEntitlementsReadOnly",
    }
    return ConnectRequest(
        connection_id="c-1",
        provider_id="cloud-entitlements",
        profile="acme",
        region="us-east-1",
        partition="aws",
        identity=OrganizationIdentity("o-a1b2c3d4e5", "r-ab12", "111111111111", "Acme"),
        selection=Selection.whole("r-ab12"),
        targets=Targets(
            whole_units=("r-ab12",),
            connected=frozenset({"222222222222", "333333333333"}),
            suspended=frozenset({"444444444444"}),
        ),
        names=provider.connection_names(settings),
        settings=settings,
        account_names={"222222222222": "Build", "333333333333": "Audit", "444444444444": "Closed down"},
    )


@pytest.fixture
def context(
    request_: ConnectRequest, provider: ProviderDefinition, access: AwsAccess, clock: FakeClock, journal: FakeJournal
) -> Context:
    return Context(request_, provider, "Resources: {}", access, journal, clock, explain)
