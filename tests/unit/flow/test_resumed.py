"""The wizard of a connection that was begun before."""

from dataclasses import replace

from tests.unit.flow.data import ADMINISTRATOR, answers_up_to_settings, definition, failed, small_tree
from wizard.flow.request import connect_request
from wizard.flow.resumed import answers_of, introduced, to_start_over
from wizard.model.failure import RawFailure
from wizard.model.profile import Profile, ProfileKind
from wizard.model.targets import Selection


def request():
    selection = Selection(frozenset({"ou-ab12-xxxxwork"}))
    answers = answers_up_to_settings(small_tree(), selection)
    settings = replace(answers.settings, region="us-east-1", secrets={"token": "keyring:token"})
    return connect_request(replace(answers, settings=settings), definition())


def test_the_answers_of_a_request_lead_to_the_same_request():
    assert connect_request(answers_of(request()), definition()) == request()


def test_the_review_was_acknowledged_when_the_request_was_made():
    answers = answers_of(request())
    assert answers.review.acknowledged
    assert answers.checks is not None
    assert answers.deploy is None


def test_starting_over_keeps_what_was_typed_and_nothing_else():
    answers = to_start_over(answers_of(request()))
    assert connect_request(answers, definition()) == request()
    assert (answers.checks, answers.review, answers.deploy, answers.role) == (None, None, None, None)


def test_aws_is_asked_who_the_profile_is(run, desk):
    async def job():
        answers = await introduced(answers_of(request()), desk.sign_in)
        assert answers.sign_in.caller == ADMINISTRATOR
        assert answers.sign_in.region == "eu-west-1"
        assert connect_request(answers, definition()) == request()
        assert await introduced(answers, desk.sign_in) is answers
        assert desk.sign_in.asked == ["acme"]

    run(job())


def test_only_the_profile_of_the_connection_is_asked(run, desk):
    async def job():
        desk.sign_in.found.insert(0, Profile("other", ProfileKind.ACCESS_KEY))
        await introduced(answers_of(request()), desk.sign_in)
        assert desk.sign_in.asked == ["acme"]

    run(job())


def test_a_profile_that_does_not_answer_leaves_the_answers_as_they_are(run, desk):
    async def job():
        answers = answers_of(request())
        desk.sign_in.answers["acme"] = RawFailure("The SSO session has expired")
        assert await introduced(answers, desk.sign_in) is answers
        desk.sign_in.found = []
        assert await introduced(answers, desk.sign_in) is answers
        desk.sign_in.error = failed("The file cannot be read.")
        assert await introduced(answers, desk.sign_in) is answers

    run(job())
