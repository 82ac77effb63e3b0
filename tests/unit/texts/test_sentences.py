"""Every message that the program can say has a sentence, and every sentence is one that it says."""

import ast
import re
import string

import pytest

from tests.unit.texts.source import calls, modules, texts
from wizard.model.access_key import KeyProblem
from wizard.model.identifiers import IdentifierKind
from wizard.model.message import Message
from wizard.ui.texts.wording import fill, sentences, word

ROOMS = ("flow", "operations", "runner", "aws", "store", "providers", "model")
ROOT_ID_KEYS = {f"root-id.is-{kind.value}" for kind in IdentifierKind if kind is not IdentifierKind.ROOT}
KEY_PROBLEM_KEYS = {f"own-keys.{problem}" for problem in KeyProblem}
FIRST_WORDS = "|".join(sorted({key.partition(".")[0] for key in sentences()}))
KEY = re.compile(rf"({FIRST_WORDS})(\.[a-z][a-z-]+)+")
NEVER_SAID = re.compile(
    r"\bplease\b|!|\binvalid\b|\bfatal\b|\bsorry\b|\boops\b|\bsimply\b|\bjust click\b", re.IGNORECASE
)


def placeholders(sentence):
    return {name for _text, name, _format, _conversion in string.Formatter().parse(sentence) if name is not None}


def object_names(tree):
    """Names of widgets have the form of keys; pages name only the one that takes the keyboard first."""
    properties = (node for node in ast.walk(tree) if getattr(node, "name", "") == "initial_focus")
    return {text for one in properties for text in texts(ast.walk(one))}


def said_in(tree):
    beginnings = (one.values[0] for one in ast.walk(tree) if isinstance(one, ast.JoinedStr))
    found = {text for text in texts(ast.walk(tree)) if KEY.fullmatch(text)} - set(texts(beginnings))
    return found - object_names(tree)


def said_anywhere():
    return {key for _path, tree in modules(*ROOMS) for key in said_in(tree)} | ROOT_ID_KEYS | KEY_PROBLEM_KEYS


def test_every_message_has_a_sentence():
    assert said_anywhere() - sentences().keys() == set()


def test_every_sentence_is_said_somewhere():
    in_the_window = {
        text for _path, tree in modules("ui/wizard", "ui/main_window", "ui/sign_in") for text in texts(ast.walk(tree))
    }
    assert sentences().keys() - said_anywhere() - in_the_window == set()


@pytest.mark.parametrize("path", [path for path, _tree in modules(*ROOMS)])
def test_every_placeholder_is_given(path):
    tree = dict(modules(*ROOMS))[path]
    missing = []
    for name, call in calls(tree):
        keys = [text for text in texts(call.args) if text in sentences()]
        given = [argument for argument in call.args if isinstance(argument, ast.Dict)]
        if not keys or not (given or (name == "Message" and len(call.args) == 1)):
            continue
        known = {text for one in given for text in texts([key for key in one.keys if key is not None])}
        if any(key is None for one in given for key in one.keys):
            continue  # other values are unpacked into it
        missing += [(key, lacking) for key in keys if (lacking := placeholders(sentences()[key]) - known)]
    assert missing == []


@pytest.mark.parametrize("key", sorted(sentences()))
def test_a_sentence_is_a_sentence_that_blames_nobody(key):
    sentence = sentences()[key]
    assert not NEVER_SAID.search(sentence)
    assert sentence == sentence.strip()
    assert "  " not in sentence
    assert sentence[0].isupper() or sentence.startswith("{")
    assert "failed" not in sentence.lower() or ":" in sentence or "from a failed deployment" in sentence


def test_a_value_is_never_read_as_a_placeholder_and_never_as_markup():
    said = word(Message("root-id.belongs", {"name": "{root} <b>Acme</b> & Söhne 🚀"}))
    assert said == "Belongs to {root} <b>Acme</b> & Söhne 🚀"


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("{a} and {b}", {"a": "1", "b": "2"}, "1 and 2"),
        ("{a} and {b}", {"a": "{b}", "b": "2"}, "{b} and 2"),
        ("{unknown}", {}, "{unknown}"),
        ("an open { brace", {}, "an open { brace"),
        ("", {}, ""),
    ],
)
def test_filling(text, values, filled):
    assert fill(text, values) == filled


def test_a_key_without_a_sentence_is_a_bug_that_shows():
    with pytest.raises(KeyError):
        word(Message("no.such-key"))
