"""Finds the rules that fit a message without trying them all."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from wizard.diagnosis.rule import Message, Rule


class RuleIndex:
    """Holds every rule under the rarest of its words; a message is tried against the rules of its own words alone."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        common = Counter(
            word for rule in self._rules for group in rule.anchors() for way in group for word in set(way.split())
        )
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, rule in enumerate(self._rules):
            for word in _rarest(rule, common):
                by_word[word].append(place)
        self._by_word = dict(by_word)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give all rules, in the order of the files."""
        return self._rules

    def fitting(self, message: Message) -> list[Rule]:
        """Give the rules that fit, the heaviest first, of equal ones the longest."""
        words = {*message.words, *message.code.split()}
        places = {place for word in self._by_word.keys() & words for place in self._by_word[word]}
        fitting = [self._rules[place] for place in sorted(places) if self._rules[place].fits(message)]
        fitting.sort(key=lambda rule: (rule.weight, rule.length), reverse=True)
        return fitting


def _rarest(rule: Rule, common: Counter[str]) -> set[str]:
    """Give words of which every message that fits the rule has one: the rarest of each way to say one of its parts."""
    choices = ({min(way.split(), key=lambda word: common[word]) for way in group} for group in rule.anchors())
    return min(choices, key=lambda words: sum(common[word] for word in words))
