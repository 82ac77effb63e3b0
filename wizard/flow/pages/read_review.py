"""Page 6 of a service that reads by itself: what it may read, and the policy that lets it."""

from typing import ClassVar

from wizard.flow.answers import Answers, ReviewAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import ConnectRequest
from wizard.providers.definition import ProviderDefinition


class ReadReviewPage(Page):
    """Show that nothing is made, what the service reads, and what its profile must be allowed to do.

    request:    what will be written down; None until loaded
    definition: the provider, for its permissions in plain words
    policy:     the text of the IAM policy; empty where the provider has none
    """

    step: ClassVar[StepId] = StepId.READ_REVIEW

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.request: ConnectRequest | None = None
        self.definition: ProviderDefinition | None = None
        self.policy = ""

    async def load(self, answers: Answers) -> None:
        """Put everything together."""
        if answers.provider is None:
            raise ValueError("the provider comes first")
        provider_id = answers.provider.provider_id
        self._begin()
        try:
            self.definition = await self._catalogue.definition(provider_id)
            self.policy = await self._catalogue.policy_text(provider_id) if self.definition.policy else ""
        finally:
            self._end()
        self.request = connect_request(answers, self.definition)
        self.changed.notify()

    @property
    def valid(self) -> bool:
        """True once it can be read: there is nothing to acknowledge."""
        return self.request is not None

    def collect(self) -> ReviewAnswers:
        """Say that it was read."""
        return ReviewAnswers(acknowledged=True)

    @property
    def initial_focus(self) -> str:
        """The policy."""
        return "review.show-policy"
