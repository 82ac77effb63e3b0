"""Puts the wizard's window together: nine pages, nine views, one frame."""

from collections.abc import Callable, Mapping

from wizard.flow.navigation import Navigation
from wizard.flow.pages.account import AccountPage
from wizard.flow.pages.checks import ChecksPage
from wizard.flow.pages.connected import ConnectedPage
from wizard.flow.pages.deploy import DeployPage
from wizard.flow.pages.organization import OrganizationPage
from wizard.flow.pages.provider import ProviderPage
from wizard.flow.pages.review import ReviewPage
from wizard.flow.pages.role import RolePage
from wizard.flow.pages.settings import SettingsPage
from wizard.flow.pages.sign_in import SignInPage
from wizard.flow.ports import Services
from wizard.flow.steps import StepId
from wizard.ui.sign_in.desk import SignInDesk
from wizard.ui.tasks import Tasks
from wizard.ui.wizard.build_console import console_views
from wizard.ui.wizard.build_read import read_views
from wizard.ui.wizard.pages.account import AccountView
from wizard.ui.wizard.pages.checks import ChecksView
from wizard.ui.wizard.pages.connected import ConnectedView
from wizard.ui.wizard.pages.deploy import DeployView
from wizard.ui.wizard.pages.organization import OrganizationView
from wizard.ui.wizard.pages.provider import ProviderView
from wizard.ui.wizard.pages.review import ReviewView
from wizard.ui.wizard.pages.role import RoleView
from wizard.ui.wizard.pages.settings import SettingsView
from wizard.ui.wizard.pages.sign_in import SignInView
from wizard.ui.wizard.window import WizardWindow


def build_wizard(
    services: Services,
    on_crash: Callable[[BaseException], None],
    *,
    practice: bool,
    practice_answers: Mapping[str, str] | None = None,
    navigation: Navigation | None = None,
) -> WizardWindow:
    """Give a window with tasks of its own that end with it; `on_crash` takes their bugs.

    practice_answers: by object name of a field, what nobody can know in practice and is offered there
    navigation:       where it begins, and with which answers; without it at the first page with none
    """
    tasks = Tasks()
    tasks.crashed.connect(on_crash)
    catalogue, explain = services.catalogue, services.explain
    provider = ProviderPage(catalogue, services.vendor_templates)
    sign_in = SignInPage(services.sign_in, explain)
    organization = OrganizationPage(services.organizations, services.connections, explain, catalogue)
    settings = SettingsPage(catalogue, services.sign_in, explain, services.setting_sources)
    account = AccountPage(services.connections, explain)
    checks = ChecksPage(catalogue, services.checks, explain)
    review = ReviewPage(catalogue)
    deploy = DeployPage(catalogue, services.deployments, explain, services.removals)
    role = RolePage(catalogue, services.roles, explain)
    connected = ConnectedPage(catalogue, services.connections, explain, services.statuses)
    sign_in_view, deploy_view = SignInView(sign_in, tasks), DeployView(deploy, tasks)
    sign_in_view.offer_ways(SignInDesk(services, tasks, sign_in_view))
    deploy_view.offer_sign_in(SignInDesk(services, tasks, deploy_view))
    views = {
        StepId.PROVIDER: (provider, ProviderView(provider, tasks)),
        StepId.SIGN_IN: (sign_in, sign_in_view),
        StepId.ORGANIZATION: (organization, OrganizationView(organization, tasks)),
        StepId.ACCOUNT_ORGANIZATION: (account, AccountView(account, tasks)),
        StepId.SETTINGS: (settings, SettingsView(settings, tasks, _of_settings(practice_answers or {}))),
        StepId.CHECKS: (checks, ChecksView(checks, tasks)),
        StepId.REVIEW: (review, ReviewView(review, tasks)),
        StepId.DEPLOY: (deploy, deploy_view),
        StepId.ROLE: (role, RoleView(role, tasks)),
        StepId.CONNECTED: (connected, ConnectedView(connected, tasks)),
        **console_views(services, tasks),
        **read_views(services, tasks),
    }
    return WizardWindow(navigation or Navigation(), views, tasks, practice=practice)


def _of_settings(answers: Mapping[str, str]) -> dict[str, str]:
    prefix = f"{StepId.SETTINGS}."
    return {name.removeprefix(prefix): answer for name, answer in answers.items() if name.startswith(prefix)}
