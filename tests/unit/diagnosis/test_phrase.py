"""How rules say what a message contains."""

import pytest

from wizard.diagnosis.index import RuleIndex
from wizard.diagnosis.phrase import phrases
from wizard.diagnosis.rule import Message, read_rules
from wizard.diagnosis.words import fold
from wizard.model.failure import RawFailure


def found(written: str, text: str) -> bool:
    folded = fold(text)
    return any(phrase.found_in(folded, frozenset(folded.split())) for phrase in phrases(written))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Stack [x] doesn't exist", " stack x does not exist "),
        ("StackSet can not be\\nupdated", " stack set cannot be updated "),
        ("iam:CreateRole", " iam createrole "),
        ("&quot;AWS&quot;", " aws "),
        ("", "  "),
    ],
)
def test_folding_leaves_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("access denied", "Access-Denied.", True),
        ("access denied", "accessdenied", False),
        ("deny", "denying", False),
        ("{role|policy} already exists", "The policy already exists", True),
        ("stack * does not exist", "Stack [a b c] does not exist", True),
        ("stack * does not exist", "does not exist, says the stack", False),
        ("stack * does not exist", f"stack {'x ' * 200} does not exist", False),
        ("stack * does not exist", f"stack {'x ' * 200} stack a does not exist", True),
        ("{a * c|d} e", "a b c e", True),
        ("{a * c|d} e", "a b e", False),
        ("missing {the|} value", "missing value", True),
    ],
)
def test_phrases_match_whole_words_in_order(written: str, text: str, expected: bool) -> None:
    assert found(written, text) is expected


@pytest.mark.parametrize("written", ["", "*", "stack * ", "a * * b", "{|x} * b"])
def test_a_phrase_with_a_part_that_fits_anything_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="without words"):
        list(phrases(written))


@pytest.mark.parametrize("entry", [{}, {"weight": 3}, {"text": "x", "wieght": 3}])
def test_a_rule_that_cannot_be_understood_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="cannot be understood"):
        list(read_rules("cause", entry))


def test_the_index_finds_what_trying_every_rule_finds() -> None:
    rules = [
        rule
        for written in ("a b * c", {"text": "c d", "code": "Odd"}, {"code": ["OddThing"]}, "{x|c} b")
        for rule in read_rules("cause", written)
    ]
    index = RuleIndex(rules)
    for text, code in (("a b c d", "Odd"), ("c b a", ""), ("OddThing", ""), ("x", "OddThing"), ("", "")):
        message = Message.of(RawFailure(text, code=code))
        assert set(index.fitting(message)) == {rule for rule in rules if rule.fits(message)}


def test_a_code_that_is_a_plain_word_does_not_count_in_the_text() -> None:
    (rule,) = read_rules("cause", {"code": "STOPPED"})

    assert rule.fits(Message.of(RawFailure("x", code="STOPPED")))
    assert not rule.fits(Message.of(RawFailure("The engine stopped")))
