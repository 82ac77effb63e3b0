"""The classifier on the command line: one JSON line out for each line in.

In: {"text", "surface", "service", "code"}, all but the text optional, besides them "operation", "account", "region".
Out: {"cause", "candidates", "certain", "title", "explanation", "actions", "retry"}.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from wizard.diagnosis.classifier import Classifier
from wizard.model.failure import Diagnosis, RawFailure

_FIELDS = ("text", "surface", "service", "code", "operation", "account", "region")


def failure_of(line: str) -> RawFailure:
    """Give the failure that a line describes; a line that is no such JSON is itself the failure's text."""
    try:
        entry = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict):
        return RawFailure(text=line.strip(), surface="")
    text, surface, service, code, operation, account, region = (_text(entry.get(name)) for name in _FIELDS)
    return RawFailure(text, surface, service, code, operation, account, region)


def answers(lines: Iterable[str], classifier: Classifier) -> Iterator[str]:
    """Give one line of JSON for each line."""
    for line in lines:
        yield json.dumps(_as_json(classifier.diagnose(failure_of(line))), ensure_ascii=False)


def main() -> int:
    """Answer standard input on standard output."""
    lines = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    try:
        for answer in answers(lines, Classifier.load()):
            sys.stdout.buffer.write(answer.encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()  # whoever asks line by line waits for each answer
    except BrokenPipeError:
        return 1
    return 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def _as_json(diagnosis: Diagnosis) -> dict[str, Any]:
    return {
        "cause": diagnosis.cause,
        "candidates": list(diagnosis.candidates),
        "certain": diagnosis.certain,
        "title": diagnosis.title,
        "explanation": diagnosis.explanation,
        "actions": list(diagnosis.actions),
        "retry": diagnosis.retry.value,
    }


if __name__ == "__main__":
    sys.exit(main())
