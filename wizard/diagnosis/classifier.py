"""Names the cause of a failure."""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.diagnosis.facts import facts
from wizard.diagnosis.knowledge import Knowledge
from wizard.diagnosis.known import Known
from wizard.diagnosis.own_words import said_by_program, title_and_rest
from wizard.diagnosis.rule import Message, Rule
from wizard.diagnosis.wording import asked, worded
from wizard.model.failure import Diagnosis, RawFailure

UNKNOWN = "unknown"
OWN_WORDS = "said-by-program"
_NO_REGION = "region-does-not-exist"
_NEAR = 15
"""Rules that weigh this much less than the best still count where the best is not certain."""


@dataclass(frozen=True, slots=True)
class _Judgement:
    """Causes that fit, the best first, and whether it can only be the first."""

    causes: tuple[str, ...]
    certain: bool

    def led_by(self, causes: tuple[str, ...], *, certain: bool) -> "_Judgement":
        """Give the same with some causes moved to the front."""
        rest = tuple(cause for cause in self.causes if cause not in causes)
        return _Judgement(causes + rest, certain)


class Classifier:
    """Explains failures from the rules in `resources/diagnosis/`, which it reads with the first one.

    After that it does no I/O, and may be asked from several threads.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @classmethod
    def load(cls) -> "Classifier":
        """Give a classifier of the program's own rules."""
        return cls(Knowledge())

    @property
    def knowledge(self) -> Knowledge:
        """Give the causes, rules and actions that it knows."""
        return self._knowledge

    def diagnose(self, failure: RawFailure, context: Known | None = None) -> Diagnosis:
        """Explain a failure; what is known from elsewhere decides where its words fit several causes.

        A text that no rule fits has the cause "unknown" and no candidates, and is not certain; unless the program's
        own rooms wrote it for people: then it is said as it stands.
        """
        judgement = _judge(self._knowledge.index.fitting(Message.of(failure)))
        judgement = self._with_region(judgement, failure)
        if context and judgement.causes:
            judgement = self._decide(judgement, context.truths(failure))
        return self._explain(judgement, failure)

    def _with_region(self, judgement: _Judgement, failure: RawFailure) -> _Judgement:
        """Put a made-up region first where the failure names one that AWS does not have, and last where it does."""
        if _NO_REGION not in judgement.causes or judgement.certain:
            return judgement
        region = facts(failure, ("region",)).region.casefold()
        if region in self._knowledge.regions:
            rest = tuple(cause for cause in judgement.causes if cause != _NO_REGION)
            return judgement.led_by(rest, certain=False)
        return judgement.led_by((_NO_REGION,), certain=False) if region else judgement

    def _decide(self, judgement: _Judgement, truths: Mapping[str, bool]) -> _Judgement:
        for decision in self._knowledge.decisions:
            if truths.get(decision.fact) is not decision.value or judgement.certain:
                continue
            pointed = tuple(cause for cause in decision.points_to if cause in judgement.causes)
            if pointed:
                return judgement.led_by(pointed, certain=len(pointed) == 1)
            left = tuple(cause for cause in judgement.causes if cause not in decision.rules_out)
            if left and left != judgement.causes:
                judgement = _Judgement(left, certain=len(left) == 1)
        return judgement

    def _explain(self, judgement: _Judgement, failure: RawFailure) -> Diagnosis:
        if not judgement.causes and said_by_program(failure):
            return self._in_own_words(failure)
        cause = self._knowledge.causes[judgement.causes[0] if judgement.causes else UNKNOWN]
        values = facts(failure, asked(cause.details)).words() if cause.details else {}
        return Diagnosis(
            cause=cause.id,
            candidates=judgement.causes,
            certain=judgement.certain,
            title=cause.title,
            explanation=worded(cause.explanation, cause.details, values),
            actions=cause.actions,
            retry=cause.retry,
            failure=failure,
        )

    def _in_own_words(self, failure: RawFailure) -> Diagnosis:
        cause = self._knowledge.causes[OWN_WORDS]
        title, rest = title_and_rest(failure.text)
        explanation = rest or cause.explanation
        return Diagnosis(cause.id, (cause.id,), True, title, explanation, cause.actions, cause.retry, failure)


def _judge(fitting: list[Rule]) -> _Judgement:
    """Weigh rules, the heaviest first: it is certain where the first one stands alone at its weight."""
    if not fitting:
        return _Judgement((), certain=False)
    first = fitting[0]
    rivals = any(rule.weight == first.weight and rule.cause != first.cause for rule in fitting)
    if not (first.also or rivals or any(rule.taints for rule in fitting)):
        return _Judgement((first.cause,), certain=True)
    near = (rule.cause for rule in fitting if rule.weight >= first.weight - _NEAR)
    tainting = (cause for rule in fitting if rule.taints for cause in (rule.cause, *rule.also))
    return _Judgement(tuple(dict.fromkeys((first.cause, *first.also, *near, *tainting))), certain=False)
