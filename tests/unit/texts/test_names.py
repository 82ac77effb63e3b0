"""Everything that has an ID has a name for people."""

import pytest
from PySide6.QtCore import QLocale

from tests.unit.flow.data import answers_up_to_settings, small_tree
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.identifiers import ACCOUNT_ID
from wizard.model.organization import AccountState
from wizard.model.plan import OperationState, RunKind
from wizard.model.progress import AccountProgress
from wizard.model.targets import Selection
from wizard.operations.checks.already_connected import ADD_TO_LIST
from wizard.operations.describe_plan import PlannedKind, PlannedPlace, describe_plan
from wizard.operations.mends import MENDS
from wizard.operations.plans import plan_for
from wizard.operations.registry import OPERATION_NAMES
from wizard.providers.catalogue import load_provider, provider_ids
from wizard.ui.texts.account import account_progress_text, account_state_text
from wizard.ui.texts.actions import action_text, mend_confirmation, mend_text
from wizard.ui.texts.check_names import check_name
from wizard.ui.texts.operations import duration_text, operation_name, operation_state_text
from wizard.ui.texts.plan import planned_kind, planned_where
from wizard.ui.texts.several import several
from wizard.ui.texts.steps import step_title
from wizard.ui.texts.wording import fill
from wizard.ui.wizard.actions import NAVIGATIONS, RELOADS

PROVIDERS = [load_provider(one) for one in provider_ids()]
ROLE_CHECKS = ("form", "account", "exists", "trust", "permissions")


@pytest.mark.parametrize("check", sorted({check for one in PROVIDERS for check in one.checks}))
def test_every_check_of_a_provider_has_a_name(check):
    assert check_name(check) != check


@pytest.mark.parametrize("check", ROLE_CHECKS)
def test_every_check_of_a_role_has_a_name(check):
    assert check_name(f"role.{check}") != f"role.{check}"


@pytest.mark.parametrize("operation", sorted({*OPERATION_NAMES, *(key for one in PROVIDERS for key in one.operations)}))
def test_every_operation_has_a_name(operation):
    assert operation_name(operation)[0].isupper()


@pytest.mark.parametrize("kind", [one for one in RunKind if one is not RunKind.MEND])
def test_every_operation_of_every_kind_of_run_has_a_name(kind):
    request = connect_request(answers_up_to_settings(small_tree()), PROVIDERS[0])
    assert all(operation_name(one) for one in plan_for(kind, request, PROVIDERS[0], "r-1").operations)


@pytest.mark.parametrize("mend", sorted(MENDS))
def test_every_mend_has_a_name_in_a_list_of_operations(mend):
    assert operation_name(MENDS[mend])[0].isupper()


@pytest.mark.parametrize("mend", sorted({*MENDS, ADD_TO_LIST}))
def test_every_mend_has_a_button_and_says_first_what_it_changes(mend):
    assert mend_text(mend)[0].isupper()
    assert mend_confirmation(mend).endswith(".")


@pytest.mark.parametrize("action", sorted({*NAVIGATIONS, *RELOADS}))
def test_every_action_that_the_wizard_follows_has_a_button(action):
    assert action_text(action)[0].isupper()


@pytest.mark.parametrize("kind", list(PlannedKind))
def test_every_kind_of_thing_that_is_made_has_a_name(kind):
    assert planned_kind(kind)


@pytest.mark.parametrize("place", list(PlannedPlace))
def test_every_place_has_words(place):
    said = fill(planned_where(place), {"name": "Reader", "count": "12"})
    assert said
    assert "{" not in said


@pytest.mark.parametrize("left_out", [(), ("222222222222",)])
def test_every_line_of_a_plan_can_be_said(left_out):
    answers = answers_up_to_settings(small_tree(), Selection(frozenset({"r-ab12"}), frozenset(left_out)))
    for line in describe_plan(connect_request(answers, PROVIDERS[0]), PROVIDERS[0]):
        assert planned_kind(line.kind)
        assert planned_where(line.where)


@pytest.mark.parametrize("step", list(StepId))
def test_every_step_has_a_title(step):
    assert step_title(step)


@pytest.mark.parametrize(
    ("states", "say"),
    [
        (OperationState, operation_state_text),
        (AccountState, account_state_text),
        (AccountProgress, account_progress_text),
    ],
)
def test_every_state_has_a_word_of_its_own(states, say):
    assert len({say(one) for one in states}) == len(states)


def test_something_without_words_is_a_bug_that_shows():
    for say in (operation_name, mend_text, mend_confirmation, action_text, planned_kind, planned_where):
        with pytest.raises(KeyError):
            say("no-such-thing")


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (59.9, "59 s"), (60, "1 min 0 s"), (83, "1 min 23 s"), (4000, "66 min 40 s")]
)
def test_how_long_something_took(seconds, said):
    assert duration_text(seconds) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "n0"),
        (3, "n0, n1, n2"),
        (4, "n0, n1 and 2 more"),
        (3000, f"n0, n1 and {QLocale().toString(2998)} more"),
    ],
)
def test_names_in_a_row_are_never_too_many(count, said):
    assert several([f"n{number}" for number in range(count)], 2) == said


def test_the_accounts_of_these_tests_are_accounts():
    assert all(ACCOUNT_ID.fullmatch(one) for one in small_tree().accounts)
