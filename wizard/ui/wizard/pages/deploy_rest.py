"""What stands above a run that rests: why it does not go on, and the buttons that lead on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from wizard.flow.pages.deploy import DeployPage
from wizard.handover.ticket import Subject
from wizard.model.failure import Diagnosis
from wizard.model.plan import RunEnd, RunKind
from wizard.operations.mends import DELETE_LEFT_OVER_STACK, MENDS, TURN_ON_TRUSTED_ACCESS
from wizard.ui.texts.actions import action_text, mend_text
from wizard.ui.texts.ticket import ticket_of
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.wizard.actions import SUPPORT_BUNDLE
from wizard.ui.wizard.trouble import raw_text

GO_ON = "go-on"
SIGN_IN_AGAIN = "sign-in-again"
START_OVER = "start-over"
RESUMING = ("try-again", "wait-and-continue", "check-again", GO_ON)
"""Actions that let the run go on where it rests."""
CONSOLE = "open-console"

_MENDS_OF_CONNECTING = (TURN_ON_TRUSTED_ACCESS, DELETE_LEFT_OVER_STACK)
"""What can be mended on the way to the roles; the other mends belong to removing."""


@dataclass(frozen=True, slots=True)
class Rest:
    """One message: how grave, problem, cause, buttons, AWS's own words, and the failure behind it."""

    tone: Tone
    problem: str
    cause: str
    actions: tuple[Action, ...]
    details: str = ""
    failure: Diagnosis | None = None

    def show(self, strip: MessageStrip, subject: Subject) -> None:
        """Show it in a strip; `subject` is for whoever copies it for a ticket."""
        ticket = ticket_of(self.failure, subject) if self.failure is not None else ""
        strip.show_message(self.tone, self.problem, self.cause, self.actions, self.details, ticket=ticket)


def rest_of(
    page: DeployPage, leading_back: Sequence[str], *, asked_again: bool, can_sign_in: bool = False
) -> Rest | None:
    """Give what is to be said of a run that rests without its end; None while it goes on, or where it is done.

    leading_back: actions that lead to other pages from here
    asked_again:  the person said before that they had signed in
    can_sign_in:  a sign-in can begin here
    """
    if page.error is not None or page.end in (None, RunEnd.DONE):
        return None
    if page.end is RunEnd.PAUSED:
        return _paused(page.failure, asked_again=asked_again, can_sign_in=can_sign_in)
    if page.end is RunEnd.STOPPED:
        return _stopped(page)
    return _failed(page, leading_back) if page.failure is not None else None


def _paused(failure: Diagnosis | None, *, asked_again: bool, can_sign_in: bool) -> Rest:
    translate = QCoreApplication.translate
    again = translate("DeployRest", "AWS still refuses this sign-in")
    sign_in = (Action(SIGN_IN_AGAIN, action_text(SIGN_IN_AGAIN)),) if can_sign_in else ()
    signed_in = Action(GO_ON, translate("DeployRest", "I have signed in: &go on"))
    return Rest(
        Tone.WARNING,
        again if asked_again else translate("DeployRest", "Sign in again to go on"),
        f"{failure.title} {failure.explanation}" if failure else "",
        (*sign_in, signed_in),
        raw_text(failure.failure) if failure else "",
        failure,
    )


def _stopped(page: DeployPage) -> Rest:
    translate = QCoreApplication.translate
    creating = translate("DeployRest", "What exists already is found at AWS; only what is missing is made.")
    removing = translate("DeployRest", "What is gone already stays gone; the rest is removed when you go on.")
    go_on = Action(GO_ON, translate("DeployRest", "&Go on"))
    return Rest(
        Tone.WARNING,
        translate("DeployRest", "This was stopped before its end."),
        removing if page.kind is RunKind.START_OVER else creating,
        (go_on, *_starting_over(page)),
        raw_text(page.failure.failure) if page.failure else "",
        page.failure,
    )


def _failed(page: DeployPage, leading_back: Sequence[str]) -> Rest | None:
    failure = page.failure
    if failure is None:
        return None
    possible = (*RESUMING, *leading_back)
    mends = MENDS if page.kind is RunKind.START_OVER else _MENDS_OF_CONNECTING
    actions = [Action(one, action_text(one)) for one in failure.actions if one in possible]
    actions += [Action(one, mend_text(one)) for one in failure.actions if one in mends]
    if CONSOLE in failure.actions and page.console_address(failure.cause):
        actions.append(Action(CONSOLE, action_text(CONSOLE)))
    return Rest(
        Tone.PROBLEM,
        failure.title,
        failure.explanation,
        (*actions, *_starting_over(page), Action(SUPPORT_BUNDLE, action_text(SUPPORT_BUNDLE))),
        raw_text(failure.failure),
        failure,
    )


def _starting_over(page: DeployPage) -> tuple[Action, ...]:
    return (Action(START_OVER, action_text(START_OVER)),) if page.can_start_over else ()
