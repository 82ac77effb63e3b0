import asyncio
import json

from tests.end_to_end.aws.waiting import until
from wizard.aws import roles, stacks
from wizard.aws.access import AwsAccess

NAMED = ("CAPABILITY_NAMED_IAM",)
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
TEMPLATE = json.dumps(
    {
        "Parameters": {"RoleName": {"Type": "String"}, "Secret": {"Type": "String", "NoEcho": True, "Default": "hush"}},
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {"RoleName": {"Ref": "RoleName"}, "AssumeRolePolicyDocument": TRUST},
            }
        },
        "Outputs": {"RoleARN": {"Value": {"Fn::GetAtt": ["Role", "Arn"]}}},
    }
)


async def ended(access: AwsAccess, stack_id: str) -> stacks.Stack:
    def over(stack: stacks.Stack | None) -> bool:
        return stack is not None and not stack.status.endswith("_IN_PROGRESS")

    stack = await until(lambda: stacks.describe(access, stack_id), over)
    assert stack is not None
    return stack


async def make(access: AwsAccess, name: str, role: str, token: str) -> str:
    return await stacks.create(
        access,
        name=name,
        template_body=TEMPLATE,
        parameters={"RoleName": role},
        capabilities=NAMED,
        tags={"org-wizard:connection": "c1"},
        token=token,
    )


def test_life_of_a_stack(admin: AwsAccess) -> None:  # R13, R16, R19, R20, R21
    async def work() -> None:
        stack_id = await make(admin, "life", "LifeRole", "life-1")
        assert await make(admin, "life", "LifeRole", "life-1") == stack_id
        stack = await ended(admin, stack_id)
        assert stack.status == "CREATE_COMPLETE"
        assert stack.parameters == {"RoleName": "LifeRole", "Secret": "****"}
        assert stack.tags == {"org-wizard:connection": "c1"}
        role = await roles.find(admin, "LifeRole")
        assert role is not None
        assert stack.outputs == {"RoleARN": role.arn}
        assert role.trust == TRUST
        events = await stacks.events(admin, stack_id, after=None)
        assert (events[0].logical_id, events[0].status) == ("life", "CREATE_IN_PROGRESS")
        assert (events[-1].logical_id, events[-1].status) == ("life", "CREATE_COMPLETE")
        assert await stacks.events(admin, stack_id, after=events[-3].event_id) == events[-2:]
        [resource] = await stacks.resources(admin, stack_id)
        assert (resource.logical_id, resource.physical_id) == ("Role", "LifeRole")
        same: dict[str, str | None] = {"RoleName": None, "Secret": None}
        assert not await stacks.update(
            admin, name="life", template_body=None, parameters=same, capabilities=NAMED, tags=stack.tags, token="life-2"
        )
        await stacks.delete(admin, name=stack_id, token="life-3")
        assert (await ended(admin, stack_id)).status == "DELETE_COMPLETE"
        assert await stacks.describe(admin, "life") is None
        assert await roles.find(admin, "LifeRole") is None

    asyncio.run(work())


def test_failed_stack_tells_its_reason(admin: AwsAccess) -> None:  # R17, R18, R40
    async def work() -> None:
        first = await make(admin, "first", "TakenRole", "taken-1")
        await ended(admin, first)
        second = await make(admin, "second", "TakenRole", "taken-2")
        assert (await ended(admin, second)).status == "ROLLBACK_COMPLETE"
        [failed] = await stacks.failed_events(admin, second)
        assert failed.logical_id == "Role"
        assert "TakenRole already exists" in failed.reason

    asyncio.run(work())
