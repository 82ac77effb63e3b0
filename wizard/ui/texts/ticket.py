"""Words for what is pasted into a ticket."""

from PySide6.QtCore import QCoreApplication

from wizard import __version__
from wizard.handover.ticket import Subject, TicketLabels, organization_text, ticket_text
from wizard.model.connection import Connection
from wizard.model.failure import Diagnosis
from wizard.ui.texts.actions import button_text


def ticket_of(diagnosis: Diagnosis, subject: Subject) -> str:
    """Give a failure in ten lines, to be pasted into a ticket."""
    buttons = tuple(filter(None, (button_text(one) for one in diagnosis.actions)))
    return ticket_text(diagnosis, subject, buttons, _labels(), __version__)


def subject_of(connection: Connection, doing: str) -> Subject:
    """Give what a failure of a connection in the list is about."""
    return Subject(doing, organization_text(connection.identity), connection.provider_name)


def _labels() -> TicketLabels:
    translate = QCoreApplication.translate
    return TicketLabels(
        doing=translate("Ticket", "Doing"),
        organization=translate("Ticket", "For"),
        when=translate("Ticket", "When"),
        problem=translate("Ticket", "Problem"),
        cause=translate("Ticket", "Cause"),
        remedy=translate("Ticket", "What to do"),
        words=translate("Ticket", "AWS's words"),
        request_id=translate("Ticket", "Request ID"),
        place=translate("Ticket", "Where"),
        program=translate("Ticket", "Program"),
        unknown=translate("Ticket", "not known"),
    )
