"""Page 6: everything that will be made, before it is."""

from dataclasses import replace

import pytest

from tests.unit.flow.data import PRINCIPAL, answers_up_to_settings
from wizard.flow.answers import ReviewAnswers
from wizard.flow.pages.review import ReviewPage
from wizard.operations.describe_plan import describe_plan


def test_it_shows_the_request_the_plan_and_the_template(run, desk):
    async def job():
        page = ReviewPage(desk.catalogue)
        assert not page.valid
        await page.load(answers_up_to_settings())
        assert page.request.settings["trusted-principal"] == PRINCIPAL
        assert page.request.region == "eu-west-1"
        assert page.planned == describe_plan(page.request, page.definition)
        assert "AWS::CloudFormation::StackSet" in page.template
        assert page.unit_names[page.request.identity.root_id] == "Root"
        assert page.initial_focus == "review.acknowledge"

    run(job())


def test_named_resources_must_be_acknowledged(run, desk):
    async def job():
        page = ReviewPage(desk.catalogue)
        await page.load(answers_up_to_settings())
        assert not page.valid
        page.acknowledge(given=True)
        assert page.valid
        assert page.collect() == ReviewAnswers(acknowledged=True)
        page.acknowledge(given=False)
        assert not page.valid

    run(job())


def test_the_box_stays_ticked_only_while_nothing_changed(run, desk):
    async def job():
        page = ReviewPage(desk.catalogue)
        await page.load(replace(answers_up_to_settings(), review=ReviewAnswers(acknowledged=True)))
        assert page.acknowledged
        await page.load(answers_up_to_settings())
        assert not page.acknowledged

    run(job())


def test_the_organization_comes_first(run, desk):
    with pytest.raises(ValueError, match="come first"):
        run(ReviewPage(desk.catalogue).load(replace(answers_up_to_settings(), organization=None)))
