"""Finds the rules that fit a message without trying them all."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from wizard.diagnosis.rule import Message, Rule

_EVERYDAY = (
    *("a", "access", "account", "an", "and", "arn", "be", "by", "calling", "cloudformation", "create", "delete"),
    *("error", "exist", "exists", "failed", "for", "iam", "id", "in", "is", "it", "name", "not", "occurred", "of"),
    *("on", "operation", "or", "policy", "resource", "role", "set", "specified", "stack", "sts", "template", "that"),
    *("the", "this", "to", "update", "user", "value", "was", "when", "with", "you", "your"),
)
"""Words of nearly every message: a rule is found by another of its words where it has one."""


class RuleIndex:
    """Holds the word sequences of one part of every rule under their rarest word; the others are not looked at."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        common = Counter(
            word for rule in self._rules for group in rule.anchors() for way in group for word in set(way.split())
        )
        common.update(dict.fromkeys(_EVERYDAY, len(self._rules)))
        by_word: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for place, rule in enumerate(self._rules):
            for word, way in _rarest(rule, common):
                by_word[word].append((way, place))
        self._by_word = dict(by_word)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give all rules, in the order of the files."""
        return self._rules

    def fitting(self, message: Message) -> list[Rule]:
        """Give the rules that fit, the heaviest first, of equal ones the longest."""
        both = f"{message.text}|{message.code}"
        found = self._by_word.keys() & {*message.words, *message.code.split()}
        places = {place for word in found for way, place in self._by_word[word] if way in both}
        fitting = [self._rules[place] for place in sorted(places) if self._rules[place].fits(message)]
        fitting.sort(key=lambda rule: (rule.weight, rule.length), reverse=True)
        return fitting


def _rarest(rule: Rule, common: Counter[str]) -> list[tuple[str, str]]:
    """Give the ways to say the rarest part of a rule, each with its rarest word."""
    choices = [[(min(way.split(), key=lambda word: common[word]), way) for way in group] for group in rule.anchors()]
    return min(choices, key=lambda ways: sum(common[word] for word in {word for word, _ in ways}))
