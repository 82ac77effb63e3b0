"""A run that rests: what stands above it, and what its buttons do."""

from dataclasses import replace

from tests.gui.wizard.states import deploy_halted, deploy_not_removed, deploy_paused, deploy_removing, deploy_stopped
from tests.unit.flow.data import explain, failed
from wizard.flow.steps import StepId
from wizard.model.failure import RawFailure
from wizard.model.plan import OperationChanged, OperationState, RunEnd
from wizard.model.progress import Counted


def buttons(opened):
    strip = opened.widget("deploy.failure")
    return [one.objectName() for one in strip.findChildren(type(opened.widget("wizard.next"))) if one.isVisible()]


def test_a_run_that_waits_for_a_sign_in_says_so_and_goes_on(with_wizard):
    async def job(opened):
        await deploy_paused(opened)
        strip = opened.widget("deploy.failure")
        assert strip.problem() == "Sign in again to go on"
        assert strip.cause().startswith("Explained: User: arn:aws:sts")
        assert not opened.sees("deploy.action.start-over")
        opened.widget("deploy.action.go-on").click()
        await opened.until(lambda: opened.desk.deployments.last.resumed == 1, "the run to go on")
        await opened.drawn()
        assert not opened.sees("deploy.failure")

    with_wizard(job)


def test_a_sign_in_that_is_still_refused_is_said_until_aws_answers(with_wizard):
    async def job(opened):
        await deploy_paused(opened)
        run = opened.desk.deployments.last
        run.say(Counted(0, 4))
        opened.widget("deploy.action.go-on").click()
        await opened.until(lambda: run.resumed == 1, "the run to go on")
        run.finish(RunEnd.PAUSED)
        await opened.page.settled()
        await opened.drawn()
        assert opened.widget("deploy.failure").problem() == "AWS still refuses this sign-in"
        opened.widget("deploy.action.go-on").click()
        await opened.until(lambda: run.resumed == 2, "the run to go on")
        run.say(Counted(1, 4))
        await opened.drawn()
        run.finish(RunEnd.PAUSED)
        await opened.page.settled()
        await opened.drawn()
        assert opened.widget("deploy.failure").problem() == "Sign in again to go on"

    with_wizard(job)


def test_a_run_that_was_stopped_goes_on_or_is_started_over(with_wizard):
    async def job(opened):
        await deploy_halted(opened)
        assert buttons(opened)[:2] == ["deploy.action.go-on", "deploy.action.start-over"]
        opened.widget("deploy.action.go-on").click()
        await opened.until(lambda: opened.desk.deployments.last.resumed == 1, "the run to go on")
        await opened.drawn()
        assert not opened.sees("deploy.failure")
        assert opened.widget("deploy.stop").isEnabled()

    with_wizard(job)


def test_starting_over_is_asked_first_and_shows_every_step(with_wizard):
    async def job(opened):
        await deploy_stopped(opened)
        opened.widget("deploy.action.start-over").click()
        opened.widget("deploy.confirm-start-over.no").click()
        assert opened.desk.removals.started == []
        opened.widget("deploy.action.start-over").click()
        opened.widget("deploy.confirm-start-over.yes").click()
        await opened.until(lambda: bool(opened.desk.removals.started), "removing to begin")
        await opened.drawn()
        assert opened.view.title == "Removing what was made"
        assert len(opened.page.state.operations) == 4
        assert not opened.sees("deploy.failure")

    with_wizard(job)


def test_what_cannot_be_removed_offers_its_mend(with_wizard):
    async def job(opened):
        mended = "turn-off-termination-protection"
        await deploy_removing(opened)
        opened.page._explain = lambda failure: replace(explain(failure), actions=("try-again", mended))
        removal = opened.desk.removals.last
        removal.say(OperationChanged("remove-stack", OperationState.FAILED, RawFailure("protected")))
        removal.finish(RunEnd.FAILED)
        await opened.page.settled()
        await opened.drawn()
        assert opened.view.title == "Not everything could be removed"
        opened.widget(f"deploy.action.{mended}").click()
        opened.widget("deploy.confirm-mend.no").click()
        assert removal.mended == []
        opened.widget(f"deploy.action.{mended}").click()
        opened.widget("deploy.confirm-mend.yes").click()
        await opened.until(lambda: removal.mended == [mended], "the mend")
        await opened.drawn()
        assert opened.view.title == "Removing what was made"

    with_wizard(job)


def test_connecting_offers_the_mends_that_lead_to_the_roles_and_the_console(with_wizard):
    async def job(opened):
        offered = ("delete-left-over-stack", "leave-role", "open-console")
        await opened.go_to(StepId.DEPLOY)
        opened.page._explain = lambda failure: replace(explain(failure), actions=offered)
        deployment = opened.desk.deployments.last
        deployment.say(OperationChanged("stack", OperationState.FAILED, RawFailure("left over")))
        deployment.finish(RunEnd.FAILED)
        await opened.page.settled()
        await opened.drawn()
        assert opened.sees("deploy.action.delete-left-over-stack")
        assert opened.sees("deploy.action.open-console")
        assert not opened.sees("deploy.action.leave-role")

    with_wizard(job)


def test_removing_that_failed_is_tried_again_and_not_started_over_once_more(with_wizard):
    async def job(opened):
        await deploy_not_removed(opened)
        assert not opened.sees("deploy.action.start-over")
        opened.widget("deploy.action.try-again").click()
        await opened.until(lambda: opened.desk.removals.last.resumed == 1, "removing to go on")
        assert len(opened.desk.removals.started) == 1

    with_wizard(job)


def test_removing_that_cannot_begin_leaves_the_run_in_sight(with_wizard):
    async def job(opened):
        await deploy_halted(opened)
        opened.desk.removals.error = failed("Another run goes on.")
        await opened.page.start_over()
        await opened.drawn()
        assert opened.widget("wizard.message").accessibleName() == "Explained: Another run goes on."
        assert opened.view.title == "Stopped"

    with_wizard(job)
