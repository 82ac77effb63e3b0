"""A failure in ten lines, to be pasted into a ticket."""

from dataclasses import dataclass

from wizard.handover.secret_like import hide_secrets
from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.identifiers import grouped_account_id
from wizard.model.organization import OrganizationIdentity

_LONGEST = 700
"""So many letters of AWS's words: a ticket is read by people. The whole of them stands behind "Details"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What was being done, in which organization (or account), and for which service; empty where it is not known."""

    doing: str = ""
    organization: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class TicketLabels:
    """What stands before each of the ten lines, and in place of what is not known."""

    doing: str
    organization: str
    when: str
    problem: str
    cause: str
    remedy: str
    words: str
    request_id: str
    place: str
    program: str
    unknown: str


def organization_text(identity: OrganizationIdentity) -> str:
    """Give an organization, or an account, as a support engineer can find it."""
    ids = (identity.organization_id, identity.root_id, grouped_account_id(identity.management_account_id))
    return f"{identity.name} ({', '.join(filter(None, ids))})"


def ticket_text(
    diagnosis: Diagnosis, subject: Subject, buttons: tuple[str, ...], labels: TicketLabels, version: str
) -> str:
    """Give the ten lines; each is one line, whatever AWS wrote, and what looks like a secret is hidden.

    buttons: what the program offers to do about it, the best first
    """
    failure = diagnosis.failure
    cause, _, remedy = diagnosis.explanation.partition(". ")
    remedy = " ".join(filter(None, (remedy, f"[{'] ['.join(buttons)}]" if buttons else "")))
    lines = (
        (labels.doing, subject.doing),
        (labels.organization, ", ".join(filter(None, (subject.organization, subject.provider)))),
        (labels.when, failure.at.strftime("%Y-%m-%d %H:%M:%S UTC")),
        (labels.problem, f"{diagnosis.title} ({diagnosis.cause})"),
        (labels.cause, cause if cause.endswith(".") or not cause else cause + "."),
        (labels.remedy, remedy),
        (labels.words, _words(failure)),
        (labels.request_id, failure.request_id),
        (labels.place, _place(failure)),
        (labels.program, f"Org Wizard {version}"),
    )
    return "\n".join(f"{label}: {_one_line(value) or labels.unknown}" for label, value in lines)


def _words(failure: RawFailure) -> str:
    return " – ".join(filter(None, (failure.code, failure.text)))


def _place(failure: RawFailure) -> str:
    call = ".".join(filter(None, (failure.service, failure.operation)))
    return ", ".join(filter(None, (failure.region, grouped_account_id(failure.account), call)))


def _one_line(value: str) -> str:
    line = " ".join(hide_secrets(value).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
