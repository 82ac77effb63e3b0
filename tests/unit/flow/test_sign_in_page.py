"""Page 2: with which profile."""

import asyncio

import pytest

from tests.unit.flow.data import ADMINISTRATOR, MANAGEMENT, answers_up_to_settings, explain, failed
from wizard.flow.answers import Answers, SignInAnswers
from wizard.flow.pages.sign_in import DEFAULT_REGION, SignInPage
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.profile import Caller, CallerKind, Profile, ProfileKind

EXPIRED = RawFailure("The SSO session has expired")


def page_of(desk):
    return SignInPage(desk.sign_in, explain)


def test_the_only_profile_that_works_is_chosen(run, desk):
    async def job():
        desk.sign_in.found.append(Profile("old", ProfileKind.ACCESS_KEY))
        desk.sign_in.answers["old"] = EXPIRED
        page = page_of(desk)
        await page.load(Answers())
        await page.settled()
        assert page.chosen == "acme"
        assert page.collect() == SignInAnswers("acme", "eu-west-1", ADMINISTRATOR)
        assert page.diagnosis("old").title == "Explained: The SSO session has expired"
        assert page.diagnosis("acme") is None

    run(job())


def test_of_several_that_work_none_is_chosen_for_the_person(run, desk):
    async def job():
        desk.sign_in.found.append(Profile("north", ProfileKind.ROLE))
        desk.sign_in.answers["north"] = ADMINISTRATOR
        page = page_of(desk)
        await page.load(Answers())
        await page.settled()
        assert page.chosen is None
        assert not page.valid
        page.choose("north")
        assert page.collect().region == DEFAULT_REGION

    run(job())


def test_a_profile_can_be_chosen_before_aws_has_answered_but_not_taken(run, desk):
    async def job():
        desk.sign_in.gate = asyncio.Event()
        page = page_of(desk)
        await page.load(Answers())
        page.choose("acme")
        assert page.report("acme") is None
        assert not page.valid
        desk.sign_in.gate.set()
        await page.settled()
        assert page.valid

    run(job())


def test_a_profile_that_does_not_work_cannot_be_taken(run, desk):
    async def job():
        desk.sign_in.answers["acme"] = EXPIRED
        page = page_of(desk)
        await page.load(Answers())
        await page.settled()
        page.choose("acme")
        assert not page.valid
        with pytest.raises(ValueError, match="does not work"):
            page.collect()

    run(job())


def test_a_profile_whose_entry_cannot_be_read_is_not_asked(run, desk):
    async def job():
        broken = Profile("broken", ProfileKind.ACCESS_KEY, problem=RawFailure("half a key"))
        desk.sign_in.found.append(broken)
        page = page_of(desk)
        await page.load(Answers())
        await page.settled()
        assert desk.sign_in.asked == ["acme"]
        assert page.diagnosis("broken").title == "Explained: half a key"

    run(job())


def test_no_profiles_at_all_gets_its_sentence_and_looking_again_finds_new_ones(run, desk):
    async def job():
        found, desk.sign_in.found = desk.sign_in.found, []
        page = page_of(desk)
        await page.load(Answers())
        assert page.error == Message("sign-in.no-profiles")
        assert not page.valid
        desk.sign_in.found = found
        await page.refresh()
        await page.settled()
        assert page.error is None
        assert page.valid

    run(job())


def test_files_that_cannot_be_read_are_explained(run, desk):
    async def job():
        desk.sign_in.error = failed("config is no INI file")
        page = page_of(desk)
        await page.load(Answers())
        assert page.error.title == "Explained: config is no INI file"
        assert page.profiles == ()
        await page.leave()

    run(job())


def test_an_earlier_choice_is_kept_and_one_that_is_gone_is_dropped(run, desk):
    async def job():
        desk.sign_in.found.append(Profile("north", ProfileKind.ROLE))
        desk.sign_in.answers["north"] = ADMINISTRATOR
        page = page_of(desk)
        await page.load(answers_up_to_settings())
        await page.settled()
        assert page.chosen == "acme"
        desk.sign_in.found = desk.sign_in.found[1:]
        await page.refresh()
        assert page.chosen is None
        await page.settled()
        assert page.chosen == "north"

    run(job())


def test_a_root_user_is_warned_of_and_may_go_on(run, desk):
    async def job():
        desk.sign_in.answers["acme"] = Caller(
            MANAGEMENT, f"arn:aws:iam::{MANAGEMENT}:root", "aws", CallerKind.ROOT, "root"
        )
        page = page_of(desk)
        await page.load(Answers())
        await page.settled()
        assert page.warning == Message("sign-in.root-user")
        assert page.valid

    run(job())


def test_leaving_stops_asking(run, desk):
    async def job():
        desk.sign_in.gate = asyncio.Event()
        page = page_of(desk)
        await page.load(Answers())
        await page.leave()
        assert page.report("acme") is None

    run(job())
