"""Where the window that changes a connection begins: with all that is connected now."""

from wizard.flow.answers import Answers, OrganizationAnswers, ProviderAnswers, SettingsAnswers, SignInAnswers, scope_of
from wizard.model.connection import Connection
from wizard.model.directory import center_of
from wizard.model.profile import Caller, CallerKind
from wizard.model.targets import Targets


def answers_to_change(connection: Connection) -> Answers:
    """Give the answers of a connection up to its settings; its tree, and with it the targets, are read anew.

    Who the profile is is asked later (`wizard.flow.resumed.introduced`); until then the caller has no name.
    """
    caller = Caller("", "", connection.partition, CallerKind.ROLE, "")
    return Answers(
        provider=ProviderAnswers(
            connection.provider_id,
            scope_of(connection.identity),
            deploys=connection.names.anything,
            by_stack=not connection.names.own_stack_sets,
        ),
        sign_in=SignInAnswers(connection.profile, connection.region, caller),
        organization=OrganizationAnswers(
            connection.identity,
            connection.selection,
            Targets(),
            connection.connection_id,
            center=center_of(connection.settings, connection.region),
        ),
        settings=SettingsAnswers(connection.settings, connection.region),
    )
