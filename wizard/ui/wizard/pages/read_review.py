"""Page 6 of a service that reads by itself: what it may read, and the policy that lets it."""

from PySide6.QtWidgets import QWidget

from wizard.flow.pages.read_review import ReadReviewPage
from wizard.model.connection import ConnectRequest
from wizard.model.directory import STORE_ID
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.lines_card import LinesCard
from wizard.ui.wizard.page_view import PageView
from wizard.ui.wizard.pages.policy_part import PolicyPart


class ReadReviewView(PageView):
    """What the service reads and with what, and the policy to copy or save.

    policy: the policy's part of the page
    """

    def __init__(self, page: ReadReviewPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._review = page
        self._shown: ConnectRequest | None = None
        self._made = LinesCard(self.tr("What will be made"))
        self._made.setObjectName("review.summary")
        self._allowed = LinesCard(self.tr("What the provider will read"))
        self.policy = PolicyPart("review", tasks)
        for part in (self._made, self._allowed, self.policy):
            self.body.addWidget(part)
        self.body.addStretch(1)

    @property
    def title(self) -> str:
        """What the page says."""
        return self.tr("This is what will be read")

    @property
    def instruction(self) -> str:
        """What to do here."""
        return self.tr("Nothing is made or changed in AWS, now or later. Read it through, and connect.")

    @property
    def primary_text(self) -> str:
        """The commit button carries the verb."""
        return self.tr("&Connect organization")

    def refresh(self) -> None:
        """Show the request once it is there."""
        page = self._review
        if page.request is None or page.definition is None or page.request == self._shown:
            return
        self._shown = page.request
        request, definition = page.request, page.definition
        nothing = self.tr("Nothing. {provider} reads by itself, with a profile on the computer where it runs.")
        self._made.show_lines(
            [
                (self.tr("In AWS"), fill(nothing, {"provider": definition.name})),
                (self.tr("In your list"), self.tr("A row, so that it can be checked again at any time.")),
                (self.tr("Organization"), f"{request.identity.name} · {request.identity.root_id}"),
                (self.tr("Identity Center"), f"{request.region} · {request.settings.get(STORE_ID, '')}"),
            ]
        )
        self._allowed.show_lines([(one.title, f"{one.sentence} {one.reason}") for one in definition.permissions])
        policy = definition.policy
        self.policy.show_policy(page.policy, policy.note if policy else "", policy.file if policy else "")
        self.rephrased.emit()
