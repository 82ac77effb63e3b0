"""Offers to go on with what was typed the last time."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wizard.flow.answers import Answers
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone

_RESTORE = "restore"


class DraftOffer(MessageStrip):
    """A strip with one button; it goes away once it is pressed, or the person went on without it.

    restore: takes the draft
    """

    def __init__(self, restore: Callable[[Answers], None], parent: QWidget | None = None) -> None:
        super().__init__("wizard.draft.", parent)
        self.setObjectName("wizard.draft")
        self._restore = restore
        self._draft: Answers | None = None
        self.action.connect(self._take)

    def offer(self, draft: Answers) -> None:
        """Show what there is to go on with."""
        self._draft = draft
        name = draft.organization.identity.name if draft.organization else ""
        profile = draft.sign_in.profile if draft.sign_in else ""
        self.show_message(
            Tone.INFO,
            fill(self.tr("You began to connect {name} before."), {"name": name or profile}),
            self.tr("What you typed and chose was kept. Nothing had been made."),
            [Action(_RESTORE, self.tr("Go on with it"))],
        )

    def _take(self, action: str) -> None:
        draft, self._draft = self._draft, None
        self.clear()
        if action == _RESTORE and draft is not None:
            self._restore(draft)
