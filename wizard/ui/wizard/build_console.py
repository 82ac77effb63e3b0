"""The pages of those who do the steps in the AWS console, in place of the usual ones."""

from collections.abc import Mapping

from wizard.flow.page import Page
from wizard.flow.pages.console_checks import ConsoleChecksPage
from wizard.flow.pages.console_deploy import ConsoleDeployPage
from wizard.flow.pages.console_organization import ConsoleOrganizationPage
from wizard.flow.pages.console_role import ConsoleRolePage
from wizard.flow.ports import Services
from wizard.flow.steps import StepId
from wizard.ui.tasks import Tasks
from wizard.ui.wizard.page_view import PageView
from wizard.ui.wizard.pages.console_checks import ConsoleChecksView
from wizard.ui.wizard.pages.console_deploy import ConsoleDeployView
from wizard.ui.wizard.pages.console_organization import ConsoleOrganizationView
from wizard.ui.wizard.pages.console_role import ConsoleRoleView


def console_views(services: Services, tasks: Tasks) -> Mapping[StepId, tuple[Page, PageView]]:
    """Give each page with its view; none of them asks AWS anything."""
    catalogue, explain = services.catalogue, services.explain
    organization = ConsoleOrganizationPage(services.sign_in, services.connections, explain)
    checks = ConsoleChecksPage(catalogue)
    deploy = ConsoleDeployPage(catalogue, explain)
    role = ConsoleRolePage(catalogue, explain)
    return {
        StepId.CONSOLE_ORGANIZATION: (organization, ConsoleOrganizationView(organization, tasks)),
        StepId.CONSOLE_CHECKS: (checks, ConsoleChecksView(checks, tasks)),
        StepId.CONSOLE_DEPLOY: (deploy, ConsoleDeployView(deploy, tasks)),
        StepId.CONSOLE_ROLE: (role, ConsoleRoleView(role, tasks)),
    }
