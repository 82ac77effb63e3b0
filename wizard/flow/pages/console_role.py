"""Page 8 of the console way: the RoleARN is pasted, and judged by what it says itself."""

from collections.abc import AsyncIterator
from typing import ClassVar

from wizard.flow.answers import RoleAnswers
from wizard.flow.pages.role import RolePage
from wizard.flow.ports import Catalogue, Explain
from wizard.flow.steps import StepId
from wizard.model.check import CheckResult
from wizard.model.connection import ConnectRequest
from wizard.operations.typed_role import check_typed_role


class TypedRoles:
    """Checks a RoleARN without asking AWS."""

    async def verify(self, request: ConnectRequest, role_arn: str) -> AsyncIterator[CheckResult]:
        """Give each check's result."""
        for result in check_typed_role(request, role_arn):
            yield result


class ConsoleRolePage(RolePage):
    """Take the RoleARN from the outputs of the stack that the person made."""

    step: ClassVar[StepId] = StepId.CONSOLE_ROLE

    def __init__(self, catalogue: Catalogue, explain: Explain) -> None:
        super().__init__(catalogue, TypedRoles(), explain)

    def collect(self) -> RoleAnswers:
        """Give the RoleARN; that it works, nobody has seen."""
        return RoleAnswers("".join(self.role_arn.split()), verified=False)
