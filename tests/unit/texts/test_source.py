"""What the window says can be translated, and blames nobody."""

import ast
import re

import pytest

from tests.unit.texts.source import calls, docstrings, modules, texts

TRANSLATING = ("tr", "translate", "QT_TRANSLATE_NOOP")
NEVER_SAID = re.compile(r"\bplease\b|!|\binvalid\b|\bfatal\b|\bsorry\b|\boops\b", re.IGNORECASE)
UI = [path for path, _tree in modules("ui")]


def said(path):
    tree = dict(modules("ui"))[path]
    return [call for name, call in calls(tree) if name in TRANSLATING]


@pytest.mark.parametrize("path", UI)
def test_nothing_is_put_together_inside_of_tr(path):
    tangled = [
        ast.unparse(call)
        for call in said(path)
        for argument in call.args
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") == "format")
    ]
    assert tangled == []


@pytest.mark.parametrize("path", UI)
def test_nothing_shouts_begs_or_blames(path):
    assert [text for call in said(path) for text in texts(call.args) if NEVER_SAID.search(text)] == []


@pytest.mark.parametrize("path", [path for path in UI if path.startswith(("ui/wizard", "ui/widgets"))])
def test_every_sentence_in_the_wizard_goes_through_tr(path):
    tree = dict(modules("ui"))[path]
    translated = {id(argument) for call in said(path) for argument in ast.walk(call)} | docstrings(tree)
    untranslated = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in translated
        and re.search(r"[A-Z][a-z]+ [a-z]+ [a-z]+", node.value)
    ]
    assert untranslated == []
