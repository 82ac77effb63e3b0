"""The third page of a change: the difference, before anything is changed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wizard.flow.pages.change import ChangePage, SettingChange
from wizard.model.connection import ConnectRequest
from wizard.model.planned_change import StackPreview
from wizard.providers.setting import YES
from wizard.ui.tasks import Tasks
from wizard.ui.texts.planned_change import change_word, changed_what
from wizard.ui.texts.wording import fill, word
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.lines_card import LinesCard
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.tab_order import tab_as_laid_out
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.change_accounts import ChangeAccounts
from wizard.ui.wizard.trouble import show_trouble

_ON_ONE_LINE = 60
"""Characters of two values that stand on one line; longer ones stand below each other."""


class ChangeView(PageView):
    """Accounts, settings, and what CloudFormation will do, each in a card of its own."""

    def __init__(self, page: ChangePage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._change = page
        self._shown: tuple[ConnectRequest | None, StackPreview | None] = (None, None)
        self._note = MessageStrip("change.action.")
        self._note.setObjectName("change.message")
        self._accounts = ChangeAccounts()
        self._settings = LinesCard(self.tr("Settings"))
        self._settings.setObjectName("change.settings")
        self._renamed = Caption()
        self._renamed.setObjectName("change.renamed")
        self._settings.add(self._renamed)
        self._stack = LinesCard(self.tr("What CloudFormation will do"))
        self._stack.setObjectName("change.stack")
        self._renewed = Caption(self.tr("The stack gets the template of this version of Org Wizard with it."))
        self._stack.add(self._renewed)
        for part in (self._note, self._accounts, self._settings, self._stack):
            self.body.addWidget(part)
        self.body.addStretch(1)

    @property
    def title(self) -> str:
        """What the page says."""
        return self.tr("There is nothing to change") if self._change.nothing else self.tr("This is what will change")

    @property
    def instruction(self) -> str:
        """What to do here."""
        page = self._change
        if page.busy and page.note is not None:
            return word(page.note)
        if page.nothing or page.error is not None:
            return ""
        return self.tr("Nothing has been changed yet. Read it through, then apply the change.")

    @property
    def primary_text(self) -> str:
        """The commit button carries the verb."""
        return self.tr("&Apply the change")

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What if it goes wrong?"),
                self.tr(
                    "Where AWS refuses the change, it puts the stack back as it was. An account that fails changes "
                    "nothing for the others."
                ),
            ),
            Help(
                self.tr("Does the status change?"),
                self.tr("No. A connection that is switched off stays off, with its new accounts and settings."),
            ),
        )

    def refresh(self) -> None:
        """Show the difference as far as it is known."""
        page = self._change
        note = None if page.busy else page.note
        show_trouble(self._note, note, (), Tone.INFO if page.nothing else Tone.WARNING)
        shown = (page.request, page.preview)
        if shown != self._shown:
            self._shown = shown
            self._accounts.show_change(page.scope, page.names)
            self._settings.show_lines([(one.label, self._setting(one)) for one in page.settings])
            self._renamed.setText(self._rename())
            tab_as_laid_out(self)
        self._renamed.setVisible(page.role_renamed)
        for card in (self._accounts, self._settings):
            card.setVisible(page.request is not None and not page.nothing)
        self._settings.setVisible(bool(page.settings) and not page.nothing)
        self._show_stack(page.preview)
        self.rephrased.emit()

    def _show_stack(self, preview: StackPreview | None) -> None:
        self._stack.setVisible(preview is not None and bool(preview.changes))
        if preview is not None:
            self._stack.show_lines([(change_word(one), changed_what(one)) for one in preview.changes])
            self._renewed.setVisible(preview.template_renewed)

    def _setting(self, one: SettingChange) -> str:
        if one.secret:
            return self.tr("A new value; neither is shown")
        if one.switched:
            words = {YES: self.tr("Yes")}
            before, after = (words.get(value, self.tr("No")) for value in (one.before, one.after))
        else:
            before, after = (value or self.tr("(empty)") for value in (one.before, one.after))
        values = {"before": before, "after": after}
        short = len(one.before) + len(one.after) <= _ON_ONE_LINE
        return fill(self.tr("{before}  →  {after}") if short else self.tr("{before}\n→  {after}"), values)

    def _rename(self) -> str:
        page = self._change
        return fill(
            self.tr(
                "With another name the role has another RoleARN. {provider} cannot read your organization until the "
                "new one is pasted there; it is shown to you when the change is applied."
            ),
            {"provider": page.connection.provider_name},
        )
