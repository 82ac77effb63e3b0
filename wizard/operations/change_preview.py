"""Asks CloudFormation what a change would do to the stack, by a change set that is deleted again at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from wizard.aws import change_sets, stacks
from wizard.aws.access import AwsAccess
from wizard.aws.change_sets import ChangeSet, ChangeSetState
from wizard.aws.errors import AwsError
from wizard.aws.stacks import Stack
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.model.planned_change import StackPreview
from wizard.model.ports import Clock
from wizard.operations.ownership import Ownership, stack_ownership
from wizard.operations.pace import delay_after
from wizard.operations.stack_goal import StackGoal, as_requested
from wizard.providers.definition import ProviderDefinition

_LONGEST_WAIT = 300.0
"""Seconds; AWS makes a change set of one stack within a few."""


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """Previews changes of one provider's connections."""

    access: AwsAccess
    provider: ProviderDefinition
    template_body: str
    capabilities: Sequence[str]
    clock: Clock

    async def of(self, request: ConnectRequest, secrets: Mapping[str, str] | None = None) -> StackPreview:
        """Give what would change. Raises WizardError where AWS does not say, or the stack is not there, or not ours.

        secrets: new values of secret settings by setting ID; all others stay
        The change set has one name for each connection, so that one which a killed process left is replaced.
        """
        stack = await stacks.describe(self.access, request.names.stack)
        if stack is None:
            raise WizardError(self._failure(request, f"Stack with id {request.names.stack} does not exist"))
        if stack_ownership(stack, request.connection_id) is not Ownership.OURS:
            raise WizardError(self._failure(request, f"Stack [{stack.name}] does not belong to this connection."))
        name = f"org-wizard-preview-{request.connection_id}"
        goal = as_requested(stack, request, self.provider, self.template_body, secrets)
        renewed = goal.template_body is not None
        try:
            found = await self._settled(await self._create(stack, goal, name), request)
        finally:
            await change_sets.delete(self.access, name, stack.stack_id)
        if found.state is ChangeSetState.FAILED:
            raise WizardError(self._failure(request, found.reason or "The change set could not be made."))
        return StackPreview(found.changes, renewed)

    async def _create(self, stack: Stack, goal: StackGoal, name: str) -> str:
        try:
            return await self._ask(stack, goal, name)
        except AwsError as error:
            if error.code != "AlreadyExistsException":
                raise
        await change_sets.delete(self.access, name, stack.stack_id)
        return await self._ask(stack, goal, name)

    async def _ask(self, stack: Stack, goal: StackGoal, name: str) -> str:
        return await change_sets.create(
            self.access,
            stack=stack.stack_id,
            name=name,
            template_body=goal.template_body,
            parameters=goal.parameters,
            capabilities=self.capabilities,
            tags=goal.tags,
            token=str(uuid4()),
        )

    async def _settled(self, change_set_id: str, request: ConnectRequest) -> ChangeSet:
        began = self.clock.now()
        while True:
            found = await change_sets.describe(self.access, change_set_id)
            if found.state is not ChangeSetState.AT_WORK:
                return found
            elapsed = (self.clock.now() - began).total_seconds()
            if elapsed > _LONGEST_WAIT:
                raise WizardError(self._failure(request, "CloudFormation has not said yet what would change."))
            await self.clock.sleep(delay_after(elapsed))

    def _failure(self, request: ConnectRequest, text: str) -> RawFailure:
        return RawFailure(
            text,
            surface="change set StatusReason",
            service="cloudformation",
            code="ValidationError",
            operation="CreateChangeSet",
            account=request.identity.management_account_id,
            region=request.region,
        )
