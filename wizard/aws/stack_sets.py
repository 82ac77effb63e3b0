"""CloudFormation StackSets with service-managed permissions. Every call takes `CallAs` from the access (R7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, NotFound
from wizard.aws.paging import collect
from wizard.aws.stack_errors import stack_set_not_found

_ALL_AT_ONCE = {
    "ConcurrencyMode": "SOFT_FAILURE_TOLERANCE",
    "MaxConcurrentPercentage": 100,
    "FailureTolerancePercentage": 100,
}
"""One account's failure never stops the others (R28)."""


@dataclass(frozen=True, slots=True)
class StackSet:
    """A StackSet as it is now. `organizational_unit_ids` may hold the root's ID."""

    name: str
    stack_set_id: str
    status: str
    tags: Mapping[str, str]
    parameters: Mapping[str, str]
    auto_deployment: bool
    organizational_unit_ids: tuple[str, ...]
    capabilities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StackSetOperation:
    """One operation of a StackSet; times are UTC, `failed_count` counts instances (R28)."""

    operation_id: str
    action: str
    status: str
    created_at: datetime
    ended_at: datetime | None
    failed_count: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class InstanceResult:
    """What one operation did in one account and region (R29)."""

    account_id: str
    region: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class StackInstance:
    """A stack of a StackSet in one account and region, as it is now (R29).

    last_operation_id: of the operation that came to it last, which may still be at work
    """

    account_id: str
    region: str
    ou_id: str
    stack_id: str
    status: str
    detailed_status: str
    reason: str
    last_operation_id: str = ""


async def describe(access: AwsAccess, name: str) -> StackSet | None:
    """Give a StackSet, or None where there is none in the access's region (R35). Raises AwsError."""
    try:
        async with stack_set_not_found():
            reply = await access.call("cloudformation", "DescribeStackSet", StackSetName=name, **_call_as(access))
    except NotFound:
        return None
    one = reply["StackSet"]
    if one.get("Status") == "DELETED":
        return None
    return StackSet(
        name=one["StackSetName"],
        stack_set_id=one["StackSetId"],
        status=one["Status"],
        tags={tag["Key"]: tag["Value"] for tag in one.get("Tags", [])},
        parameters={each["ParameterKey"]: each.get("ParameterValue", "") for each in one.get("Parameters", [])},
        auto_deployment=bool(one.get("AutoDeployment", {}).get("Enabled", False)),
        organizational_unit_ids=tuple(one.get("OrganizationalUnitIds", [])),
        capabilities=tuple(one.get("Capabilities", [])),
        regions=tuple(one.get("Regions", [])),
    )


async def operations(access: AwsAccess, name: str) -> tuple[StackSetOperation, ...]:
    """Give the operations of a StackSet, the newest first. Raises AwsError; NotFound where there is no such one."""
    found = await _listed(access, "ListStackSetOperations", StackSetName=name)
    return tuple(sorted((_operation(one) for one in found), key=lambda one: one.created_at, reverse=True))


async def operation_results(access: AwsAccess, name: str, operation_id: str) -> tuple[InstanceResult, ...]:
    """Give what an operation did, account by account. Raises AwsError; NotFound where there is no such one."""
    found = await _listed(access, "ListStackSetOperationResults", StackSetName=name, OperationId=operation_id)
    return tuple(
        InstanceResult(one["Account"], one["Region"], one["Status"], one.get("StatusReason", "")) for one in found
    )


async def instances(access: AwsAccess, name: str) -> tuple[StackInstance, ...]:
    """Give all instances of a StackSet. Raises AwsError; NotFound where there is no such StackSet."""
    return tuple(_instance(one) for one in await _listed(access, "ListStackInstances", StackSetName=name))


