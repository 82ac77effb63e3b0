"""Which page follows which, and what Back restores."""

import itertools
from dataclasses import replace

import pytest

from wizard.flow.answers import Answers, ProviderAnswers, ReviewAnswers, SettingsAnswers
from wizard.flow.navigation import Navigation, RailState
from wizard.flow.steps import STEPS, StepId

ORDER = [step.step_id for step in STEPS if step.condition(Answers())]


def walk_to(navigation: Navigation, step: StepId) -> None:
    while navigation.current is not step:
        navigation.advance()


@pytest.mark.parametrize(("step", "following"), list(itertools.pairwise(ORDER)))
def test_each_step_leads_to_the_next(step: StepId, following: StepId) -> None:
    navigation = Navigation()
    walk_to(navigation, step)
    assert navigation.advance() is following


@pytest.mark.parametrize(
    ("step", "back"),
    [
        (StepId.PROVIDER, StepId.PROVIDER),
        (StepId.SIGN_IN, StepId.PROVIDER),
        (StepId.ORGANIZATION, StepId.SIGN_IN),
        (StepId.SETTINGS, StepId.ORGANIZATION),
        (StepId.CHECKS, StepId.SETTINGS),
        (StepId.REVIEW, StepId.CHECKS),
        (StepId.DEPLOY, StepId.DEPLOY),
        (StepId.ROLE, StepId.ROLE),
        (StepId.CONNECTED, StepId.CONNECTED),
    ],
)
def test_back_goes_one_step_and_not_past_the_deployment(step: StepId, back: StepId) -> None:
    navigation = Navigation()
    walk_to(navigation, step)
    assert navigation.back() is back


def test_the_last_step_has_nothing_behind_it() -> None:
    navigation = Navigation()
    walk_to(navigation, StepId.CONNECTED)
    assert navigation.is_last
    with pytest.raises(IndexError):
        navigation.advance()


def test_back_keeps_answers_exactly() -> None:
    navigation = Navigation()
    given = ProviderAnswers("cloud-entitlements")
    navigation.record(given)
    navigation.advance()
    navigation.back()
    assert navigation.answers.provider is given


def test_the_same_answer_again_makes_nothing_stale() -> None:
    settings = SettingsAnswers({"role-name": "Reader"}, "us-east-1")
    navigation = Navigation(Answers(provider=ProviderAnswers("one"), settings=settings))
    navigation.record(ProviderAnswers("one"))
    assert navigation.answers.settings is settings


def test_another_service_drops_its_settings_and_the_acknowledgement() -> None:
    settings = SettingsAnswers({"role-name": "Reader"}, "us-east-1")
    navigation = Navigation(Answers(ProviderAnswers("one"), settings=settings, review=ReviewAnswers(True)))
    navigation.record(ProviderAnswers("two"))
    assert navigation.answers.settings is None
    assert navigation.answers.review is None


def test_the_rail_shows_done_current_and_to_come() -> None:
    navigation = Navigation()
    walk_to(navigation, StepId.ORGANIZATION)
    states = [entry.state for entry in navigation.rail()]
    assert states == [RailState.DONE] * 2 + [RailState.CURRENT] + [RailState.TO_COME] * 6


def test_the_rail_shows_a_problem_until_the_step_is_left() -> None:
    navigation = Navigation()
    navigation.mark_problem(problem=True)
    assert navigation.rail()[0].state is RailState.PROBLEM
    navigation.advance()
    assert RailState.PROBLEM not in [entry.state for entry in navigation.rail()]


def test_a_done_step_can_be_jumped_to_but_not_one_to_come() -> None:
    navigation = Navigation()
    walk_to(navigation, StepId.CHECKS)
    assert navigation.jump(StepId.REVIEW) is StepId.CHECKS
    assert navigation.jump(StepId.SIGN_IN) is StepId.SIGN_IN


def test_nothing_can_be_jumped_to_once_something_is_made() -> None:
    navigation = Navigation()
    walk_to(navigation, StepId.DEPLOY)
    assert not any(entry.reachable for entry in navigation.rail())


def test_a_step_that_does_not_apply_is_left_out() -> None:
    def never(_answers: Answers) -> bool:
        return False

    steps = tuple(
        replace(step, condition=never) if step.step_id is StepId.SETTINGS else step for step in Navigation()._steps
    )
    navigation = Navigation(steps=steps)
    walk_to(navigation, StepId.ORGANIZATION)
    assert navigation.advance() is StepId.CHECKS
    assert StepId.SETTINGS not in [entry.step_id for entry in navigation.rail()]


def test_a_run_that_came_to_nothing_opens_the_way_back() -> None:
    navigation = Navigation()
    walk_to(navigation, StepId.DEPLOY)
    navigation.release()
    assert navigation.back() is StepId.REVIEW
    assert navigation.advance() is StepId.DEPLOY
    assert not navigation.can_go_back


def test_a_navigation_begins_where_it_is_told_with_every_earlier_step_reachable() -> None:
    navigation = Navigation(at=StepId.CHECKS)
    entries = navigation.rail()
    assert navigation.current is StepId.CHECKS
    assert [one.step_id for one in entries if one.reachable] == ORDER[: ORDER.index(StepId.CHECKS)]
    assert navigation.jump(StepId.SIGN_IN) is StepId.SIGN_IN
