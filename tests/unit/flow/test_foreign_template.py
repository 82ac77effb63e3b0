"""Any other service's template on the first page: read, looked at, named, taken."""

import asyncio
from pathlib import Path

import pytest

from tests.unit.flow.services import Desk
from wizard.flow.answers import Answers
from wizard.flow.pages.provider import ProviderPage

LINK = "https://acme.s3.amazonaws.com/acme.yaml"


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def page(desk):
    page = ProviderPage(desk.catalogue, desk.vendor_templates)
    asyncio.run(page.load(Answers()))
    return page


def test_a_link_is_read_named_and_chosen(page, desk):
    foreign = page.foreign
    foreign.type_link(LINK)
    asyncio.run(foreign.read_link())
    assert (foreign.brought.source, foreign.name, foreign.ready) == (LINK, "Acme audit", True)
    foreign.type_name(" Acme ")
    asyncio.run(page.take_foreign())

    assert desk.vendor_templates.kept == [("Acme", desk.vendor_templates.text)]
    assert (page.chosen, page.valid, page.collect().provider_id) == ("vendor-acme", True, "vendor-acme")
    assert (foreign.brought, foreign.link, foreign.name) == (None, "", "")


def test_a_file_is_read(page):
    asyncio.run(page.foreign.read_file(Path("/home/jo/acme.yaml")))

    assert page.foreign.brought.source == "acme.yaml"


def test_without_a_name_nothing_is_taken(page):
    asyncio.run(page.foreign.read_file(Path("acme.yaml")))
    page.foreign.type_name("  ")

    assert not page.foreign.ready


@pytest.mark.parametrize("link", ["http://acme.s3.amazonaws.com/a.yaml", "nonsense", ""])
def test_what_is_wrong_is_told_and_what_was_typed_stays(page, link):
    page.foreign.type_link(link)
    asyncio.run(page.foreign.read_link())

    assert page.foreign.problem.endswith(".")
    assert (page.foreign.link, page.foreign.brought, page.foreign.ready) == (link, None, False)


def test_what_was_wrong_goes_with_the_next_try(page):
    asyncio.run(page.foreign.read_file(Path("a.zip")))
    assert "ZIP" in page.foreign.problem
    asyncio.run(page.foreign.read_file(Path("a.yaml")))

    assert page.foreign.problem == ""


def test_what_cannot_be_kept_stays_on_the_page(page, desk):
    desk.vendor_templates.error = "The disk is full."
    asyncio.run(page.foreign.read_file(Path("acme.yaml")))
    before = page.chosen
    asyncio.run(page.take_foreign())

    assert page.foreign.problem == "The disk is full."
    assert page.foreign.brought is not None
    assert page.chosen == before


def test_while_it_reads_nothing_can_be_taken(page, desk):
    async def job():
        desk.vendor_templates.gate = asyncio.Event()
        reading = asyncio.create_task(page.foreign.read_file(Path("acme.yaml")))
        await asyncio.sleep(0)
        assert (page.foreign.busy, page.foreign.ready) == (True, False)
        desk.vendor_templates.gate.set()
        await reading
        assert (page.foreign.busy, page.foreign.ready) == (False, True)

    asyncio.run(job())


def test_where_it_is_not_offered_there_is_none(desk):
    assert ProviderPage(desk.catalogue).foreign is None