async def retry_accounts(
    access: AwsAccess, *, name: str, ou_ids: Sequence[str], account_ids: Sequence[str], token: str
) -> str:
    """Try failed instances again with the template and the parameters as they are, and give the operation's ID (R30).

    ou_ids: the units that the accounts are in, or the root: AWS asks for them even where accounts are named (R24)
    token:  becomes the operation's ID; the same one again is the same operation

    Raises AwsError; NotFound where there is no such StackSet.
    """
    stack_set = await describe(access, name)
    parameters = stack_set.parameters if stack_set else {}
    return await _start(
        access,
        "UpdateStackSet",
        token,
        StackSetName=name,
        UsePreviousTemplate=True,
        Parameters=[{"ParameterKey": key, "UsePreviousValue": True} for key in parameters],
        Capabilities=list(stack_set.capabilities) if stack_set else [],
        DeploymentTargets=_targets(ou_ids, account_ids),
        Regions=list(stack_set.regions if stack_set else ()) or [access.region],
    )


async def create(  # noqa: PLR0913 - the call's own parameters
    access: AwsAccess,
    *,
    name: str,
    template_body: str,
    parameters: Mapping[str, str],
    capabilities: Sequence[str],
    tags: Mapping[str, str],
    automatic: bool,
    token: str,
) -> None:
    """Make a service-managed StackSet without instances; the same token again is the same request (R20).

    automatic: accounts that join its units later are deployed to by themselves, whatever filters say (R26, R34)

    Operations that overlap queue (R27). Raises AwsError; NameAlreadyExistsException where the name is taken.
    """
    # AWS refuses to be told what happens to the stacks of accounts that leave where nothing is automatic.
    automatically = {"Enabled": True, "RetainStacksOnAccountRemoval": False} if automatic else {"Enabled": False}
    await access.call(
        "cloudformation",
        "CreateStackSet",
        StackSetName=name,
        TemplateBody=template_body,
        Parameters=[_parameter(key, value) for key, value in parameters.items()],
        Capabilities=list(capabilities),
        Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
        PermissionModel="SERVICE_MANAGED",
        AutoDeployment=automatically,
        ManagedExecution={"Active": True},
        ClientRequestToken=token,
        **_call_as(access),
    )


async def update(  # noqa: PLR0913 - the call's own parameters
    access: AwsAccess,
    *,
    name: str,
    template_body: str | None,
    parameters: Mapping[str, str | None],
    capabilities: Sequence[str],
    tags: Mapping[str, str],
    token: str,
) -> str:
    """Bring a StackSet and all its instances to other parameters, and give the operation's ID.

    template_body: None keeps the template
    parameters:    all of the template; a value of None keeps the value
    token:         becomes the operation's ID; the same one again is the same operation

    Raises AwsError; NotFound where there is no such StackSet.
    """
    template = {"UsePreviousTemplate": True} if template_body is None else {"TemplateBody": template_body}
    return await _start(
        access,
        "UpdateStackSet",
        token,
        StackSetName=name,
        Parameters=[
            {"ParameterKey": key, "UsePreviousValue": True} if value is None else _parameter(key, value)
            for key, value in parameters.items()
        ],
        Capabilities=list(capabilities),
        Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
        **template,
    )


async def create_instances(  # noqa: PLR0913 - the call's own parameters
    access: AwsAccess,
    *,
    name: str,
    ou_ids: Sequence[str],
    account_ids: Sequence[str],
    token: str,
    all_but: bool = False,
) -> str:
    """Deploy to accounts that the StackSet has not reached, and give the operation's ID.

    ou_ids:  the units that the accounts are in; with automatic deployment they become its targets whole (R26), so name
             only such as are targets already
    token:   becomes the operation's ID; the same one again is the same operation
    all_but: the accounts are those of the units that are left out (DIFFERENCE, R25)

    Raises AwsError; NotFound where there is no such StackSet.
    """
    return await _start(
        access,
        "CreateStackInstances",
        token,
        StackSetName=name,
        DeploymentTargets=_targets(ou_ids, account_ids, "DIFFERENCE" if all_but else "INTERSECTION"),
        Regions=[access.region],
    )


