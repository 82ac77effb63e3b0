"""Puts the read-only window together: the frame and the pages of the wizard, on what a bundle holds."""

from collections.abc import Callable

from wizard.flow.looking_back import (
    LookingBack,
    RecordedChecks,
    RecordedRoles,
    RecordedRun,
    RecordedRuns,
    recorded_answers,
)
from wizard.flow.pages.checks import ChecksPage
from wizard.flow.pages.deploy import DeployPage
from wizard.flow.pages.review import ReviewPage
from wizard.flow.pages.role import RolePage
from wizard.flow.ports import Services
from wizard.flow.steps import StepId
from wizard.handover.bundle.contents import About
from wizard.ui.handover.recorded import Recorded
from wizard.ui.tasks import Tasks
from wizard.ui.texts.bundle import looking_back_notice
from wizard.ui.wizard.frame_texts import Purpose
from wizard.ui.wizard.pages.checks import ChecksView
from wizard.ui.wizard.pages.deploy import DeployView
from wizard.ui.wizard.pages.review import ReviewView
from wizard.ui.wizard.pages.role import RoleView
from wizard.ui.wizard.window import WizardWindow


def build_looking_back(
    about: About, recorded: Recorded, services: Services, on_crash: Callable[[BaseException], None]
) -> WizardWindow:
    """Give a window on what was recorded, at the page where somebody was; `on_crash` takes the bugs of its tasks."""
    tasks = Tasks()
    tasks.crashed.connect(on_crash)
    catalogue, explain = services.catalogue, services.explain
    checks = ChecksPage(catalogue, RecordedChecks(recorded.checks), explain)
    review = ReviewPage(catalogue)
    deploy = DeployPage(catalogue, RecordedRuns(RecordedRun(recorded.state, recorded.role_arn)), explain)
    role = RolePage(catalogue, RecordedRoles(recorded.role_checks), explain)
    views = {
        StepId.CHECKS: (checks, ChecksView(checks, tasks)),
        StepId.REVIEW: (review, ReviewView(review, tasks)),
        StepId.DEPLOY: (deploy, DeployView(deploy, tasks)),
        StepId.ROLE: (role, RoleView(role, tasks)),
    }
    for _page, view in views.values():
        view.set_read_only()
    answers = recorded_answers(recorded.request, recorded.state, recorded.role_arn)
    began = bool(recorded.state.operations)
    navigation = LookingBack(answers, at=StepId.DEPLOY if began else StepId.CHECKS)
    window = WizardWindow(navigation, views, tasks, practice=False, purpose=Purpose.LOOK_BACK)
    window.show_notice(*looking_back_notice(about))
    return window
