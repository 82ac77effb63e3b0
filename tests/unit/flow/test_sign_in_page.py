"""Page 2: with which profile."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.flow.data import ADMINISTRATOR, MANAGEMENT, answers_up_to_settings, explain, failed
from wizard.flow.answers import Answers, SignInAnswers
from wizard.flow.pages.sign_in import DEFAULT_REGION, SignInPage
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.model.profile import Caller, CallerKind, Profile, ProfileKind

EXPIRED = RawFailure("The SSO session has expired")


@asynccontextmanager
async def page_of(desk, look_seconds=60.0):
    page = SignInPage(desk.sign_in, explain, look_seconds)
    yield page
    await page.leave()


async def until(condition):
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0)


def test_the_only_profile_that_works_is_chosen(run, desk):
    async def job():
        desk.sign_in.found.append(Profile("old", ProfileKind.ACCESS_KEY))
        desk.sign_in.answers["old"] = EXPIRED
        async with page_of(desk) as page:
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
        async with page_of(desk) as page:
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
        async with page_of(desk) as page:
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
        async with page_of(desk) as page:
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
        async with page_of(desk) as page:
            await page.load(Answers())
            await page.settled()
            assert desk.sign_in.asked == ["acme"]
            assert page.diagnosis("broken").title == "Explained: half a key"

    run(job())


def test_no_profiles_at_all_gets_its_sentence_and_looking_again_finds_new_ones(run, desk):
    async def job():
        found, desk.sign_in.found = desk.sign_in.found, []
        async with page_of(desk) as page:
            await page.load(Answers())
            assert page.found_none
            assert page.error is None
            assert not page.valid
            desk.sign_in.found = found
            await page.refresh()
            await page.settled()
            assert not page.found_none
            assert page.valid

    run(job())


def test_files_that_cannot_be_read_are_explained(run, desk):
    async def job():
        desk.sign_in.error = failed("config is no INI file")
        async with page_of(desk) as page:
            await page.load(Answers())
            assert page.error.title == "Explained: config is no INI file"
            assert page.profiles == ()

    run(job())


def test_an_earlier_choice_is_kept_and_one_that_is_gone_is_dropped(run, desk):
    async def job():
        desk.sign_in.found.append(Profile("north", ProfileKind.ROLE))
        desk.sign_in.answers["north"] = ADMINISTRATOR
        async with page_of(desk) as page:
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
        async with page_of(desk) as page:
            await page.load(Answers())
            await page.settled()
            assert page.warning == Message("sign-in.root-user")
            assert page.valid

    run(job())


def test_leaving_stops_asking(run, desk):
    async def job():
        desk.sign_in.gate = asyncio.Event()
        async with page_of(desk) as page:
            await page.load(Answers())
            await page.leave()
            assert page.report("acme") is None

    run(job())


def test_files_that_change_are_seen_and_what_was_answered_stays(run, desk):
    async def job():
        desk.sign_in.found.append(Profile("north", ProfileKind.ROLE))
        desk.sign_in.answers |= {"north": ADMINISTRATOR, "new": ADMINISTRATOR}
        async with page_of(desk, 0.001) as page:
            await page.load(Answers())
            await page.settled()
            page.choose("north")
            desk.sign_in.found.insert(0, Profile("new", ProfileKind.ACCESS_KEY))
            desk.sign_in.stamped += 1
            await until(lambda: page.report("new") is not None)
            assert page.chosen == "north"
            assert [one.name for one in page.profiles] == ["new", "acme", "north"]
            assert desk.sign_in.asked == ["acme", "north", "new"]
            assert desk.sign_in.forgotten == ["new"]

    run(job())


def test_after_a_sign_in_elsewhere_those_are_asked_again_that_did_not_work(run, desk):
    async def job():
        desk.sign_in.found.append(Profile("old", ProfileKind.ACCESS_KEY))
        desk.sign_in.answers["old"] = EXPIRED
        async with page_of(desk, 0.001) as page:
            await page.load(Answers())
            await page.settled()
            desk.sign_in.answers["old"] = ADMINISTRATOR
            desk.sign_in.stamped += 1
            await until(lambda: page.diagnosis("old") is None)
            await page.settled()
            assert desk.sign_in.asked == ["acme", "old", "old"]
            assert page.report("old").caller == ADMINISTRATOR

    run(job())


def test_a_profile_that_was_changed_is_asked_again(run, desk):
    async def job():
        async with page_of(desk, 0.001) as page:
            await page.load(Answers())
            await page.settled()
            desk.sign_in.found[0] = replace(desk.sign_in.found[0], region="us-west-2")
            desk.sign_in.stamped += 1
            await until(lambda: len(desk.sign_in.asked) == 2)
            await page.settled()
            assert page.collect().region == "us-west-2"
            assert desk.sign_in.forgotten == ["acme"]

    run(job())


def test_when_credentials_end_is_known(run, desk):
    async def job():
        desk.sign_in.ends["acme"] = datetime.now(UTC) + timedelta(minutes=43)
        async with page_of(desk) as page:
            await page.load(Answers())
            await page.settled()
            assert page.ends == desk.sign_in.ends

    run(job())


def test_a_code_is_asked_for_when_its_profile_is_chosen_and_not_before(run, desk):
    async def job():
        desk.sign_in.found.append(Profile("mfa", ProfileKind.ROLE))
        desk.sign_in.answers["mfa"] = RawFailure("a code is needed", code="MfaCodeNeeded")
        async with page_of(desk) as page:
            await page.load(Answers())
            await page.settled()
            assert desk.sign_in.may_ask == []
            desk.sign_in.answers["mfa"] = ADMINISTRATOR
            page.choose("mfa")
            await page.settled()
            assert desk.sign_in.may_ask == ["mfa"]
            assert page.valid

    run(job())


def test_of_hundreds_the_one_that_is_chosen_need_not_wait_for_the_others(run, desk):
    async def job():
        desk.sign_in.found = [Profile(f"p{number}", ProfileKind.ACCESS_KEY) for number in range(500)]
        desk.sign_in.answers = {one.name: ADMINISTRATOR for one in desk.sign_in.found}
        desk.sign_in.gate = asyncio.Event()
        async with page_of(desk) as page:
            await page.load(Answers())
            await until(lambda: len(desk.sign_in.asked) >= 6)
            page.choose("p400")
            await until(lambda: "p400" in desk.sign_in.asked)
            assert len(desk.sign_in.asked) == 7

    run(job())