async def delete_instances(  # noqa: PLR0913 - the call's own parameters
    access: AwsAccess,
    *,
    name: str,
    ou_ids: Sequence[str],
    token: str,
    account_ids: Sequence[str] = (),
    regions: Sequence[str] = (),
    retain_stacks: bool = False,
) -> str:
    """Delete instances, and give the operation's ID.

    ou_ids:        the units they are in, or the root
    account_ids:   just these accounts; empty means all in the units
    regions:       empty means the access's region
    retain_stacks: leave the stacks behind; needed for INOPERABLE instances and suspended accounts (R31)
    token:         becomes the operation's ID; the same one again is the same operation

    Raises AwsError; NotFound where there is no such StackSet.
    """
    return await _start(
        access,
        "DeleteStackInstances",
        token,
        StackSetName=name,
        DeploymentTargets=_targets(ou_ids, account_ids),
        Regions=list(regions) or [access.region],
        RetainStacks=retain_stacks,
    )


async def stop_operation(access: AwsAccess, name: str, operation_id: str) -> None:
    """Ask AWS to stop an operation; accounts under way are finished. Raises AwsError; NotFound for no such one."""
    async with stack_set_not_found():
        await access.call(
            "cloudformation",
            "StopStackSetOperation",
            StackSetName=name,
            OperationId=operation_id,
            **_call_as(access),
        )


async def delete(access: AwsAccess, name: str) -> None:
    """Delete a StackSet. Raises AwsError, StackSetNotEmptyException while it has instances (R31); NotFound."""
    async with stack_set_not_found():
        await access.call("cloudformation", "DeleteStackSet", StackSetName=name, **_call_as(access))


async def _listed(access: AwsAccess, operation: str, **parameters: Any) -> list[Mapping[str, Any]]:
    async with stack_set_not_found():
        return await collect(access, "cloudformation", operation, "Summaries", **parameters, **_call_as(access))


async def _start(access: AwsAccess, operation: str, token: str, **parameters: Any) -> str:
    """Start an operation whose ID is `token`. That there is one already means that an earlier try arrived (R45)."""
    try:
        async with stack_set_not_found():
            reply = await access.call(
                "cloudformation",
                operation,
                OperationId=token,
                OperationPreferences=_ALL_AT_ONCE,
                **parameters,
                **_call_as(access),
            )
    except AwsError as error:
        if error.code == "OperationIdAlreadyExistsException":
            return token
        raise
    return str(reply["OperationId"])


def _call_as(access: AwsAccess) -> dict[str, str]:
    return {"CallAs": access.call_as} if access.call_as else {}


def _parameter(key: str, value: str) -> dict[str, Any]:
    return {"ParameterKey": key, "ParameterValue": value}


def _targets(ou_ids: Sequence[str], account_ids: Sequence[str], listed: str = "INTERSECTION") -> dict[str, Any]:
    """Name targets, always with a filter: a missing one means UNION, the whole units (R25)."""
    if not account_ids:
        return {"OrganizationalUnitIds": list(ou_ids), "AccountFilterType": "NONE"}
    return {
        "OrganizationalUnitIds": list(ou_ids),
        "Accounts": list(account_ids),
        "AccountFilterType": listed,
    }


def _operation(one: Mapping[str, Any]) -> StackSetOperation:
    ended: datetime | None = one.get("EndTimestamp")
    return StackSetOperation(
        operation_id=one["OperationId"],
        action=one["Action"],
        status=one["Status"],
        created_at=one["CreationTimestamp"].astimezone(UTC),
        ended_at=ended.astimezone(UTC) if ended else None,
        failed_count=int(one.get("StatusDetails", {}).get("FailedStackInstancesCount", 0)),
        reason=one.get("StatusReason", ""),
    )


def _instance(one: Mapping[str, Any]) -> StackInstance:
    return StackInstance(
        account_id=one["Account"],
        region=one["Region"],
        ou_id=one.get("OrganizationalUnitId", ""),
        stack_id=one.get("StackId", ""),
        status=one.get("Status", ""),
        detailed_status=one.get("StackInstanceStatus", {}).get("DetailedStatus", ""),
        reason=one.get("StatusReason", ""),
        last_operation_id=one.get("LastOperationId", ""),
    )
