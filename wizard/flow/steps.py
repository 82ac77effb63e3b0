"""The wizard's steps, declared as data: what follows what, and what a changed answer makes stale."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wizard.flow.answers import Answers


class StepId(StrEnum):
    """The nine pages, in the words of the design; also the prefix of their widgets' object names."""

    PROVIDER = "provider"
    SIGN_IN = "sign-in"
    ORGANIZATION = "organization"
    SETTINGS = "settings"
    CHECKS = "checks"
    REVIEW = "review"
    DEPLOY = "deploy"
    ROLE = "role"
    CONNECTED = "connected"

    @property
    def field(self) -> str:
        """The name of this step's answers in `Answers`."""
        return self.value.replace("-", "_")


def always(_answers: Answers) -> bool:
    """Show the step whatever was answered."""
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    condition:   whether it is shown at all
    stale:       steps whose answers no longer hold once this one's change
    point_of_no_return: once this step is entered there is no way back to earlier ones
    """

    step_id: StepId
    condition: Callable[[Answers], bool] = always
    stale: tuple[StepId, ...] = ()
    point_of_no_return: bool = False


STEPS: tuple[Step, ...] = (
    Step(StepId.PROVIDER, stale=(StepId.SETTINGS, StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.SIGN_IN, stale=(StepId.ORGANIZATION, StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.ORGANIZATION, stale=(StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.SETTINGS, stale=(StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.CHECKS),
    Step(StepId.REVIEW),
    Step(StepId.DEPLOY, point_of_no_return=True),
    Step(StepId.ROLE, point_of_no_return=True),
    Step(StepId.CONNECTED, point_of_no_return=True),
)
