"""Asking AWS again how connections stand."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from wizard.model.connection import Connection
from wizard.model.failure import Diagnosis, RawFailure, Retry, WizardError
from wizard.ui.main_window.ports import ConnectionBook
from wizard.ui.models.connections import Checking, ConnectionsModel
from wizard.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Checked:
    """What AWS answered: the row before and after."""

    before: Connection
    after: Connection

    @property
    def changed(self) -> bool:
        """True where AWS says something else than the list did."""
        before, after = ((one.phase, one.status, one.health, one.role_arn) for one in (self.before, self.after))
        return before != after


class Rechecks(QObject):
    """Checks several connections side by side, each at most once at a time, and shows in its row how it goes.

    ended(connection_id): AWS answered, or did not; `outcome` says which
    """

    ended = Signal(str)

    def __init__(
        self,
        book: ConnectionBook,
        explain: Callable[[RawFailure], Diagnosis],
        model: ConnectionsModel,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._explain = explain
        self._model = model
        self._tasks = tasks
        self._outcomes: dict[str, Checked | Diagnosis] = {}

    def start(self, connection: Connection) -> None:
        """Ask AWS about a connection, unless that is going on already."""
        if self._model.checking(connection.connection_id) is not Checking.RUNNING:
            self._outcomes.pop(connection.connection_id, None)
            self._model.set_checking(connection.connection_id, Checking.RUNNING)
            self._tasks.start(self._check(connection))

    def outcome(self, connection_id: str) -> Checked | Diagnosis | None:
        """Give what the last check of this session came to; None where there was none, or it goes on."""
        return self._outcomes.get(connection_id)

    def forget_answer(self, connection_id: str) -> None:
        """Forget that AWS answered, once the person has seen it; what could not be checked stays."""
        if isinstance(self.outcome(connection_id), Checked):
            del self._outcomes[connection_id]

    def forget(self, connection_id: str) -> None:
        """Forget what the last check came to: AWS has been asked in another way since."""
        if self._model.checking(connection_id) is not Checking.RUNNING:
            self._outcomes.pop(connection_id, None)
            self._model.set_checking(connection_id, Checking.NO)

    async def _check(self, before: Connection) -> None:
        """Ask; a cancelled check leaves everything alone, because the window is gone then."""
        connection_id = before.connection_id
        try:
            after = await self._book.check(connection_id)
        except WizardError as error:
            diagnosis = self._explain(error.failure)
            signed_out = diagnosis.retry is Retry.AFTER_SIGN_IN
            self._end(connection_id, diagnosis, Checking.NEEDS_SIGN_IN if signed_out else Checking.UNANSWERED)
        except Exception:  # a bug: the row must not say "Checking" for ever, the crash dialog says the rest
            self._model.set_checking(connection_id, Checking.NO)
            self.ended.emit(connection_id)
            raise
        else:
            self._model.put(after)
            self._end(connection_id, Checked(before, after), Checking.NO)

    def _end(self, connection_id: str, outcome: Checked | Diagnosis, checking: Checking) -> None:
        self._outcomes[connection_id] = outcome
        self._model.set_checking(connection_id, checking)
        self.ended.emit(connection_id)
