"""What was typed into wizards that were closed before their end: which there is, and who goes on with which."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from wizard.flow.answers import Answers
from wizard.flow.drafts import draft_of
from wizard.flow.steps import StepId
from wizard.ui.wizard.draft_offer import Draft

OFFERED = 3
"""So many drafts are offered, those that were begun last: a strip has no room for more."""

_TYPING = (StepId.PROVIDER, StepId.SIGN_IN, StepId.ORGANIZATION, StepId.SETTINGS, StepId.CHECKS)
"""The steps before the review: from there on the row in the list holds what was typed."""

T = TypeVar("T")


class DraftStore(Protocol):
    """Keeps drafts by name."""

    async def save(self, name: str, draft: object) -> None:
        """Keep a draft. Raises WizardError."""

    async def load(self, name: str, kind: type[T]) -> T | None:
        """Give a draft, or None. Raises WizardError."""

    async def names(self) -> tuple[str, ...]:
        """Give the names of all drafts, the one that was begun last first. Raises WizardError."""

    async def remove(self, name: str) -> None:
        """Forget a draft. Raises WizardError."""


class DraftKeeper:
    """Keeps one draft for each wizard, under a name of its own. Every coroutine raises WizardError."""

    def __init__(self, store: DraftStore) -> None:
        self._store = store

    async def offers(self, in_use: Sequence[str]) -> list[Draft]:
        """Give the drafts that no open wizard uses (`in_use`: the names of theirs), those begun last first."""
        found: list[Draft] = []
        for name in await self._store.names():
            answers = await self._store.load(name, Answers) if name not in in_use else None
            if answers is not None:
                found.append(Draft(name, answers))
        return found[:OFFERED]

    async def keep(self, name: str, answers: Answers, step: StepId, in_use: Sequence[str]) -> None:
        """Keep what a wizard holds on a step; from the review on the row in the list holds it.

        An older draft of the same organization that no open wizard uses makes room.
        """
        draft = draft_of(answers)
        if draft is not None and (answers.by_hand or step.usual in _TYPING):
            await self._store.save(name, draft)
            for other in await self._store.names():
                if other != name and other not in in_use and await self._is_about(other, draft):
                    await self._store.remove(other)
        elif step in (StepId.REVIEW, StepId.CONSOLE_ROLE, StepId.CONNECTED, StepId.READ_CONNECTED):
            await self._store.remove(name)

    async def _is_about(self, name: str, draft: Answers) -> bool:
        other = await self._store.load(name, Answers)
        return other is not None and _subject(other) == _subject(draft)


def _subject(draft: Answers) -> tuple[str, ...]:
    """Give what is connected with what: one draft of that is enough."""
    provider, sign_in, organization = draft.provider, draft.sign_in, draft.organization
    return (
        provider.provider_id if provider else "",
        sign_in.profile if sign_in else "",
        organization.identity.place if organization else "",
    )
