"""Lists what each rule alone catches, and which rules fit a single message only.

    python tests/unit/diagnosis/rule_coverage.py [MESSAGES.jsonl ...]

Each line of a file is an object with "text" and, where known, "surface", "service", "code". Without files the messages
beside this script are taken, and ../shared/failures/examples.jsonl where it is there.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
EXAMPLES = PROJECT.parent / "shared" / "failures" / "examples.jsonl"
sys.path.insert(0, str(PROJECT))

from wizard.diagnosis.classifier import Classifier  # noqa: E402 - the script also runs without an installed package
from wizard.diagnosis.rule import Message, Rule  # noqa: E402
from wizard.model.failure import RawFailure  # noqa: E402

_LONGEST = 100


@dataclass
class Coverage:
    """Messages by the rule that fits them, and by the rule that nothing else of its cause stands in for."""

    fitting: dict[Rule, list[str]] = field(default_factory=lambda: defaultdict(list))
    alone: dict[Rule, list[str]] = field(default_factory=lambda: defaultdict(list))


def cover(failures: Iterable[RawFailure], classifier: Classifier) -> Coverage:
    """Try every rule on every failure."""
    coverage = Coverage()
    for failure in failures:
        fitting = classifier.knowledge.index.fitting(Message.of(failure))
        for rule in fitting:
            coverage.fitting[rule].append(failure.text)
        if fitting and [rule.cause for rule in fitting].count(fitting[0].cause) == 1:
            coverage.alone[fitting[0]].append(failure.text)
    return coverage


def failures_in(files: Iterable[Path]) -> Iterator[RawFailure]:
    """Give the messages of some files."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            yield RawFailure(
                entry["text"],
                surface=entry.get("surface", ""),
                service=entry.get("service", ""),
                code=entry.get("code", ""),
            )


def main(arguments: list[str]) -> int:
    files = [Path(one) for one in arguments] or [HERE / "messages.jsonl", *([EXAMPLES] if EXAMPLES.exists() else [])]
    classifier = Classifier.load()
    coverage = cover(failures_in(files), classifier)
    for rule in classifier.knowledge.rules:
        alone = coverage.alone.get(rule, [])
        print(f"{rule.cause} [{rule.weight}] {rule.written[:_LONGEST]}: alone {len(alone)}")  # noqa: T201 - its output
        for text in alone:
            print(f"    {' '.join(text.split())[:_LONGEST]}")  # noqa: T201
    single = [rule for rule in classifier.knowledge.rules if len(coverage.fitting.get(rule, [])) == 1]
    print(f"\n{len(single)} of {len(classifier.knowledge.rules)} rules fit a single message only:")  # noqa: T201
    for rule in single:
        print(f"    {rule.cause}: {rule.written[:_LONGEST]}")  # noqa: T201
    unused = sum(rule not in coverage.fitting for rule in classifier.knowledge.rules)
    print(f"{unused} rules fit none of these messages")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
