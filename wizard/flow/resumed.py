"""The wizard of a connection that was begun before: the answers that its request came from."""

from dataclasses import replace

from wizard.flow.answers import (
    Answers,
    ChecksAnswers,
    OrganizationAnswers,
    ProviderAnswers,
    ReviewAnswers,
    SettingsAnswers,
    SignInAnswers,
    scope_of,
)
from wizard.flow.pages.sign_in import DEFAULT_REGION
from wizard.flow.ports import SignIn
from wizard.model.connection import ConnectRequest
from wizard.model.directory import center_of
from wizard.model.failure import WizardError
from wizard.model.profile import Caller, CallerKind


def answers_of(request: ConnectRequest) -> Answers:
    """Give the answers that lead to exactly this request, up to the review.

    Who the profile is was not kept: AWS is asked by `introduced`, and until then the caller has neither account nor
    name. The checks that passed were not kept either; they count as gone past.
    """
    return Answers(
        provider=ProviderAnswers(
            request.provider_id,
            scope_of(request.identity),
            deploys=request.names.anything,
            by_stack=not request.names.own_stack_sets,
        ),
        sign_in=SignInAnswers(request.profile, request.region, _not_introduced(request.partition)),
        organization=OrganizationAnswers(
            identity=request.identity,
            selection=request.selection,
            targets=request.targets,
            connection_id=request.connection_id,
            account_names=request.account_names,
            center=center_of(request.settings, request.region),
        ),
        settings=SettingsAnswers(request.settings, request.region, request.secrets),
        checks=ChecksAnswers(frozenset()),
        review=ReviewAnswers(acknowledged=True),
    )


def came_from_request(answers: Answers) -> bool:
    """Tell whether answers are those of `answers_of`: nothing was checked on the way to the run."""
    return answers.checks == ChecksAnswers(frozenset())


def to_start_over(answers: Answers) -> Answers:
    """Give all that was typed and chosen, and nothing of what was checked, acknowledged or made."""
    return replace(answers, checks=None, review=None, deploy=None, role=None)


def _not_introduced(partition: str) -> Caller:
    return Caller("", "", partition, CallerKind.ROLE, "")


async def introduced(answers: Answers, sign_in: SignIn) -> Answers:
    """Ask who the profile is; where AWS does not say, the answers come back as they are: a later call says why."""
    chosen = answers.sign_in
    if chosen is None or chosen.caller.arn:
        return answers
    try:
        profiles = [one for one in await sign_in.profiles() if one.name == chosen.profile]
    except WizardError:
        return answers
    reports = [await sign_in.who(one) for one in profiles[:1]]
    if not reports or reports[0].caller is None:
        return answers
    region = reports[0].profile.region or DEFAULT_REGION
    return replace(answers, sign_in=SignInAnswers(chosen.profile, region, reports[0].caller))
