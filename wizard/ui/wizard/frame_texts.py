"""What the frame of the wizard says of where the person is and whose organization it is."""

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.flow.answers import Answers
from wizard.flow.navigation import Navigation, RailState
from wizard.handover.ticket import Subject, organization_text
from wizard.model.identifiers import grouped_account_id
from wizard.model.organization import OrganizationIdentity
from wizard.ui.texts.steps import step_title
from wizard.ui.widgets.identity_header import IdentityHeader
from wizard.ui.widgets.step_button import RailStep, StepState

_RAIL_STATES = {
    RailState.DONE: StepState.DONE,
    RailState.CURRENT: StepState.CURRENT,
    RailState.TO_COME: StepState.TO_COME,
    RailState.PROBLEM: StepState.PROBLEM,
}


class Purpose(StrEnum):
    """What a window of steps is for."""

    CONNECT = "connect"
    CHANGE = "change"
    LOOK_BACK = "look-back"


_TITLES = {
    Purpose.CONNECT: QT_TRANSLATE_NOOP("WizardWindow", "Connect an organization"),
    Purpose.CHANGE: QT_TRANSLATE_NOOP("WizardWindow", "Change a connection"),
    Purpose.LOOK_BACK: QT_TRANSLATE_NOOP("WizardWindow", "Support bundle"),
}
_RAILS = {
    Purpose.CONNECT: QT_TRANSLATE_NOOP("WizardWindow", "Connect"),
    Purpose.CHANGE: QT_TRANSLATE_NOOP("WizardWindow", "Change"),
    Purpose.LOOK_BACK: QT_TRANSLATE_NOOP("WizardWindow", "Bundle"),
}


def rail_title(purpose: Purpose) -> str:
    """Give what stands above the steps."""
    return QCoreApplication.translate("WizardWindow", str(_RAILS[purpose]))


def rail_steps(navigation: Navigation) -> list[RailStep]:
    """Give the lines of the rail."""
    return [
        RailStep(entry.step_id.value, step_title(entry.step_id), _RAIL_STATES[entry.state], closed=not entry.reachable)
        for entry in navigation.rail()
    ]


def known_identity(answers: Answers, found: OrganizationIdentity | None) -> OrganizationIdentity | None:
    """Give the organization as the page found it, or as it was answered; None while it is not known."""
    return found or (answers.organization.identity if answers.organization else None)


def show_identity(header: IdentityHeader, answers: Answers, identity: OrganizationIdentity | None) -> None:
    """Show whose organization this is, and who is signed in as far as that is known."""
    sign_in = answers.sign_in
    caller = sign_in.caller if sign_in and sign_in.caller.arn else None
    account = caller.account_id if caller else (identity.management_account_id if sign_in and identity else "")
    header.set_identity(
        identity.name if identity else (sign_in.profile if sign_in else ""),
        identity.organization_id if identity else "",
        grouped_account_id(account) if account else "",
        caller.name if caller else "",
    )


def ticket_subject(navigation: Navigation, identity: OrganizationIdentity | None, purpose: Purpose) -> Subject:
    """Give what is being done on the page that is shown, for whom, and for which service."""
    provider = navigation.answers.provider
    return Subject(
        f"{QCoreApplication.translate('WizardWindow', str(_TITLES[purpose]))} › {step_title(navigation.current)}",
        organization_text(identity) if identity else "",
        provider.provider_id if provider else "",
    )


def window_title(identity: OrganizationIdentity | None, purpose: Purpose = Purpose.CONNECT, *, practice: bool) -> str:
    """Give the window's title: the organization comes first, so that several windows can be told apart."""
    parts = (
        identity.name if identity else "",
        QCoreApplication.translate("WizardWindow", str(_TITLES[purpose])),
        QCoreApplication.translate("WizardWindow", "Practice") if practice else "",
    )
    return " – ".join(filter(None, parts))
