"""Page 1: which provider."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wizard.flow.pages.provider import ProviderPage
from wizard.ui.tasks import Tasks
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.labels import SectionTitle
from wizard.ui.widgets.picture_label import PictureLabel
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.foreign_template import ForeignTemplatePanel


class ProviderView(PageView):
    """A list of providers, and what of is connected where there is a choice."""

    def __init__(self, page: ProviderPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._provider = page
        self._listed: tuple[str, ...] = ()
        self._scopes: tuple[str, ...] = ()
        self._list = ChoiceList(self.tr("Providers"))
        self._list.setObjectName("provider.list")
        self._scope_title = SectionTitle(self.tr("What should be connected?"))
        self._scope = ChoiceList(self.tr("What should be connected?"))
        self._scope.setObjectName("provider.scope")
        self._foreign = ForeignTemplatePanel(page, page.foreign, tasks) if page.foreign is not None else None
        for part in (self._list, self._scope_title, self._scope, *((self._foreign,) if self._foreign else ())):
            self.body.addWidget(part)
        self.body.addStretch(1)
        if self._foreign is not None:
            self._foreign.read.connect(self.reveal)
        self._list.changed.connect(self._choose)
        self._scope.changed.connect(self._choose_scope)

    @property
    def title(self) -> str:
        """What the page asks."""
        return self.tr("Which provider should get access?")

    @property
    def instruction(self) -> str:
        """What to do here."""
        return self.tr(
            "The provider gets a role in your accounts. You see exactly what it may do there before anything is made."
        )

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What is a provider?"),
                self.tr("The service outside AWS that wants to look into your organization, and needs a role for it."),
            ),
            Help(
                self.tr("What is a role?"),
                self.tr(
                    "A set of permissions in an AWS account that somebody else may use for a while. You can take it "
                    "away again at any time."
                ),
            ),
        )

    def refresh(self) -> None:
        """Show the providers and the choice."""
        listed = tuple(one.id for one in self._provider.providers)
        if listed != self._listed:
            self._listed = listed
            self._list.remove_all()
            for one in self._provider.providers:
                card = self._list.add(one.id, one.name, one.summary, "cloud")
                card.setObjectName(f"provider.list.{one.id}")
                if one.id in self._provider.icons:
                    card.set_picture(PictureLabel(self._provider.icons[one.id]))
        if self._provider.chosen and self._list.chosen() != self._provider.chosen:
            self._list.choose(self._provider.chosen)
        self._show_scopes()
        if self._foreign is not None:
            self._foreign.refresh()

    def _show_scopes(self) -> None:
        scopes = tuple(self._provider.scopes)
        if scopes != self._scopes:
            self._scopes = scopes
            self._scope.remove_all()
            words = {
                "organization": (self.tr("A whole organization"), self.tr("All its accounts, or those you choose.")),
                "account": (self.tr("One account"), self.tr("Only the account that you sign in to.")),
            }
            for scope in scopes:
                self._scope.add(scope, *words[scope]).setObjectName(f"provider.scope.{scope}")
        if self._provider.scope and self._scope.chosen() != self._provider.scope:
            self._scope.choose(self._provider.scope)
        for part in (self._scope_title, self._scope):
            part.setVisible(len(scopes) > 1)

    def _choose(self, provider_id: str) -> None:
        if provider_id != self._provider.chosen:
            self._provider.choose(provider_id)

    def _choose_scope(self, scope: str) -> None:
        if scope != self._provider.scope:
            self._provider.choose_scope(scope)
