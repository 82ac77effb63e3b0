"""CloudFormation's memory: all stacks by account and region, their names, exports and request tokens."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from moto.s3.models import s3_backends

from wizard.simulator.clock import Process, Task
from wizard.simulator.cloudformation.change_set import ChangeSet
from wizard.simulator.cloudformation.engine.context import Context
from wizard.simulator.cloudformation.resources.by_name_only import BY_NAME_ONLY, Nothing
from wizard.simulator.cloudformation.resources.custom import CustomHandler
from wizard.simulator.cloudformation.resources.handler import Handler
from wizard.simulator.cloudformation.resources.iam import ManagedPolicyHandler, PolicyHandler, RoleHandler
from wizard.simulator.cloudformation.resources.stack_set import StackSetHandler
from wizard.simulator.cloudformation.stack import Stack
from wizard.simulator.errors import AwsError, validation_error
from wizard.simulator.moto_side.storage import bucket_owner, public_owner
from wizard.simulator.names import PARTITION

if TYPE_CHECKING:
    from wizard.simulator.world import World

_PATH_STYLE = re.compile(r"s3([.-][a-z0-9-]+)?\.amazonaws\.com")
_VIRTUAL_STYLE = re.compile(r"(.+)\.s3([.-][a-z0-9-]+)?\.amazonaws\.com")
_LARGEST_BY_URL = 1_000_000


class CloudFormation:
    """All stacks."""

    def __init__(self, world: "World", custom_resources: Mapping[str, Mapping[str, Any]]) -> None:
        self._world = world
        self._by_id: dict[str, Stack] = {}
        self._by_name: dict[tuple[str, str, str], Stack] = {}
        self._by_place: dict[tuple[str, str], list[Stack]] = {}
        self._tasks: dict[str, Task] = {}
        self.change_sets: dict[str, dict[str, ChangeSet]] = {}
        self.tokens: dict[tuple[str, str, str], tuple[str, str, str]] = {}
        handlers: dict[str, Handler] = {kind: Nothing() for kind in BY_NAME_ONLY}
        handlers["AWS::IAM::Role"] = RoleHandler()
        handlers["AWS::IAM::ManagedPolicy"] = ManagedPolicyHandler()
        handlers["AWS::IAM::Policy"] = PolicyHandler()
        handlers["AWS::CloudFormation::StackSet"] = StackSetHandler()
        handlers["AWS::CloudFormation::CustomResource"] = CustomHandler(custom_resources)
        self.context = Context(world, handlers)

    def add(self, stack: Stack) -> None:
        """Keep a new stack."""
        self._by_id[stack.stack_id] = stack
        self._by_name[stack.account, stack.region, stack.name] = stack
        self._by_place.setdefault((stack.account, stack.region), []).append(stack)

    def forget_name(self, stack: Stack) -> None:
        """A deleted stack answers by its ID only (R19)."""
        key = (stack.account, stack.region, stack.name)
        if self._by_name.get(key) is stack:
            del self._by_name[key]

    def start(self, stack: Stack, process: Process) -> None:
        """Let an operation of a stack go on; one that still runs ends where it stands."""
        running = self._tasks.pop(stack.stack_id, None)
        if running:
            self._world.clock.cancel(running)
        self._tasks[stack.stack_id] = self._world.clock.start(process)

    def by_id(self, stack_id: str) -> Stack | None:
        """A stack by its ID, wherever it is."""
        return self._by_id.get(stack_id)

    def find(self, account: str, region: str, name: str) -> Stack | None:
        """A stack of an account and region by its name or ID."""
        if name.startswith(f"arn:{PARTITION}:cloudformation:"):
            stack = self._by_id.get(name)
            return stack if stack and (stack.account, stack.region) == (account, region) else None
        return self._by_name.get((account, region, name))

    def of(self, account: str, region: str) -> list[Stack]:
        """All stacks of an account and region, newest first, deleted ones included."""
        return list(reversed(self._by_place.get((account, region), [])))

    def exports(self, account: str, region: str) -> dict[str, str]:
        """What the stacks of an account and region export."""
        return {
            one["ExportName"]: one["OutputValue"]
            for stack in self.of(account, region)
            if stack.status != "DELETE_COMPLETE"
            for one in stack.outputs
            if "ExportName" in one
        }

    def claim_export(self, stack: Stack, name: str) -> None:
        """Raise AwsError where another stack exports the name already."""
        for other in self.of(stack.account, stack.region):
            exported = any(one.get("ExportName") == name for one in other.outputs)
            if other is not stack and other.status != "DELETE_COMPLETE" and exported:
                raise validation_error(f"Export with name {name} is already exported by stack {other.name}")

    def fetch(self, url: str, account: str) -> str:
        """The template at an address in S3 (R15). Raises AwsError ValidationError."""
        parts = urlsplit(url)
        host, path = parts.hostname or "", unquote(parts.path.lstrip("/"))
        virtual = _VIRTUAL_STYLE.fullmatch(host)
        if parts.scheme == "https" and _PATH_STYLE.fullmatch(host):
            bucket, _, key = path.partition("/")
        elif parts.scheme == "https" and virtual:
            bucket, key = virtual[1], path
        else:
            raise validation_error("TemplateURL must be a supported URL.")
        owner = bucket_owner(bucket)
        if not owner:
            raise validation_error("S3 error: The specified bucket does not exist")
        if owner not in (account, public_owner(bucket, key)):
            raise validation_error("S3 error: Access Denied")
        found = s3_backends[owner][PARTITION].get_object(bucket, key)
        if found is None:
            raise validation_error("S3 error: The specified key does not exist.")
        if len(found.value) > _LARGEST_BY_URL:
            raise validation_error(f"Template may not exceed {_LARGEST_BY_URL} bytes in size.")
        return str(found.value.decode("utf-8"))

    def remember(self, account: str, region: str, token: str, action: str, stack: Stack) -> None:
        """Note which request a token belongs to (R20)."""
        if token:
            self.tokens[account, region, token] = (action, stack.name, stack.stack_id)

    def repeated(self, account: str, region: str, token: str, action: str, name: str) -> Stack | None:
        """The stack of an earlier request with the same token. Raises TokenAlreadyExistsException (R20)."""
        known = self.tokens.get((account, region, token)) if token else None
        if known is None:
            return None
        stack = self._by_id[known[2]]
        gone = stack.status == "DELETE_COMPLETE" and action != "DeleteStack"
        if known[0] != action or name not in (known[1], known[2]) or gone:
            raise AwsError("TokenAlreadyExistsException", f"A client request token already exists: {token}")
        return stack
