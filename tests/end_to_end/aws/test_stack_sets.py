import asyncio
import json

from tests.end_to_end.aws.waiting import until
from wizard.aws import organizations, stack_sets, trusted_access
from wizard.aws.access import AwsAccess

NAME = "reached-by-the-test"
TEMPLATE = json.dumps(
    {
        "Resources": {
            "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {
                    "RoleName": "ReachedRole",
                    "AssumeRolePolicyDocument": {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Principal": {"Service": "ec2.amazonaws.com"},
                                "Action": "sts:AssumeRole",
                            }
                        ],
                    },
                },
            }
        }
    }
)


async def finished(access: AwsAccess, operation_id: str) -> stack_sets.StackSetOperation:
    async def ask() -> stack_sets.StackSetOperation:
        found = await stack_sets.operations(access, NAME)
        return next(one for one in found if one.operation_id == operation_id)

    return await until(ask, lambda one: one.status not in {"QUEUED", "RUNNING", "STOPPING"})


def test_life_of_a_stack_set(admin: AwsAccess) -> None:  # R24, R25, R28 to R31
    async def work() -> None:
        await trusted_access.activate(admin)
        tree = await organizations.read_tree(admin)
        root = tree.identity.root_id
        members = {
            one.account_id
            for one in tree.accounts.values()
            if one.active and one.account_id != tree.identity.management_account_id
        }
        await admin.call(
            "cloudformation",
            "CreateStackSet",
            StackSetName=NAME,
            TemplateBody=TEMPLATE,
            PermissionModel="SERVICE_MANAGED",
            AutoDeployment={"Enabled": True, "RetainStacksOnAccountRemoval": False},
            Capabilities=["CAPABILITY_NAMED_IAM"],
            Tags=[{"Key": "org-wizard:connection", "Value": "c1"}],
        )
        reply = await admin.call(
            "cloudformation",
            "CreateStackInstances",
            StackSetName=NAME,
            DeploymentTargets={"OrganizationalUnitIds": [root]},
            Regions=[admin.region],
            OperationPreferences={"MaxConcurrentPercentage": 100, "FailureTolerancePercentage": 100},
        )
        assert (await finished(admin, reply["OperationId"])).status == "SUCCEEDED"
        described = await stack_sets.describe(admin, NAME)
        assert described is not None
        assert described.auto_deployment
        assert described.tags == {"org-wizard:connection": "c1"}
        instances = await stack_sets.instances(admin, NAME)
        assert {one.account_id for one in instances if one.detailed_status == "SUCCEEDED"} == members
        results = await stack_sets.operation_results(admin, NAME, reply["OperationId"])
        assert {one.account_id for one in results if one.status == "SUCCEEDED"} == members

        one = instances[0]
        again = await stack_sets.retry_accounts(
            admin, name=NAME, ou_ids=[one.ou_id], account_ids=[one.account_id], token="again-1"
        )
        assert again == "again-1"
        assert (await finished(admin, again)).action == "UPDATE"
        tried = await stack_sets.operation_results(admin, NAME, again)
        assert [result.account_id for result in tried] == [one.account_id]

        gone = await stack_sets.delete_instances(admin, name=NAME, ou_ids=[root], token="gone-1")
        assert (await finished(admin, gone)).status == "SUCCEEDED"
        left = {left.account_id: left for left in await stack_sets.instances(admin, NAME)}
        assert not members & set(left)
        if left:
            kept = await stack_sets.delete_instances(
                admin, name=NAME, ou_ids=[root], token="gone-2", retain_stacks=True
            )
            await finished(admin, kept)
        await stack_sets.delete(admin, NAME)
        assert await stack_sets.describe(admin, NAME) is None

    asyncio.run(work())
