"""Where the person is in the wizard, and what they answered so far."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from wizard.flow.answers import Answers
from wizard.flow.steps import STEPS, Step, StepId


class RailState(StrEnum):
    """How a step shows in the rail at the left."""

    DONE = "done"
    CURRENT = "current"
    TO_COME = "to-come"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One line of the rail; `reachable` where the person may jump back to it."""

    step_id: StepId
    state: RailState
    reachable: bool


class Navigation:
    """Moves through the steps; Back restores answers exactly, because they are frozen and kept.

    current: the step shown
    answers: everything collected, those of later steps included while they still hold
    """

    def __init__(
        self, answers: Answers | None = None, steps: tuple[Step, ...] = STEPS, *, at: StepId | None = None
    ) -> None:
        """Begin at a step, as if all before it had been answered just now; at the first where none is named."""
        self._steps = steps
        self._problem = False
        self._released = False
        self.answers = answers or Answers()
        self.current = at or steps[0].step_id

    def record(self, collected: object) -> None:
        """Keep what the current page collected; answers of other steps that rest on a changed one are dropped."""
        name = self.current.field
        if getattr(self.answers, name) == collected:
            return
        changes: dict[str, Any] = {step.field: None for step in self._step(self.current).stale}
        changes[name] = collected
        self.answers = replace(self.answers, **changes)

    def advance(self) -> StepId:
        """Go to the next step that applies. Raises IndexError behind the last."""
        following = [step for step in self._shown() if self._index(step.step_id) > self._index(self.current)]
        self._enter(following[0].step_id)
        return self.current

    def back(self) -> StepId:
        """Go to the step before, or stay where there is no way back."""
        if self.can_go_back:
            earlier = [step for step in self._shown() if self._index(step.step_id) < self._index(self.current)]
            self._enter(earlier[-1].step_id)
        return self.current

    def jump(self, step_id: StepId) -> StepId:
        """Go back to an earlier step straight away; anything else is ignored."""
        if any(entry.step_id is step_id and entry.reachable for entry in self.rail()):
            self._enter(step_id)
        return self.current

    @property
    def can_go_back(self) -> bool:
        """False on the first step and from the deployment on, unless that was released."""
        if self.current is self._steps[0].step_id:
            return False
        return self._released or not self._step(self.current).point_of_no_return

    @property
    def is_last(self) -> bool:
        """True on the last step."""
        return self.current is self._shown()[-1].step_id

    def release(self) -> None:
        """Open the way back from the current step: its run ended without what it was to make."""
        self._released = True

    def mark_problem(self, *, problem: bool) -> None:
        """Show the current step with a problem in the rail, or no longer."""
        self._problem = problem

    def rail(self) -> tuple[RailEntry, ...]:
        """Give the lines of the rail, in order."""
        here = self._index(self.current)
        return tuple(
            RailEntry(step.step_id, self._state(step, here), self.can_go_back and self._index(step.step_id) < here)
            for step in self._shown()
        )

    def _state(self, step: Step, here: int) -> RailState:
        position = self._index(step.step_id)
        if position == here:
            return RailState.PROBLEM if self._problem else RailState.CURRENT
        return RailState.DONE if position < here else RailState.TO_COME

    def _enter(self, step_id: StepId) -> None:
        self.current = step_id
        self._problem = False
        self._released = False

    def _shown(self) -> list[Step]:
        return [step for step in self._steps if step.condition(self.answers)]

    def _step(self, step_id: StepId) -> Step:
        return self._steps[self._index(step_id)]

    def _index(self, step_id: StepId) -> int:
        return next(index for index, step in enumerate(self._steps) if step.step_id is step_id)
