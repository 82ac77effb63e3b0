"""The status of the connection that was just made: shown as it was verified, and switched."""

from collections.abc import Awaitable, Callable, Mapping

from wizard.flow.ports import Connections, Explain, Statuses, StatusRun
from wizard.model.connection import Connection, Status, Way
from wizard.model.failure import Diagnosis, WizardError
from wizard.model.plan import RunEnd, RunKind
from wizard.model.progress import AccountResult
from wizard.operations.followers import STILL_OFF, STILL_ON


class StatusSwitch:
    """Runs a switch and shows what came of it.

    connection: the row as it was verified last; None until it is written
    run:        the run that goes on, or rests before its end
    trouble:    why a run could not be begun, or does not go on
    behind:     the accounts that did not follow the last switch, each with its reason
    found:      what the last run found of accounts, by their IDs
    """

    def __init__(
        self, connections: Connections, statuses: Statuses | None, explain: Explain, tell: Callable[[], None]
    ) -> None:
        self._connections = connections
        self._statuses = statuses
        self._explain = explain
        self._tell = tell
        self.connection: Connection | None = None
        self.run: StatusRun | None = None
        self.trouble: Diagnosis | None = None
        self.behind: tuple[AccountResult, ...] = ()
        self.found: Mapping[str, AccountResult] = {}

    @property
    def possible(self) -> bool:
        """True where it can be switched now: somebody is signed in, the status is known, and no run goes on."""
        one = self.connection
        if one is None or not self.free:
            return False
        return not one.status_at_aws or one.status is not Status.UNKNOWN

    @property
    def free(self) -> bool:
        """True where a run can be begun: somebody is signed in, and no run goes on."""
        one = self.connection
        return one is not None and self._statuses is not None and not self.switching and one.way is not Way.CONSOLE

    @property
    def connecting(self) -> bool:
        """True where the run, on its way or resting, is for accounts that have no role: it is shown beside them."""
        one = self.connection
        mixed = one is not None and one.status is Status.MIXED
        return self.run is not None and self.run.kind is RunKind.RETRY and not mixed

    @property
    def switching(self) -> bool:
        """True while a run goes on."""
        return self.run is not None and self.run.state.end is None

    @property
    def rests(self) -> bool:
        """True where a run rests before its end: it can go on, or be put back."""
        return self.run is not None and self.run.state.end is not None

    async def switch(self, *, on: bool) -> None:
        """Switch the status, at AWS and in every account; or mark it where AWS knows none."""
        one = self.connection
        if one is None or not self.possible:
            return
        if one.status_at_aws:
            await self._begin(RunKind.SWITCH_ON if on else RunKind.SWITCH_OFF)
            return
        try:
            status = Status.ACTIVE if on else Status.INACTIVE
            self.connection = await self._connections.set_local_status(one.connection_id, status)
        except WizardError as error:
            self.trouble = self._explain(error.failure)
        self._tell()

    async def try_again(self) -> None:
        """Try those accounts again that did not follow, or that have no role."""
        if self.free:
            await self._begin(RunKind.RETRY)

    def stop(self) -> None:
        """Stop: nothing more is begun; what AWS is doing, AWS finishes."""
        if self.run is not None and self.switching:
            self.run.stop()

    async def go_on(self) -> None:
        """Go on where the run rests."""
        if self.run is not None and self.rests:
            await self._follow(self.run, self.run.go_on)

    async def put_back(self) -> None:
        """Let the status be as it was before the run that rests."""
        if self.run is not None and self.rests:
            await self._follow(self.run, self.run.put_back)

    async def _begin(self, kind: RunKind) -> None:
        if self._statuses is None or self.connection is None:
            return
        self.trouble = None
        try:
            run = await self._statuses.begin(kind, self.connection.connection_id)
        except WizardError as error:
            self.trouble = self._explain(error.failure)
            self._tell()
            return
        await self._follow(run)

    async def _follow(self, run: StatusRun, start: Callable[[], Awaitable[None]] | None = None) -> None:
        """Follow a run until it rests, and then show what was verified."""
        self.run, self.trouble = run, None
        let_go = run.subscribe(self._tell)
        self._tell()
        try:
            if start is not None:
                await start()
            await run.settled()
            await self._see(run)
        except WizardError as error:
            self.trouble = self._explain(error.failure)
        finally:
            let_go()
            self._tell()

    async def _see(self, run: StatusRun) -> None:
        one = self.connection
        if one is None or self._statuses is None:
            return
        self.connection = await self._connections.find(one.provider_id, one.identity.place) or one
        found, self.found = run.state.failed_accounts, dict(run.state.accounts)
        self.behind = tuple(each for each in found if each.reason and each.reason.code in (STILL_ON, STILL_OFF))
        if run.state.end is RunEnd.DONE:
            self.run = None
            self._statuses.put_aside(one.connection_id)
            return
        failure = run.state.failure
        self.trouble = self._explain(failure) if failure is not None else None
