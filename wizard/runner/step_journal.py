"""The journal that an operation sees: its own steps, kept in the store."""

from dataclasses import dataclass
from uuid import uuid4

from wizard.runner.stop import StopSwitch
from wizard.store.steps import Steps


@dataclass(frozen=True, slots=True)
class StoredSteps:
    """Fulfils `wizard.operations.protocol.StepJournal` for one operation of one run."""

    steps: Steps
    stop: StopSwitch
    run_id: str
    operation: str

    async def token(self, step: str) -> str:
        """Give the step's client request token, kept before it is given (R20)."""
        return await self.steps.token(self.run_id, self.operation, step, _new_token())

    async def fresh_token(self, step: str) -> str:
        """Give the step a new token in place of the one before."""
        token = _new_token()
        await self.steps.replace_token(self.run_id, self.operation, step, token)
        return token

    async def note(self, step: str, value: str) -> None:
        """Keep a value for a resumed run."""
        await self.steps.note(self.run_id, self.operation, step, value)

    async def noted(self, step: str) -> str | None:
        """Give the value kept for a step, or None."""
        return await self.steps.noted(self.run_id, self.operation, step)

    def cancelled(self) -> bool:
        """Whether the run was asked to stop."""
        return self.stop.pressed


def _new_token() -> str:
    return str(uuid4())  # 36 letters, digits and hyphens, a letter or digit first: the form of R3
