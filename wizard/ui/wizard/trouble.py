"""Shows what is in the way in a message strip: a sentence of ours, or a failure explained."""

from collections.abc import Sequence
from dataclasses import replace

from wizard.flow.page import Trouble
from wizard.handover.ticket import Subject
from wizard.model.failure import Diagnosis, RawFailure
from wizard.ui.texts.actions import action_text
from wizard.ui.texts.ticket import ticket_of
from wizard.ui.texts.wording import word
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.wizard.actions import SHOW_RUN

_TAKEN = "RunInProgress"
_NOBODY = Subject()


def show_trouble(
    strip: MessageStrip, trouble: Trouble | None, possible: Sequence[str], tone: Tone, subject: Subject = _NOBODY
) -> None:
    """Show `trouble` with the buttons of those of its actions that are `possible` here; None clears the strip.

    subject: what was being done, for whoever copies it for a ticket
    """
    if trouble is None:
        if strip.problem():
            strip.clear()
    elif isinstance(trouble, Diagnosis):
        actions = [Action(one, action_text(one)) for one in trouble.actions if one in possible]
        if strip.problem() != trouble.title or strip.cause() != trouble.explanation:
            details, ticket = raw_text(trouble.failure), ticket_of(trouble, subject)
            strip.show_message(tone, trouble.title, trouble.explanation, actions, details, ticket=ticket)
    else:
        problem, cause = first_sentence(word(trouble))
        if (strip.problem(), strip.cause()) != (problem, cause):
            strip.show_message(tone, problem, cause)


def with_way_to_run(trouble: Trouble | None) -> Trouble | None:
    """Offer to show the run that holds the organization, where one does."""
    if isinstance(trouble, Diagnosis) and trouble.failure.code == _TAKEN:
        return replace(trouble, actions=(SHOW_RUN, *trouble.actions))
    return trouble


def first_sentence(text: str) -> tuple[str, str]:
    """Part a text into its first sentence and all others, so that only the first stands out."""
    first, stop, rest = text.partition(". ")
    return (first + stop.rstrip(), rest) if rest else (text, "")


def raw_text(failure: RawFailure) -> str:
    """Give AWS's own words with what support needs to find them: code, call, account, request ID, time (UTC)."""
    place = " ".join(filter(None, (failure.service, failure.operation, failure.region, failure.account)))
    request = f"request ID {failure.request_id}" if failure.request_id else ""
    at = failure.at.strftime("%Y-%m-%d %H:%M:%S UTC")
    return "\n".join(filter(None, (failure.text, failure.code, place, request, at)))
