"""Turns what stacks and StackSets say about a failure into raw failures, word for word."""

from wizard.aws.stacks import Stack, StackEvent
from wizard.model.failure import RawFailure

STACK_EVENT = "stack event ResourceStatusReason"
STACK_SET_RESULT = "StackSet operation result / stack instance StatusReason"
STACK_STATUS = "stack StackStatusReason"
OWN_WORDS = "Org Wizard"


def _service(resource_type: str) -> str:
    parts = resource_type.split("::")
    return parts[1].lower() if len(parts) == 3 else "cloudformation"


def event_failure(event: StackEvent, *, account: str, region: str) -> RawFailure:
    """Give the failure that a stack's event tells; the text names no resource where AWS gives no reason."""
    return RawFailure(
        text=event.reason or f"{event.logical_id} ({event.resource_type}) is {event.status}; AWS gives no reason.",
        surface=STACK_EVENT,
        service=_service(event.resource_type),
        code=event.status,
        account=account,
        region=region,
        at=event.at,
    )


def status_failure(stack: Stack, *, account: str, region: str) -> RawFailure:
    """Give the failure of a stack whose events tell nothing."""
    return RawFailure(
        text=stack.status_reason or f"Stack {stack.name} is {stack.status}; AWS gives no reason.",
        surface=STACK_STATUS,
        service="cloudformation",
        code=stack.status,
        account=account,
        region=region,
    )


def account_failure(text: str, code: str, *, account: str, region: str) -> RawFailure:
    """Give the failure of one account of a StackSet."""
    return RawFailure(
        text=text, surface=STACK_SET_RESULT, service="cloudformation", code=code, account=account, region=region
    )


def own_failure(text: str, code: str, *, account: str, region: str) -> RawFailure:
    """Give a failure that this program noticed itself; `text` says the problem and what to do, for people."""
    return RawFailure(text=text, surface=OWN_WORDS, service="cloudformation", code=code, account=account, region=region)
