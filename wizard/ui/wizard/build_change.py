"""Puts the window together that changes a connection: the wizard's frame with steps of its own."""

from collections.abc import Callable

from wizard.flow.change_start import answers_to_change
from wizard.flow.navigation import Navigation
from wizard.flow.pages.change import ChangePage
from wizard.flow.pages.change_organization import ChangeOrganizationPage
from wizard.flow.pages.change_settings import ChangeSettingsPage
from wizard.flow.pages.deploy import DeployPage
from wizard.flow.pages.role import RolePage
from wizard.flow.ports import Services
from wizard.flow.steps import CHANGE_ACCOUNT_STEPS, CHANGE_RUN_STEPS, CHANGE_STEPS, StepId
from wizard.model.connection import Connection
from wizard.model.plan import RunEnd
from wizard.ui.sign_in.desk import SignInDesk
from wizard.ui.tasks import Tasks
from wizard.ui.wizard.build_read import build_read_change
from wizard.ui.wizard.frame_texts import Purpose
from wizard.ui.wizard.pages.change import ChangeView
from wizard.ui.wizard.pages.change_deploy import ChangeDeployView
from wizard.ui.wizard.pages.change_organization import ChangeOrganizationView
from wizard.ui.wizard.pages.change_role import ChangeRoleView
from wizard.ui.wizard.pages.change_settings import ChangeSettingsView
from wizard.ui.wizard.window import WizardWindow


def build_change(
    services: Services, connection: Connection, on_crash: Callable[[BaseException], None], *, practice: bool
) -> WizardWindow:
    """Give a window at its first page, filled in with what is connected; `on_crash` takes the bugs of its tasks.

    While a change is being applied, or is paused, the window shows that and nothing else.
    Raises ValueError where the services cannot change anything.
    """
    if not connection.names.anything:
        return build_read_change(services, connection, on_crash, practice=practice)
    if services.changes is None:
        raise ValueError("these services change nothing")
    tasks = Tasks()
    tasks.crashed.connect(on_crash)
    catalogue, explain = services.catalogue, services.explain
    organization = ChangeOrganizationPage(
        services.organizations, services.connections, explain, connection, services.catalogue
    )
    settings = ChangeSettingsPage(catalogue, services.sign_in, explain, connection, services.setting_sources)
    difference = ChangePage(catalogue, services.changes, explain, connection)
    deploy = DeployPage(catalogue, services.changes, explain)
    role = RolePage(catalogue, services.roles, explain)
    deploy_view = ChangeDeployView(deploy, difference, tasks)
    deploy_view.offer_sign_in(SignInDesk(services, tasks, deploy_view))
    views = {
        StepId.ORGANIZATION: (organization, ChangeOrganizationView(organization, tasks)),
        StepId.SETTINGS: (settings, ChangeSettingsView(settings, tasks)),
        StepId.CHANGE: (difference, ChangeView(difference, tasks)),
        StepId.DEPLOY: (deploy, deploy_view),
        StepId.ROLE: (role, ChangeRoleView(role, difference, tasks)),
    }
    under_way = services.changes.attach(connection.connection_id)
    on_its_way = under_way is not None and under_way.state.end in (None, RunEnd.PAUSED)
    steps = CHANGE_ACCOUNT_STEPS if connection.identity.is_account else CHANGE_STEPS
    navigation = Navigation(answers_to_change(connection), CHANGE_RUN_STEPS if on_its_way else steps)
    return WizardWindow(navigation, views, tasks, practice=practice, purpose=Purpose.CHANGE)
