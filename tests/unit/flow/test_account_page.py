"""Page 3 for one account by itself."""

from dataclasses import replace

import pytest

from tests.unit.flow.data import ADMINISTRATOR, answers_up_to_settings, connection, definition, explain, failed
from wizard.flow.answers import Answers, ProviderAnswers, scope_of
from wizard.flow.change_start import answers_to_change
from wizard.flow.navigation import Navigation
from wizard.flow.pages.account import AccountPage
from wizard.flow.pages.provider import ProviderPage
from wizard.flow.request import connect_request
from wizard.flow.resumed import answers_of
from wizard.flow.steps import StepId
from wizard.model.connection import Health, Phase
from wizard.model.organization import OrganizationIdentity
from wizard.providers.definition import ProviderSummary, Scope

ACCOUNT = ADMINISTRATOR.account_id
BEFORE = replace(answers_up_to_settings(), provider=ProviderAnswers("example-account", "account"), organization=None)


def row(phase: Phase):
    request = connect_request(answers_up_to_settings(), definition())
    identity = OrganizationIdentity("", "", ACCOUNT, "acme")
    return connection(replace(request, identity=identity, connection_id="known"), "", phase, Health())


class Rows:
    """The list, by place."""

    def __init__(self, found=None, error=None):
        self.found, self.error, self.asked = found, error, []

    async def find(self, provider_id, place):
        self.asked.append((provider_id, place))
        if self.error:
            raise self.error
        return self.found


def test_the_account_is_that_of_whoever_is_signed_in(run):
    rows = Rows()
    page = AccountPage(rows, explain)
    run(page.load(BEFORE))
    assert rows.asked == [("example-account", ACCOUNT)]
    answers = page.collect()
    assert page.valid
    assert (answers.identity.place, answers.identity.is_account, scope_of(answers.identity)) == (
        ACCOUNT,
        True,
        "account",
    )
    assert not answers.targets.connected
    run(page.load(replace(BEFORE, organization=answers)))
    assert page.collect() == answers


def test_an_account_that_is_connected_already_is_not_connected_twice(run):
    page = AccountPage(Rows(row(Phase.CONNECTED)), explain)
    run(page.load(BEFORE))
    assert not page.valid
    assert page.already_connected.key == "organization.already-connected"


def test_what_was_begun_is_gone_on_with(run):
    page = AccountPage(Rows(row(Phase.CONNECTING)), explain)
    run(page.load(BEFORE))
    assert page.valid
    assert page.collect().connection_id == "known"


def test_a_list_that_cannot_be_read_is_explained(run):
    page = AccountPage(Rows(error=failed("The database is locked")), explain)
    run(page.load(BEFORE))
    assert not page.valid
    assert page.error is not None


def test_the_way_leads_past_the_organization(run):
    page = AccountPage(Rows(), explain)
    run(page.load(BEFORE))
    navigation = Navigation(replace(BEFORE, organization=page.collect()))
    shown = [entry.step_id for entry in navigation.rail()]
    assert StepId.ACCOUNT_ORGANIZATION in shown
    assert not {StepId.ORGANIZATION, StepId.CONSOLE_ORGANIZATION} & set(shown)


@pytest.mark.parametrize(("scope", "chosen"), [("organization", "example"), ("account", "example-account")])
def test_the_scope_says_which_definition_is_meant_and_back_again(run, desk, scope, chosen):
    both = (Scope.ORGANIZATION, Scope.ACCOUNT)
    desk.catalogue.listed = [ProviderSummary("example", "Example", "Reads.", both, account="example-account")]
    page = ProviderPage(desk.catalogue)
    run(page.load(Answers()))
    page.choose_scope(scope)
    collected = page.collect()
    assert collected == ProviderAnswers(chosen, scope)
    again = ProviderPage(desk.catalogue)
    run(again.load(Answers(provider=collected)))
    assert (again.chosen, again.scope, again.valid) == ("example", scope, True)


def test_a_connection_of_an_account_comes_back_as_one():
    one = row(Phase.CONNECTED)
    assert answers_to_change(one).one_account
    request = connect_request(answers_up_to_settings(), definition())
    assert answers_of(replace(request, identity=one.identity)).one_account
    assert not answers_of(request).one_account
