"""What people read about each cause, and the buttons they get."""

import re
from pathlib import Path

import pytest

from wizard.diagnosis.classifier import OWN_WORDS, UNKNOWN, Classifier
from wizard.diagnosis.facts import Facts, facts
from wizard.diagnosis.knowledge import Cause, Knowledge
from wizard.diagnosis.wording import asked
from wizard.model.failure import RawFailure, Retry

CAUSES = Path(__file__).resolve().parents[3].parent / "shared" / "failures" / "causes.md"
KNOWLEDGE = Knowledge()
BESIDES = (UNKNOWN, OWN_WORDS)
UNWANTED = re.compile(r"\bplease\b|!|\binvalid\b|\bfatal\b|\boops\b|\bsorry\b|\bfailed to\b|[{}]", re.IGNORECASE)

every_cause = pytest.mark.parametrize("cause", KNOWLEDGE.causes.values(), ids=KNOWLEDGE.causes)


def test_there_is_an_entry_for_every_cause_that_must_be_named() -> None:
    if not CAUSES.exists():
        pytest.skip("the list of causes lies beside the project and is not here")
    listed = dict(re.findall(r"^- `([a-z0-9-]+)` \(([a-z-]+)\)", CAUSES.read_text(encoding="utf-8"), re.MULTILINE))
    known = {cause.id: cause.retry.value for cause in KNOWLEDGE.causes.values() if cause.id not in BESIDES}
    assert known == listed


@every_cause
def test_a_title_is_one_sentence_and_the_explanation_says_more(cause: Cause) -> None:
    assert re.fullmatch(r"[A-Za-z][^.?]*\.", cause.title)
    assert len(cause.title) <= 100
    assert cause.explanation.endswith(".")
    assert len(cause.explanation) > len(cause.title) / 2


@every_cause
def test_texts_blame_nobody_and_hold_no_gap(cause: Cause) -> None:
    assert not UNWANTED.search(f"{cause.title} {cause.explanation}")
    assert not any(UNWANTED.search(re.sub(r"\{\w+\}", "", detail)) for detail in cause.details)


@every_cause
def test_details_ask_for_facts_that_there_are(cause: Cause) -> None:
    assert asked(cause.details) <= set(Facts.__slots__)


@every_cause
def test_every_cause_offers_actions_that_exist(cause: Cause) -> None:
    assert cause.actions
    assert set(cause.actions) <= set(KNOWLEDGE.actions)
    assert len(set(cause.actions)) == len(cause.actions)


def test_every_action_is_a_mend_or_a_navigation_and_is_offered_somewhere() -> None:
    offered = {action for cause in KNOWLEDGE.causes.values() for action in cause.actions}
    assert {meaning.kind for meaning in KNOWLEDGE.actions.values()} == {"mend", "navigation"}
    assert set(KNOWLEDGE.actions) - offered == {"start-over"}  # the window offers it beside every failure of a run


@every_cause
def test_the_first_action_fits_what_helps(cause: Cause) -> None:
    first = {
        Retry.AUTO: {"wait-and-continue"},
        Retry.AFTER_SIGN_IN: {"sign-in-again", "try-again"},
        Retry.TREAT_AS_DONE: {"check-again", "go-to-organization"},
    }
    assert cause.actions[0] in first.get(cause.retry, set(KNOWLEDGE.actions))


def test_rules_name_causes_that_exist() -> None:
    named = {also for rule in KNOWLEDGE.rules for also in rule.also}
    named |= {cause for one in KNOWLEDGE.decisions for cause in (*one.rules_out, *one.points_to)}
    assert named <= set(KNOWLEDGE.causes)


def test_a_denial_names_the_policy_and_the_account() -> None:
    failure = RawFailure(
        "User: arn:aws:sts::111122223333:assumed-role/stacksets-exec-1/x is not authorized to perform: iam:CreateRole "
        "on resource: arn:aws:iam::111122223333:role/Audit with an explicit deny in a service control policy: "
        "arn:aws:organizations::999988887777:policy/o-abcdefghij/service_control_policy/p-quarantine"
    )
    diagnosis = Classifier(KNOWLEDGE).diagnose(failure)

    assert diagnosis.explanation.startswith(
        "The policy p-quarantine forbids iam:CreateRole in account 1111 2222 3333. "
    )
    assert diagnosis.actions[0] == "copy-permission-request"
    assert facts(failure).role == "Audit"


def test_what_is_not_named_is_left_out() -> None:
    diagnosis = Classifier(KNOWLEDGE).diagnose(RawFailure("with an explicit deny in a service control policy"))

    assert diagnosis.explanation == KNOWLEDGE.causes["denied-by-scp"].explanation


def test_words_from_aws_with_braces_stay_as_they_are() -> None:
    text = "The config profile ({account} {0}) could not be found"
    diagnosis = Classifier(KNOWLEDGE).diagnose(RawFailure(text))

    assert diagnosis.explanation.startswith("The profile is called {account} {0}. ")


def test_what_the_program_noticed_itself_is_said_as_it_stands() -> None:
    text = "The file x is damaged. Move it away to begin with an empty list."
    diagnosis = Classifier(KNOWLEDGE).diagnose(RawFailure(text, surface="database", code="SQLITE_CORRUPT"))

    assert (diagnosis.title, diagnosis.explanation) == (
        "The file x is damaged.",
        "Move it away to begin with an empty list.",
    )
    assert diagnosis.cause == OWN_WORDS


def test_aws_words_on_the_same_subject_are_not_taken_for_the_programs() -> None:
    text = "The file x is damaged. Move it away."

    assert Classifier(KNOWLEDGE).diagnose(RawFailure(text, surface="API error")).cause == UNKNOWN


def test_a_rule_goes_before_the_programs_own_words() -> None:
    text = "The keyring is locked, so secrets cannot be read or kept. Unlock it, then do it again."

    assert Classifier(KNOWLEDGE).diagnose(RawFailure(text, surface="keyring")).cause == "keyring-locked"
