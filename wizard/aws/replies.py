"""What every reply of AWS holds (R46): a reply without it came from somebody else."""

from collections.abc import Mapping
from typing import Any

from wizard.aws.errors import CallSite, not_aws_reply

_REQUIRED = {
    ("account", "GetRegionOptStatus"): ("RegionOptStatus",),
    ("cloudformation", "CreateChangeSet"): ("Id",),
    ("cloudformation", "CreateStack"): ("StackId",),
    ("cloudformation", "DeleteStackInstances"): ("OperationId",),
    ("cloudformation", "DescribeChangeSet"): ("Status",),
    ("cloudformation", "DescribeEvents"): ("OperationEvents",),
    ("cloudformation", "DescribeOrganizationsAccess"): ("Status",),
    ("cloudformation", "DescribeStackEvents"): ("StackEvents",),
    ("cloudformation", "DescribeStackSet"): ("StackSet",),
    ("cloudformation", "DescribeStacks"): ("Stacks",),
    ("cloudformation", "ListStackInstances"): ("Summaries",),
    ("cloudformation", "ListStackResources"): ("StackResourceSummaries",),
    ("cloudformation", "ListStackSetOperationResults"): ("Summaries",),
    ("cloudformation", "ListStackSetOperations"): ("Summaries",),
    ("cloudformation", "UpdateStack"): ("StackId",),
    ("cloudformation", "UpdateStackSet"): ("OperationId",),
    ("iam", "GetPolicy"): ("Policy",),
    ("iam", "GetPolicyVersion"): ("PolicyVersion",),
    ("iam", "GetRole"): ("Role",),
    ("iam", "GetRolePolicy"): ("PolicyDocument",),
    ("iam", "ListAttachedRolePolicies"): ("AttachedPolicies",),
    ("iam", "ListRolePolicies"): ("PolicyNames",),
    ("iam", "SimulatePrincipalPolicy"): ("EvaluationResults",),
    ("identitystore", "ListGroupMemberships"): ("GroupMemberships",),
    ("identitystore", "ListGroups"): ("Groups",),
    ("identitystore", "ListUsers"): ("Users",),
    ("organizations", "DescribeOrganization"): ("Organization",),
    ("organizations", "ListAccountsForParent"): ("Accounts",),
    ("organizations", "ListOrganizationalUnitsForParent"): ("OrganizationalUnits",),
    ("organizations", "ListRoots"): ("Roots",),
    ("resource-explorer-2", "GetView"): ("View",),
    ("resource-explorer-2", "ListIndexes"): ("Indexes",),
    ("resource-explorer-2", "ListIndexesForMembers"): ("Indexes",),
    ("resource-explorer-2", "ListViews"): ("Views",),
    ("resource-explorer-2", "Search"): ("Count",),
    ("signin", "CreateOAuth2Token"): ("tokenOutput",),
    ("sso", "ListAccountRoles"): ("roleList",),
    ("sso", "ListAccounts"): ("accountList",),
    ("sso-oidc", "CreateToken"): ("accessToken", "expiresIn"),
    ("sso-oidc", "RegisterClient"): ("clientId", "clientSecret", "clientSecretExpiresAt"),
    ("sso-oidc", "StartDeviceAuthorization"): ("deviceCode", "userCode", "verificationUri", "expiresIn"),
    ("ssm-quicksetup", "CreateConfigurationManager"): ("ManagerArn",),
    ("sso-admin", "ListInstances"): ("Instances",),
    ("sts", "AssumeRole"): ("Credentials",),
    ("sts", "GetCallerIdentity"): ("Account", "Arn"),
}


def check_reply(reply: Mapping[str, Any], call: CallSite, modelled: tuple[str, ...], *, has_output: bool) -> None:
    """Raise NotAwsReply where a reply is not AWS's.

    modelled:   the keys that botocore's model says are always there; it says so of few
    has_output: whether the model names any key; where it does not, AWS's request ID is looked for
    """
    missing = [key for key in (*_REQUIRED.get((call.service, call.operation), ()), *modelled) if key not in reply]
    if not missing and not has_output and not reply.get("ResponseMetadata", {}).get("RequestId"):
        missing = ["a request ID"]
    if missing:
        raise not_aws_reply(missing[0], call)
