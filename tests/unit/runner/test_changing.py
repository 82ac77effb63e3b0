"""The desk of changes: what it begins, what it refuses, and which runs it knows."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.unit.flow.change_services import connected_request
from wizard.model.connection import ConnectRequest
from wizard.model.failure import WizardError
from wizard.model.plan import RunKind
from wizard.model.targets import Targets
from wizard.providers.async_catalogue import AsyncCatalogue
from wizard.providers.catalogue import ProviderCatalogue
from wizard.runner.changing import ChangeDesk


class KnownWork:
    def __init__(self, kind: RunKind) -> None:
        self.kind = kind


class FakeWorks:
    """Keeps what was begun."""

    def __init__(self) -> None:
        self.begun: list[tuple[RunKind, str, ConnectRequest]] = []
        self.known: dict[str, KnownWork] = {}

    async def begin(self, kind: RunKind, connection_id: str, request: ConnectRequest) -> KnownWork:
        self.begun.append((kind, connection_id, request))
        return KnownWork(kind)

    def of(self, connection_id: str) -> KnownWork | None:
        return self.known.get(connection_id)


@pytest.fixture
def works() -> FakeWorks:
    return FakeWorks()


@pytest.fixture
def desk(works: FakeWorks) -> ChangeDesk:
    workshop = SimpleNamespace(catalogue=AsyncCatalogue(ProviderCatalogue()))
    return ChangeDesk(cast("Any", workshop), cast("Any", works))


def test_a_change_is_begun_with_what_it_leads_to(desk: ChangeDesk, works: FakeWorks) -> None:
    request = connected_request()
    asyncio.run(desk.start(request))
    assert works.begun == [(RunKind.CHANGE, "c0ffee", request)]


def test_a_choice_without_any_account_is_never_begun(desk: ChangeDesk, works: FakeWorks) -> None:
    with pytest.raises(WizardError) as caught:
        asyncio.run(desk.start(replace(connected_request(), targets=Targets())))
    assert caught.value.failure.code == "NothingChosen"
    assert works.begun == []


def test_one_account_by_itself_has_none_to_choose_from(desk: ChangeDesk, works: FakeWorks) -> None:
    request = connected_request()
    alone = replace(request, targets=Targets(), identity=replace(request.identity, root_id="", organization_id=""))
    asyncio.run(desk.start(alone))
    assert works.begun == [(RunKind.CHANGE, "c0ffee", alone)]


def test_only_changes_are_known_here(desk: ChangeDesk, works: FakeWorks) -> None:
    assert desk.attach("c0ffee") is None
    works.known["c0ffee"] = KnownWork(RunKind.SWITCH_OFF)
    assert desk.attach("c0ffee") is None
    works.known["c0ffee"] = KnownWork(RunKind.CHANGE)
    assert desk.attach("c0ffee") is not None
