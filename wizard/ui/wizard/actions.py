"""Which of a diagnosis's actions the wizard follows by moving, and where to."""

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

SHOW_RUN = "show-run"
"""The action that leads to what is being done in the organization elsewhere."""
