"""Page 6: everything that will be made, before it is."""

from collections.abc import Sequence
from typing import ClassVar

from wizard.flow.answers import Answers, ReviewAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import ConnectRequest
from wizard.operations.describe_plan import PlannedKind, PlannedResource, describe_plan
from wizard.providers.definition import ProviderDefinition

_NOT_BY_HAND = (PlannedKind.TRUSTED_ACCESS, PlannedKind.MEMBER_ROLES)
"""Was looked at by hand before; and in how many accounts, nobody can count without a tree."""


class ReviewPage(Page):
    """Show what will be made, what the service may do with it, and the template; take the acknowledgement.

    request:      what will be connected; None until loaded
    definition:   the provider, for its permissions in plain words
    planned:      what will be made where
    template:     the text of the template that is deployed
    acknowledged: the box is ticked
    by_hand:      the person makes it in the AWS console
    """

    step: ClassVar[StepId] = StepId.REVIEW

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.request: ConnectRequest | None = None
        self.definition: ProviderDefinition | None = None
        self.planned: Sequence[PlannedResource] = ()
        self.unit_names: dict[str, str] = {}
        self.template = ""
        self.acknowledged = False
        self.by_hand = False

    async def load(self, answers: Answers) -> None:
        """Put everything together; the box stays ticked only while nothing changed."""
        if answers.provider is None or answers.organization is None:
            raise ValueError("the provider and the organization come first")
        self._begin()
        try:
            self.definition = await self._catalogue.definition(answers.provider.provider_id)
            self.template = await self._catalogue.template_text(answers.provider.provider_id)
        finally:
            self._end()
        self.request = connect_request(answers, self.definition)
        self.unit_names = dict(answers.organization.unit_names)
        self.by_hand = answers.by_hand
        planned = describe_plan(self.request, self.definition)
        self.planned = tuple(one for one in planned if not self.by_hand or one.kind not in _NOT_BY_HAND)
        self.acknowledge(given=answers.review is not None and answers.review.acknowledged)

    def acknowledge(self, *, given: bool) -> None:
        """Take the tick of the box."""
        self.acknowledged = given
        self.changed.notify()

    @property
    def valid(self) -> bool:
        """True where named IAM resources are acknowledged (R14)."""
        return self.request is not None and self.acknowledged

    def collect(self) -> ReviewAnswers:
        """Give the acknowledgement."""
        return ReviewAnswers(self.acknowledged)

    @property
    def initial_focus(self) -> str:
        """The box that must be ticked."""
        return "review.acknowledge"
