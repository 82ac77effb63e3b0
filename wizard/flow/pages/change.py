"""The third page of a change: the difference, before anything is changed."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from wizard.flow.answers import Answers, ChangeAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue, Changes, Explain
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import Connection, ConnectRequest
from wizard.model.failure import WizardError
from wizard.model.message import Message
from wizard.model.planned_change import StackPreview
from wizard.model.scope_change import ScopeChange
from wizard.operations.parameters import targets_problem
from wizard.providers.definition import ProviderDefinition
from wizard.providers.setting import Kind

_NOT_ALLOWED = ("AccessDenied", "AccessDeniedException")


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting that gets another value, as people read it; both are hidden where it is secret.

    switched: it is a yes or a no
    """

    label: str
    before: str
    after: str
    secret: bool = False
    switched: bool = False


class ChangePage(Page):
    """Compare what is connected with what was chosen, and ask CloudFormation what that would do.

    connection: as it is in the list
    request:    what it is to become; None until loaded
    definition: the provider; None until loaded
    scope:      the accounts that come, go, or are without the role in between
    settings:   those that change
    names:      of accounts, by ID
    preview:    what CloudFormation says; None while it is asked, and where it may not be
    """

    step: ClassVar[StepId] = StepId.CHANGE

    def __init__(self, catalogue: Catalogue, changes: Changes, explain: Explain, connection: Connection) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._changes = changes
        self._explain = explain
        self._asking: asyncio.Task[None] | None = None
        self._may_not_ask = False
        self.connection = connection
        self.request: ConnectRequest | None = None
        self.definition: ProviderDefinition | None = None
        self.scope = ScopeChange()
        self.settings: Sequence[SettingChange] = ()
        self.names: Mapping[str, str] = {}
        self.preview: StackPreview | None = None

    async def load(self, answers: Answers) -> None:
        """Put both together, and begin to ask CloudFormation."""
        if answers.provider is None or answers.organization is None:
            raise ValueError("the organization comes first")
        await self.leave()
        definition = await self._catalogue.definition(answers.provider.provider_id)
        self.definition = definition
        self.request = connect_request(answers, definition)
        new_secrets = self.request.secrets
        self.scope = answers.organization.scope or ScopeChange()
        self.names = answers.organization.account_names
        self.settings = (
            *_changed(definition, self.connection.settings, self.request.settings),
            *(SettingChange(one.label, "", "", secret=True) for one in definition.settings if one.id in new_secrets),
        )
        self.preview, self._may_not_ask = None, False
        self.error = targets_problem(self.request.targets)
        if self.error is None:
            self._begin()
            self._asking = asyncio.create_task(self._ask(self.request))

    async def _ask(self, request: ConnectRequest) -> None:
        try:
            self.preview = await self._changes.preview(request)
        except WizardError as error:
            self._may_not_ask = error.failure.code in _NOT_ALLOWED
            if not self._may_not_ask:
                self._error = self._explain(error.failure)
        finally:
            self._end()

    async def settled(self) -> None:
        """Wait until CloudFormation has said what would change."""
        if self._asking is not None:
            await self._asking

    @property
    def role_renamed(self) -> bool:
        """True where the role gets another name, and with it another RoleARN."""
        return self.request is not None and self.request.names.role != self.connection.names.role

    @property
    def nothing(self) -> bool:
        """True where there is nothing to change, as CloudFormation says or, where it was not asked, as was chosen."""
        if self.preview is not None:
            return not self.preview.changes
        return self._may_not_ask and self.scope.empty and not self.settings

    @property
    def note(self) -> Message | None:
        """What is to be said of the preview before it can be shown, or in its place."""
        if self.busy:
            return Message("change.asking")
        if self._may_not_ask:
            return Message("change.may-not-ask")
        return Message("change.nothing") if self.nothing else None

    @property
    def valid(self) -> bool:
        """True where something would change, and CloudFormation says what, or may not be asked."""
        known = self.preview is not None or self._may_not_ask
        return self.request is not None and self.error is None and known and not self.nothing

    def collect(self) -> ChangeAnswers:
        """Give what the next pages need to know of the difference."""
        return ChangeAnswers(self.role_renamed)

    @property
    def initial_focus(self) -> str:
        """The list of accounts, or the way back where none is concerned."""
        return "wizard.back" if self.scope.empty else "change.accounts"

    async def leave(self) -> None:
        """Stop asking; the change set is deleted by whoever made it."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)
            self._asking = None


def _changed(
    definition: ProviderDefinition, before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[SettingChange, ...]:
    return tuple(
        SettingChange(
            one.label,
            one.labelled(before.get(one.id, one.default)),
            one.labelled(after.get(one.id, one.default)),
            one.secret,
            one.kind in (Kind.SWITCH, Kind.TICK),
        )
        for one in definition.settings
        if before.get(one.id, one.default) != after.get(one.id, one.default)
    )
