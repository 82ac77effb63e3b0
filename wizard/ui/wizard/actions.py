"""Which of a diagnosis's actions the wizard follows by moving, and where to."""

from wizard.flow.navigation import Navigation
from wizard.flow.steps import StepId

NAVIGATIONS = {
    "sign-in-again": StepId.SIGN_IN,
    "choose-another-profile": StepId.SIGN_IN,
    "go-to-organization": StepId.ORGANIZATION,
    "leave-accounts-out": StepId.ORGANIZATION,
    "go-to-settings": StepId.SETTINGS,
    "choose-another-role-name": StepId.SETTINGS,
    "go-to-checks": StepId.CHECKS,
}
"""By action ID, the step that it leads to."""

RELOADS = ("check-again", "try-again", "wait-and-continue")
"""Actions that load the page that is shown once more."""

SUPPORT_BUNDLE, REPORT = "support-bundle", "report"
SHOW_RUN = "show-run"
"""The action that leads to what is being done in the organization elsewhere."""


def possible_actions(navigation: Navigation) -> tuple[str, ...]:
    """Give the actions that lead somewhere from the page that is shown."""
    jumps = tuple(action for action in NAVIGATIONS if destination(navigation, action) is not None)
    can_reload = navigation.can_go_back or navigation.is_last
    return (SHOW_RUN, *jumps, *RELOADS) if can_reload else (SHOW_RUN, *jumps)


def destination(navigation: Navigation, action: str) -> StepId | None:
    """Give the step that an action leads to, or the one that takes its place here; None where there is no way to it."""
    wanted = NAVIGATIONS.get(action)
    reachable = (entry.step_id for entry in navigation.rail() if entry.reachable)
    return next((step for step in reachable if step.usual is wanted), None)
