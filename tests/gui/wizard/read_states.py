"""The pages of a service that reads by itself in the states that people meet."""

import asyncio
from dataclasses import replace

from tests.gui.wizard.opened import Opened
from tests.unit.flow.data import failed
from tests.unit.flow.read_data import READER, crowd, read_answers, read_beginning
from wizard.flow.steps import StepId
from wizard.model.check import CheckResult, CheckState
from wizard.model.directory import FoundCenters
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.providers.catalogue import ProviderCatalogue


def _as_reader(opened: Opened) -> None:
    opened.desk.catalogue.defined = ProviderCatalogue().load(READER)


async def read_organization(opened: Opened) -> None:
    await opened.go_to(StepId.READ_ORGANIZATION, read_beginning())


async def read_organization_busy(opened: Opened) -> None:
    opened.desk.directories.people_gate = asyncio.Event()
    await opened.go_to(StepId.READ_ORGANIZATION, read_beginning(), wait=False)
    await opened.until(lambda: opened.page.progress != (0, 0), "the first people")
    await opened.drawn()


async def read_organization_large(opened: Opened) -> None:
    desk = opened.desk.directories
    desk.people_ = crowd(6000, 800)
    desk.members = {one.group_id: ("u-1", "u-2", "u-3") for one in desk.people_.groups}
    await opened.go_to(StepId.READ_ORGANIZATION, read_beginning())


async def read_organization_nothing(opened: Opened) -> None:
    opened.desk.directories.found = FoundCenters((), ("eu-south-1", "me-south-1"))
    await opened.go_to(StepId.READ_ORGANIZATION, read_beginning())


async def read_organization_refused(opened: Opened) -> None:
    opened.desk.directories.members_error = failed("anna is not allowed to do identitystore:ListGroupMemberships.")
    await opened.go_to(StepId.READ_ORGANIZATION, read_beginning())


async def read_organization_denied(opened: Opened) -> None:
    _as_reader(opened)
    refusal = RawFailure("not authorized", code="AccessDeniedException", service="sso", operation="ListInstances")
    opened.desk.directories.centers_error = WizardError(refusal)
    await opened.go_to(StepId.READ_ORGANIZATION, read_beginning())
    opened.widget("directory.show-policy").setChecked(True)
    await opened.drawn()


async def read_settings(opened: Opened) -> None:
    _as_reader(opened)
    await opened.go_to(StepId.SETTINGS, read_answers())


async def read_checks(opened: Opened) -> None:
    _as_reader(opened)
    refusal = RawFailure("User is not authorized to perform: sso:ListInstances", code="AccessDeniedException")
    message = Message("check.identity-center.refused")
    result = CheckResult("identity-center", CheckState.PROBLEM, message, failure=refusal)
    opened.desk.checks.found["identity-center"] = result
    await opened.go_to(StepId.CHECKS, read_answers())


async def read_review(opened: Opened) -> None:
    _as_reader(opened)
    await opened.go_to(StepId.READ_REVIEW, read_answers())
    opened.widget("review.show-policy").setChecked(True)
    await opened.drawn()


async def read_connected(opened: Opened) -> None:
    _as_reader(opened)
    await opened.go_to(StepId.READ_CONNECTED, read_answers())


async def read_connected_unwritten(opened: Opened) -> None:
    _as_reader(opened)
    opened.desk.connections.error = failed("The list cannot be written: the disk is full.")
    await opened.go_to(StepId.READ_CONNECTED, read_answers())


async def read_sign_in(opened: Opened) -> None:
    await opened.go_to(StepId.SIGN_IN, replace(read_beginning(), sign_in=None))


READ_STATES = {
    state.__name__.replace("_", "-"): state
    for state in (
        read_sign_in,
        read_organization,
        read_organization_busy,
        read_organization_large,
        read_organization_nothing,
        read_organization_refused,
        read_organization_denied,
        read_settings,
        read_checks,
        read_review,
        read_connected,
        read_connected_unwritten,
    )
}
