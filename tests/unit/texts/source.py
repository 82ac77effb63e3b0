"""Reads the program's own source, to compare what it says with what there are words for."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

WIZARD = Path(__file__).parents[3] / "wizard"


@cache
def modules(*rooms: str) -> tuple[tuple[str, ast.Module], ...]:
    """Every module of some rooms, parsed, with its path inside the program."""
    found = (path for room in rooms for path in sorted((WIZARD / room).rglob("*.py")))
    return tuple((str(path.relative_to(WIZARD)), ast.parse(path.read_text())) for path in found)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function or method by its last name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def texts(nodes: Iterator[ast.AST] | list[ast.expr]) -> Iterator[str]:
    """The texts among some nodes."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def docstrings(tree: ast.AST) -> set[int]:
    """The texts that stand alone as a statement, which describe what they stand in or behind; by identity."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
