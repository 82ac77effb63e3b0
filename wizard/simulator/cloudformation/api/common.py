"""What the actions share: finding a stack, reading a template, pages."""

import base64
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from wizard.simulator.call import Call
from wizard.simulator.cloudformation.stack import Stack
from wizard.simulator.cloudformation.template.model import Template, parse
from wizard.simulator.errors import AwsError, validation_error

_LARGEST_BODY = 51_200
_STACK_NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]{0,127}")
_TOKEN = re.compile(r"[a-zA-Z0-9][-a-zA-Z0-9]{0,127}")
_Entry = TypeVar("_Entry")


def find_stack(call: Call, name: str = "") -> Stack:
    """The stack that a call names. Raises AwsError ValidationError when there is none (R19)."""
    wanted = name or call.required("StackName")
    stack = call.world.cloudformation.find(call.account, call.region, wanted)
    if stack is None:
        raise validation_error(f"Stack with id {wanted} does not exist")
    return stack


def find_stack_bracketed(call: Call) -> Stack:
    """Like `find_stack`, in the words of the calls that change or list."""
    wanted = call.required("StackName")
    stack = call.world.cloudformation.find(call.account, call.region, wanted)
    if stack is None:
        raise validation_error(f"Stack [{wanted}] does not exist")
    return stack


def check_stack_name(name: str) -> None:
    """Raise AwsError ValidationError for a name of the wrong form (R3)."""
    if not _STACK_NAME.fullmatch(name):
        raise validation_error(
            f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
        )


def token_of(call: Call) -> str:
    """The client request token. Raises AwsError ValidationError for one of the wrong form (R3)."""
    token = call.text("ClientRequestToken")
    if token and not _TOKEN.fullmatch(token):
        raise validation_error(
            f"1 validation error detected: Value '{token}' at 'clientRequestToken' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*"
        )
    return token


def template_of(call: Call, previous: Template | None = None) -> Template:
    """The template that a call sends, by body or address (R15), or the previous one where it says so."""
    body, url = call.text("TemplateBody"), call.text("TemplateURL")
    if call.flag("UsePreviousTemplate"):
        if previous is None:
            raise validation_error("Template body or template URL must be specified.")
        return previous
    if body and url:
        raise validation_error("You cannot specify both TemplateBody and TemplateURL.")
    if url:
        return parse(call.world.cloudformation.fetch(url, call.account))
    if not body:
        raise validation_error("Either Template URL or Template Body must be specified.")
    if len(body.encode("utf-8")) > _LARGEST_BODY:
        raise validation_error(
            f"1 validation error detected: Value '{body[:40]}...' at 'templateBody' failed to satisfy constraint: "
            f"Member must have length less than or equal to {_LARGEST_BODY}"
        )
    return parse(body)


def check_types(call: Call, template: Template) -> None:
    """Raise AwsError ValidationError for resource types that do not exist."""
    context = call.world.cloudformation.context
    unknown = sorted({one["Type"] for one in template.resources.values() if not context.known(one["Type"])})
    if unknown:
        raise validation_error(f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]")


def tags_of(entries: Sequence[Any]) -> dict[str, str]:
    """Tags as a call sends them."""
    return {str(one["Key"]): str(one.get("Value", "")) for one in entries}


def tag_list(tags: dict[str, str]) -> list[dict[str, str]]:
    """Tags as a call is answered."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def page(
    call: Call, key: str, entries: Sequence[_Entry], describe: Callable[[_Entry], Any], size: int = 100
) -> dict[str, Any]:
    """One page of a listing under `key`, with NextToken while there are more."""
    token = call.text("NextToken")
    try:
        start = int(base64.b64decode(token).decode()) if token else 0
    except ValueError as error:
        raise AwsError("ValidationError", "Invalid NextToken") from error
    size = min(size, int(call.text("MaxResults") or size))
    answer: dict[str, Any] = {key: [describe(one) for one in entries[start : start + size]]}
    if start + size < len(entries):
        answer["NextToken"] = base64.b64encode(str(start + size).encode()).decode()
    return answer
