"""What the steps are called."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.flow.steps import StepId

_TITLES = {
    StepId.PROVIDER: QT_TRANSLATE_NOOP("Steps", "Provider"),
    StepId.SIGN_IN: QT_TRANSLATE_NOOP("Steps", "Sign in"),
    StepId.ORGANIZATION: QT_TRANSLATE_NOOP("Steps", "Organization"),
    StepId.ACCOUNT_ORGANIZATION: QT_TRANSLATE_NOOP("Steps", "Account"),
    StepId.SETTINGS: QT_TRANSLATE_NOOP("Steps", "Settings"),
    StepId.CHECKS: QT_TRANSLATE_NOOP("Steps", "Checks"),
    StepId.REVIEW: QT_TRANSLATE_NOOP("Steps", "Review"),
    StepId.CHANGE: QT_TRANSLATE_NOOP("Steps", "Difference"),
    StepId.DEPLOY: QT_TRANSLATE_NOOP("Steps", "Deploy"),
    StepId.ROLE: QT_TRANSLATE_NOOP("Steps", "Role"),
    StepId.CONNECTED: QT_TRANSLATE_NOOP("Steps", "Connected"),
}


def step_title(step: StepId) -> str:
    """Give a step's name in the language of the window."""
    return QCoreApplication.translate("Steps", str(_TITLES.get(step) or _TITLES[step.usual]))
