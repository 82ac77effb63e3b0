"""Offers to go on with what was typed before."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wizard.flow.answers import Answers
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone

_RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a wizard that was closed before its end, and the name it is kept under."""

    name: str
    answers: Answers

    @property
    def subject(self) -> str:
        """What a person knows it by: the organization's name, or the profile's where that is not known yet."""
        if self.answers.organization is not None:
            return self.answers.organization.identity.name
        return self.answers.sign_in.profile if self.answers.sign_in else ""


class DraftOffer(MessageStrip):
    """A strip with a button for each draft; it goes away once one is pressed, or the person went on without it.

    Its buttons are called "wizard.draft.restore", and from the second on "wizard.draft.restore-2" and so forth.
    taken(draft): a draft was pressed
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("wizard.draft.", parent)
        self.setObjectName("wizard.draft")
        self._drafts: dict[str, Draft] = {}
        self.action.connect(self._take)

    def offer(self, drafts: Sequence[Draft]) -> None:
        """Show what there is to go on with; nothing where there is nothing."""
        if not drafts:
            return
        ids = [_RESTORE, *(f"{_RESTORE}-{number}" for number in range(2, len(drafts) + 1))]
        self._drafts = dict(zip(ids, drafts, strict=True))
        kept = self.tr("What you typed and chose was kept. Nothing had been made.")
        if len(drafts) == 1:
            title = fill(self.tr("You began to connect {name} before."), {"name": drafts[0].subject})
            actions = [Action(_RESTORE, self.tr("Go on with it"))]
        else:
            title = self.tr("You began to connect other organizations before.")
            text = self.tr("Go on with {name}")
            actions = [Action(one, fill(text, {"name": draft.subject})) for one, draft in self._drafts.items()]
        self.show_message(Tone.INFO, title, kept, actions)

    def _take(self, action: str) -> None:
        draft = self._drafts.get(action)
        self._drafts = {}
        self.clear()
        if draft is not None:
            self.taken.emit(draft)
