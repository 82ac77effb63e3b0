"""Which permission a request needs, on which resource; needed to evaluate policies as AWS does."""

from collections.abc import Callable, Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.gate.request import AwsRequest
from wizard.simulator.names import PARTITION

# These need no permission (R4), or decide for themselves.
UNCHECKED = {("sts", "GetCallerIdentity"), ("sts", "AssumeRole"), ("sts", "GetSessionToken")}
_S3_OBJECT = {
    "GET": "GetObject",
    "HEAD": "GetObject",
    "PUT": "PutObject",
    "DELETE": "DeleteObject",
    "POST": "PutObject",
}
_BY_METHOD = {"POST": "Create", "GET": "Get", "DELETE": "Delete", "PUT": "Update"}
_S3_BUCKET = {"GET": "ListBucket", "HEAD": "ListBucket", "PUT": "CreateBucket", "DELETE": "DeleteBucket"}


def s3_permission(request: AwsRequest) -> tuple[str, str]:
    """Action and resource of a request to S3."""
    bucket, _, key = request.path.lstrip("/").partition("/")
    if not bucket:
        return "s3:ListAllMyBuckets", "*"
    if key:
        return f"s3:{_S3_OBJECT.get(request.method, 'GetObject')}", f"arn:{PARTITION}:s3:::{bucket}/{key}"
    return f"s3:{_S3_BUCKET.get(request.method, 'ListBucket')}", f"arn:{PARTITION}:s3:::{bucket}"


def rest_action(request: AwsRequest) -> str:
    """The action of a request to a REST service; what its path holds besides becomes a parameter."""
    if request.service == "s3":
        return s3_permission(request)[0].split(":")[1]
    first, _, rest = request.path.strip("/").partition("/")
    if first == "configurationManager":
        if rest:
            request.parameters["ManagerArn"] = rest
        return f"{_BY_METHOD[request.method]}ConfigurationManager"
    return first[:1].upper() + first[1:]


def resource_of(call: Call) -> str:
    """The ARN that a request's permission is asked on; "*" where the action knows no resource."""
    finder = _FINDERS.get(call.service)
    return finder(call) if finder else "*"


def _of_iam(call: Call) -> str:
    start = f"arn:{PARTITION}:iam::{call.account}"
    if call.text("RoleName"):
        role = call.world.iam.find_role(call.account, call.text("RoleName"))
        path = role.path if role else call.text("Path", "/")
        return f"{start}:role{path}{call.text('RoleName')}"
    if call.text("UserName"):
        return f"{start}:user/{call.text('UserName')}"
    if call.action == "GetUser":
        return call.principal.arn
    return call.text("PolicySourceArn") or call.text("PolicyArn") or "*"


def _of_cloudformation(call: Call) -> str:
    start = f"arn:{PARTITION}:cloudformation:{call.region}:{call.account}"
    name = call.text("StackSetName")
    if name:
        return name if name.startswith("arn:") else f"{start}:stackset/{name if ':' in name else name + ':*'}"
    name = call.text("StackName")
    if not name:
        return "*" if call.action != "DescribeStacks" else f"{start}:stack/*/*"
    if name.startswith("arn:"):
        return name
    stack = call.world.cloudformation.find(call.account, call.region, name)
    return stack.stack_id if stack else f"{start}:stack/{name}/*"


_FINDERS: Mapping[str, Callable[[Call], str]] = {"iam": _of_iam, "cloudformation": _of_cloudformation}


def context_of(call: Call) -> dict[str, Any]:
    """Condition keys of single services."""
    if call.service == "organizations" and call.text("ServicePrincipal"):
        return {"organizations:ServicePrincipal": call.text("ServicePrincipal")}
    return {}
