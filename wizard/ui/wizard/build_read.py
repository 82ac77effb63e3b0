"""The pages of a service that reads by itself, in place of the usual ones; and the window that changes such a one."""

from collections.abc import Callable, Mapping

from wizard.flow.change_start import answers_to_change
from wizard.flow.navigation import Navigation
from wizard.flow.page import Page
from wizard.flow.pages.change_settings import ChangeSettingsPage
from wizard.flow.pages.read_connected import ReadConnectedPage
from wizard.flow.pages.read_organization import ReadOrganizationPage
from wizard.flow.pages.read_review import ReadReviewPage
from wizard.flow.ports import Services
from wizard.flow.steps import READ_CHANGE_STEPS, StepId
from wizard.model.connection import Connection
from wizard.ui.tasks import Tasks
from wizard.ui.wizard.frame_texts import Purpose
from wizard.ui.wizard.page_view import PageView
from wizard.ui.wizard.pages.change_settings import ChangeSettingsView
from wizard.ui.wizard.pages.read_connected import ReadConnectedView
from wizard.ui.wizard.pages.read_organization import ReadOrganizationView
from wizard.ui.wizard.pages.read_review import ReadReviewView
from wizard.ui.wizard.window import WizardWindow

Views = Mapping[StepId, tuple[Page, PageView]]


def read_views(services: Services, tasks: Tasks, connection: Connection | None = None) -> Views:
    """Give each page with its view; none where nobody can read directories.

    connection: the one that is changed; None where a new one is made
    """
    if services.directories is None:
        return {}
    catalogue, explain = services.catalogue, services.explain
    organization = ReadOrganizationPage(catalogue, services.directories, services.connections, explain, connection)
    review = ReadReviewPage(catalogue)
    connected = ReadConnectedPage(catalogue, services.connections, explain, services.statuses)
    return {
        StepId.READ_ORGANIZATION: (organization, ReadOrganizationView(organization, tasks)),
        StepId.READ_REVIEW: (review, ReadReviewView(review, tasks)),
        StepId.READ_CONNECTED: (connected, ReadConnectedView(connected, tasks)),
    }


def build_read_change(
    services: Services, connection: Connection, on_crash: Callable[[BaseException], None], *, practice: bool
) -> WizardWindow:
    """Give a window that changes a service that reads by itself; only the row changes. `on_crash` takes its bugs."""
    tasks = Tasks()
    tasks.crashed.connect(on_crash)
    settings = ChangeSettingsPage(services.catalogue, services.sign_in, services.explain, connection)
    views = {
        **read_views(services, tasks, connection),
        StepId.SETTINGS: (settings, ChangeSettingsView(settings, tasks)),
    }
    navigation = Navigation(answers_to_change(connection), READ_CHANGE_STEPS)
    return WizardWindow(navigation, views, tasks, practice=practice, purpose=Purpose.CHANGE)
