"""The list of connections: asking AWS again, and marks that AWS knows nothing of."""

import asyncio
from dataclasses import replace

from tests.unit.runner.works_bench import (
    AUDIT,
    BUILD,
    EXPIRED,
    organization,
    refused,
    request,
)
from wizard.model.connection import Status, Way
from wizard.model.plan import RunKind


def test_the_list_hears_of_a_row_that_the_wizard_finished(with_bench):
    async def job(bench):
        await bench.connected()
        bench.told.clear()
        row = await bench.book.finish(request(), "arn:aws:iam::111111111111:role/Reader", verified=True)
        assert (bench.told, row.status) == (["c-1"], Status.ACTIVE)

    with_bench(job)


def test_what_was_made_in_the_console_waits_for_a_sign_in(with_bench):
    async def job(bench):
        await bench.connected()
        await bench.store.connections.save(replace(await bench.row(), way=Way.CONSOLE, profile=""))
        for attempt in (bench.works.begin(RunKind.DISCONNECT, "c-1"), bench.book.check("c-1")):
            assert await refused(attempt) == "NotSignedIn"
        assert await refused(bench.works.begin(RunKind.DISCONNECT, "gone")) == "RowGone"

    with_bench(job)


def test_checking_keeps_the_accounts_and_the_name_of_the_organization_anew(with_bench):
    async def job(bench):
        await bench.connected()
        renamed = [{"Id": one, "Name": f"new {one}", "State": "ACTIVE"} for one in ("111111111111", BUILD, AUDIT)]
        bench.aws.answer("ListAccountsForParent", {"Accounts": renamed})
        row = await bench.book.check("c-1")
        assert row.identity.name == "new 111111111111"
        assert [one.name for one in await bench.store.account_results.of("c-1")] == [f"new {BUILD}", f"new {AUDIT}"]

    with_bench(job)


def test_only_the_profile_that_needs_a_sign_in_says_so(with_bench):
    async def job(bench):
        await bench.connected()
        bench.factory.clouds["beta"] = organization("c-2", "r-cd34")
        await bench.connected(request("c-2", "beta", "r-cd34"))
        bench.aws.answer("ListRoots", EXPIRED)
        first, second = await asyncio.gather(bench.book.check("c-1"), bench.book.check("c-2"), return_exceptions=True)
        assert first.failure.code == "ExpiredToken"
        assert second.status is Status.ACTIVE

    with_bench(job)


def test_a_profile_that_belongs_to_another_organization_changes_no_row(with_bench):
    async def job(bench):
        await bench.connected()
        before = await bench.row()
        bench.factory.clouds["acme"] = organization("c-1", "r-zz99")
        assert await refused(bench.book.check("c-1")) == "OtherOrganization"
        assert await bench.row() == before

    with_bench(job)


def test_a_check_that_took_long_does_not_bring_a_removed_row_back(with_bench):
    async def job(bench):
        await bench.connected()
        read = bench.aws.call

        async def remove_meanwhile(service, operation, /, **parameters):
            await bench.store.connections.remove("c-1")
            return await read(service, operation, **parameters)

        bench.aws.call = remove_meanwhile
        assert await refused(bench.book.check("c-1")) == "RowGone"
        assert await bench.row() is None

    with_bench(job)


def test_a_local_status_is_a_mark_in_the_list(with_bench):
    async def job(bench):
        await bench.connected()
        assert await refused(bench.book.set_local_status("c-1", Status.INACTIVE)) == "StatusIsAtAws"
        await bench.store.connections.save(replace(await bench.row(), status_at_aws=False))
        assert await refused(bench.works.begin(RunKind.SWITCH_OFF, "c-1")) == "StatusIsLocal"
        row = await bench.book.set_local_status("c-1", Status.INACTIVE)
        assert row.status is Status.INACTIVE is (await bench.row()).status

    with_bench(job)
