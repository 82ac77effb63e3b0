"""Page 1: which service."""

from tests.unit.flow.data import PROVIDER
from wizard.flow.answers import Answers, ProviderAnswers
from wizard.flow.pages.provider import ProviderPage
from wizard.providers.definition import ProviderSummary

OTHER = ProviderSummary("other", "Other", "Something else.", ("account", "organization"))


def test_the_only_service_there_is_is_chosen_already(run, desk):
    async def job():
        page = ProviderPage(desk.catalogue)
        assert not page.valid
        await page.load(Answers())
        assert page.valid
        assert page.collect() == ProviderAnswers(PROVIDER, "organization")
        assert page.initial_focus == "provider.list"

    run(job())


def test_of_several_services_none_is_chosen_for_the_person(run, desk):
    async def job():
        desk.catalogue.listed.append(OTHER)
        page = ProviderPage(desk.catalogue)
        await page.load(Answers())
        assert not page.valid
        page.choose("other")
        assert page.valid
        assert page.scope == "account"

    run(job())


def test_an_earlier_choice_comes_back_with_its_scope(run, desk):
    async def job():
        desk.catalogue.listed.append(OTHER)
        page = ProviderPage(desk.catalogue)
        await page.load(Answers(provider=ProviderAnswers("other", "organization")))
        assert page.collect() == ProviderAnswers("other", "organization")

    run(job())


def test_a_scope_that_the_service_does_not_have_does_not_do(run, desk):
    async def job():
        page = ProviderPage(desk.catalogue)
        await page.load(Answers())
        page.choose_scope("account")
        assert not page.valid

    run(job())


def test_each_service_brings_its_icon_and_one_without_is_listed_all_the_same(run, desk):
    async def job():
        desk.catalogue.listed.append(OTHER)
        page = ProviderPage(desk.catalogue)
        await page.load(Answers())
        assert page.icons.keys() == {PROVIDER}
        assert [one.id for one in page.providers] == [PROVIDER, "other"]

    run(job())


def test_it_is_busy_while_it_reads_and_tells_of_every_change(run, desk):
    async def job():
        page = ProviderPage(desk.catalogue)
        busy = []
        page.changed.subscribe(lambda: busy.append(page.busy))
        await page.load(Answers())
        assert busy[0] is True
        assert busy[-1] is False
        told = len(busy)
        page.choose(PROVIDER)
        assert len(busy) == told + 1

    run(job())


def test_whoever_follows_a_page_no_longer_is_told_no_more(desk):
    page = ProviderPage(desk.catalogue)
    told = []
    stop = page.changed.subscribe(lambda: told.append("told"))
    stop()
    stop()
    page.choose(PROVIDER)
    assert told == []
