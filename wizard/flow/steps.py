"""The wizard's steps, declared as data: what follows what, and what a changed answer makes stale."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wizard.flow.answers import Answers


class StepId(StrEnum):
    """The pages, in the words of the design; also the prefix of their widgets' object names."""

    PROVIDER = "provider"
    SIGN_IN = "sign-in"
    ORGANIZATION = "organization"
    SETTINGS = "settings"
    CHECKS = "checks"
    REVIEW = "review"
    CHANGE = "change"
    DEPLOY = "deploy"
    ROLE = "role"
    CONNECTED = "connected"
    CONSOLE_ORGANIZATION = "console-organization"
    CONSOLE_CHECKS = "console-checks"
    CONSOLE_DEPLOY = "console-deploy"
    CONSOLE_ROLE = "console-role"
    READ_ORGANIZATION = "read-organization"
    READ_REVIEW = "read-review"
    READ_CONNECTED = "read-connected"
    ACCOUNT_ORGANIZATION = "account-organization"

    @property
    def usual(self) -> "StepId":
        """The step whose place this one takes: in the AWS console, where nothing is deployed, or for one account."""
        return StepId(self.value.removeprefix("console-").removeprefix("read-").removeprefix("account-"))

    @property
    def field(self) -> str:
        """The name of this step's answers in `Answers`."""
        return self.usual.value.replace("-", "_")


def always(_answers: Answers) -> bool:
    """Show the step whatever was answered."""
    return True


def by_profile(answers: Answers) -> bool:
    """Show the step to those who sign in."""
    return not answers.by_hand


def deploys(answers: Answers) -> bool:
    """Show the step where something is made at AWS."""
    return not answers.reads_alone


def deploys_by_profile(answers: Answers) -> bool:
    """Show the step where something is made at AWS, to those who sign in."""
    return deploys(answers) and by_profile(answers)


def reads_alone(answers: Answers) -> bool:
    """Show the step where nothing is made at AWS: the service reads by itself."""
    return answers.reads_alone


def by_hand(answers: Answers) -> bool:
    """Show the step to those who do the steps in the AWS console."""
    return answers.by_hand


def one_role_by_profile(answers: Answers) -> bool:
    """Show the step to those who sign in, where there is one RoleARN to hand over."""
    return deploys_by_profile(answers) and answers.one_role


def organization_by_profile(answers: Answers) -> bool:
    """Show the step to those who sign in and connect an organization."""
    return deploys_by_profile(answers) and not answers.one_account


def one_account(answers: Answers) -> bool:
    """Show the step where one account is connected by itself."""
    return answers.one_account


def role_renamed(answers: Answers) -> bool:
    """Show the step where a change gives the role another name."""
    return answers.one_role and answers.change is not None and answers.change.role_renamed


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
    Step(StepId.ORGANIZATION, organization_by_profile, stale=(StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.CONSOLE_ORGANIZATION, by_hand, stale=(StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.READ_ORGANIZATION, reads_alone, stale=(StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.ACCOUNT_ORGANIZATION, one_account, stale=(StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.SETTINGS, stale=(StepId.CHECKS, StepId.REVIEW)),
    Step(StepId.CHECKS, by_profile),
    Step(StepId.CONSOLE_CHECKS, by_hand),
    Step(StepId.REVIEW, deploys),
    Step(StepId.READ_REVIEW, reads_alone),
    Step(StepId.DEPLOY, deploys_by_profile, point_of_no_return=True),
    Step(StepId.CONSOLE_DEPLOY, by_hand),
    Step(StepId.ROLE, one_role_by_profile, point_of_no_return=True),
    Step(StepId.CONSOLE_ROLE, by_hand),
    Step(StepId.CONNECTED, deploys, point_of_no_return=True),
    Step(StepId.READ_CONNECTED, reads_alone, point_of_no_return=True),
)

CHANGE_STEPS: tuple[Step, ...] = (
    Step(StepId.ORGANIZATION, stale=(StepId.CHANGE,)),
    Step(StepId.SETTINGS, stale=(StepId.CHANGE,)),
    Step(StepId.CHANGE),
    Step(StepId.DEPLOY, point_of_no_return=True),
    Step(StepId.ROLE, condition=role_renamed, point_of_no_return=True),
)
"""The steps of the window that changes a connection."""

CHANGE_ACCOUNT_STEPS: tuple[Step, ...] = CHANGE_STEPS[1:]
"""The same for one account by itself, which has nothing to choose from."""

CHANGE_RUN_STEPS: tuple[Step, ...] = (Step(StepId.DEPLOY, point_of_no_return=True),)
"""The one step of a window that is opened while a change is being applied: there is nothing to choose."""

READ_CHANGE_STEPS: tuple[Step, ...] = (
    Step(StepId.READ_ORGANIZATION),
    Step(StepId.SETTINGS),
    Step(StepId.READ_CONNECTED, point_of_no_return=True),
)
"""The same window for a service that reads by itself: nothing at AWS has to follow."""
