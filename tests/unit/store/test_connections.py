from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wizard.model.connection import Connection, ConnectRequest, Phase
from wizard.model.failure import WizardError
from wizard.model.organization import OrganizationIdentity
from wizard.model.progress import AccountProgress, AccountResult
from wizard.model.targets import Targets


def test_a_row_comes_back_as_it_was_kept(run, store, connection):
    run(store.connections.save(connection))

    assert run(store.connections.all()) == (connection,)
    assert run(store.connections.by_id("c-1")) == connection
    assert run(store.connections.find("cloud-entitlements", "r-ab12")) == connection


def test_saving_again_changes_the_row(run, store, connection):
    run(store.connections.save(connection))
    changed = replace(connection, phase=Phase.CONNECTED, checked_at=datetime(2026, 2, 3, tzinfo=UTC), profile="other")
    run(store.connections.save(changed))

    assert run(store.connections.all()) == (changed,)


def test_saving_again_keeps_the_accounts(run, store, connection):
    result = AccountResult("111122223333", "dev", AccountProgress.SUCCEEDED)
    run(store.connections.save(connection))
    run(store.account_results.put("c-1", [result]))
    run(store.connections.save(replace(connection, phase=Phase.CONNECTED)))

    assert run(store.account_results.of("c-1")) == (result,)


def test_rows_are_listed_from_the_oldest(run, store, connection):
    identity = OrganizationIdentity("o-zzzzzzzzzz", "r-zz99", "999999999999", "Older")
    older = replace(connection, connection_id="c-0", identity=identity, created_at=datetime(2025, 1, 1, tzinfo=UTC))
    run(store.connections.save(connection))
    run(store.connections.save(older))

    assert [one.connection_id for one in run(store.connections.all())] == ["c-0", "c-1"]


def test_the_same_organization_and_provider_is_refused_with_a_sentence(run, store, connection):
    run(store.connections.save(connection))
    with pytest.raises(WizardError, match="Acme Corp is connected to Cloud Entitlements already") as refused:
        run(store.connections.save(replace(connection, connection_id="c-2")))

    assert refused.value.failure.code == "AlreadyConnected"
    assert run(store.connections.all()) == (connection,)


def test_another_provider_may_have_the_same_organization(run, store, connection):
    run(store.connections.save(connection))
    run(store.connections.save(replace(connection, connection_id="c-2", provider_id="datadog")))

    assert len(run(store.connections.all())) == 2


def test_an_account_outside_an_organization_is_found_by_its_id(run, store, connection):
    alone = replace(connection, identity=OrganizationIdentity("", "", "012345678901", "Alone"))
    run(store.connections.save(alone))

    assert run(store.connections.find("cloud-entitlements", "012345678901")) == alone


def test_removing_takes_accounts_and_request_along(run, store, connection):
    run(store.connections.save(connection))
    run(store.account_results.put("c-1", [AccountResult("111122223333", "dev", AccountProgress.FAILED)]))
    run(store.requests.save(_request(connection)))
    run(store.connections.remove("c-1"))
    run(store.connections.remove("c-1"))

    assert run(store.connections.all()) == ()
    assert run(store.account_results.of("c-1")) == ()
    assert run(store.requests.find("c-1")) is None


def test_what_is_not_there_is_none(run, store):
    assert run(store.connections.by_id("nobody")) is None
    assert run(store.connections.find("cloud-entitlements", "r-none")) is None


def test_a_row_that_cannot_be_read_says_which(run, store, connection):
    run(store.connections.save(connection))
    run(store.thread.run(lambda database: database.execute("UPDATE connections SET identity = '[]'")))

    with pytest.raises(WizardError, match=r"Cloud Entitlements \(c-1\) cannot be read back"):
        run(store.connections.all())


def test_a_request_comes_back_as_it_was_kept(run, store, connection):
    request = _request(connection)
    run(store.requests.save(request))

    assert run(store.requests.find("c-1")) == request


def test_a_request_that_cannot_be_read_says_so(run, store, connection):
    run(store.requests.save(_request(connection)))
    run(store.thread.run(lambda database: database.execute("UPDATE requests SET request = '{}'")))

    with pytest.raises(WizardError, match="cannot be read back"):
        run(store.requests.find("c-1"))


def _request(connection: Connection) -> ConnectRequest:
    return ConnectRequest(
        connection_id=connection.connection_id,
        provider_id=connection.provider_id,
        profile="",
        region=connection.region,
        partition="aws-cn",
        identity=connection.identity,
        selection=connection.selection,
        targets=Targets(whole_units=("ou-1", "ou-2"), connected=frozenset({"000000000001"})),
        names=connection.names,
        settings={"external-id": "x"},
        secrets={"api-key": "connection/c-1/api-key"},
        account_names={"000000000001": "first"},
    )
