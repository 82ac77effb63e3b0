"""Finds what somebody forgot to replace before the template was handed out: `<EXTERNAL_ID>`, `REPLACE_ME`, `${X}`."""

import re
from collections.abc import Iterator, Mapping

from wizard.providers.markup import Path, Value
from wizard.providers.template_values import walk

_FORGOTTEN = re.compile(
    r"<[A-Z][A-Z0-9]*(?:[-_ .][A-Z0-9]+)*>"
    r"|<(?:your|insert|replace|enter|put|the)[-_ ][A-Za-z0-9 _.-]+>"
    r"|<[a-z0-9]+(?:[-_][a-z0-9]+)+>"
    r"|\b(?:REPLACE|CHANGE|FILL)_?(?:ME|THIS)\b"
    r"|\bREPLACE(?:MENT)?_[A-Z0-9_]+"
    r"|\bYOUR_[A-Z0-9_]+"
    r"|\b(?:[A-Z0-9]+_)*PLACEHOLDER(?:_[A-Z0-9]+)*\b"
    r"|\bINSERT_[A-Z0-9_]+\b"
    r"|__[A-Z][A-Z0-9_]*[A-Z0-9]__"
    r"|%%[A-Za-z][A-Za-z0-9_]*%%"
    r"|\{\{(?!resolve:)\s*[A-Za-z][A-Za-z0-9_. -]*\}\}"
)
_VARIABLE = re.compile(r"\$\{[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9]+|::[A-Za-z]+)?\}")
"""What Fn::Sub would fill. IAM's own variables (`${aws:username}`) have one colon, and are none."""
_SUBSTITUTED = frozenset({"Fn::Sub", "TemplateBody"})
_FREE_TEXT = frozenset(
    {
        "AllowedPattern",
        "AWS::CloudFormation::Interface",
        "ConstraintDescription",
        "Content",
        "DefinitionString",
        "Description",
        "InputTemplate",
        "RequestTemplates",
        "UserData",
        "ZipFile",
    }
)
"""Where people explain, and where programs stand: angle brackets and variables have another meaning there."""


def placeholders_of(document: Mapping[str, Value]) -> tuple[str, ...]:
    """Give every placeholder once, as it stands there, in the order of the template."""
    found: dict[str, None] = {}
    for path, value in walk(dict(document)):
        if isinstance(value, str) and not _FREE_TEXT.intersection(path):
            found.update(dict.fromkeys(_in_text(value, path)))
    return tuple(found)


def _in_text(text: str, path: Path) -> Iterator[str]:
    found = [(match.start(), match.group()) for match in _FORGOTTEN.finditer(text)]
    if not _SUBSTITUTED.intersection(path):
        found += [(match.start(), match.group()) for match in _VARIABLE.finditer(text)]
    yield from (placeholder for _, placeholder in sorted(found))
