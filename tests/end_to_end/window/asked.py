"""What AWS itself says afterwards, asked with plain boto3."""

from typing import Any

from botocore.exceptions import ClientError

from tests.embedded_aws import EmbeddedAws

ROLE = "CloudEntitlementsReadOnly"
STACK = "org-wizard-cloud-entitlements"
WATCHED, FILTERED = f"{STACK}-members", f"{STACK}-members-filtered"
CONNECTION_TAG, PROVIDER_TAG, VERSION_TAG = "org-wizard:connection", "org-wizard:provider", "org-wizard:version"


def accounts(aws: EmbeddedAws) -> dict[str, dict[str, Any]]:
    """Give every account of the organization by ID."""
    pages = aws.client("organizations").get_paginator("list_accounts").paginate()
    return {one["Id"]: one for page in pages for one in page["Accounts"]}


def management_account(aws: EmbeddedAws) -> str:
    """Give the ID of the management account."""
    return str(aws.client("sts").get_caller_identity()["Account"])


def root_id(aws: EmbeddedAws) -> str:
    """Give the organization's root ID."""
    return str(aws.client("organizations").list_roots()["Roots"][0]["Id"])


def organization_id(aws: EmbeddedAws) -> str:
    """Give the organization ID."""
    return str(aws.client("organizations").describe_organization()["Organization"]["Id"])


def unit_id(aws: EmbeddedAws, *path: str) -> str:
    """Give the ID of an organizational unit by the names on the way to it."""
    found = root_id(aws)
    for name in path:
        answer = aws.client("organizations").list_organizational_units_for_parent(ParentId=found)
        found = next(one["Id"] for one in answer["OrganizationalUnits"] if one["Name"] == name)
    return found


def by_name(aws: EmbeddedAws, *names: str) -> set[str]:
    """Give the IDs of accounts by their names."""
    found = {one["Name"]: one["Id"] for one in accounts(aws).values()}
    return {found[name] for name in names}


def active_accounts(aws: EmbeddedAws) -> set[str]:
    """Give the IDs of the accounts that are active, the management account among them."""
    return {one for one, account in accounts(aws).items() if account["State"] == "ACTIVE"}


def iam_of(aws: EmbeddedAws, account: str) -> Any:
    """Give a client of IAM in any active account."""
    return aws.client("iam") if account == management_account(aws) else aws.in_member(account, "iam")


def role_in(aws: EmbeddedAws, account: str, name: str = ROLE) -> dict[str, Any] | None:
    """Give a role of an account with its tags as a mapping, or None."""
    try:
        role: dict[str, Any] = iam_of(aws, account).get_role(RoleName=name)["Role"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchEntity":
            raise
        return None
    return role | {"Tags": {one["Key"]: one["Value"] for one in role.get("Tags", [])}}


def accounts_with_the_role(aws: EmbeddedAws) -> set[str]:
    """Ask every active account whether a role that Org Wizard made is there."""
    roles = {account: role_in(aws, account) for account in active_accounts(aws)}
    return {account for account, role in roles.items() if role and CONNECTION_TAG in role["Tags"]}


def vendor_can_take_on(aws: EmbeddedAws, account: str, external_id: str | None, role: str = ROLE) -> bool:
    """Try to take the role on as the vendor would, with an external ID or without one."""
    extra = {} if external_id is None else {"ExternalId": external_id}
    try:
        aws.client("sts", "VENDOR").assume_role(
            RoleArn=f"arn:aws:iam::{account}:role/{role}", RoleSessionName="vendor", **extra
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "AccessDenied":
            raise
        return False
    return True


def stacks(aws: EmbeddedAws) -> list[dict[str, Any]]:
    """Give the stacks of the management account, deleted ones too."""
    found: list[dict[str, Any]] = aws.client("cloudformation").list_stacks()["StackSummaries"]
    return found


def stack_outputs(aws: EmbeddedAws, name: str = STACK) -> dict[str, str]:
    """Give the outputs of a stack."""
    stack = aws.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
    return {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}


def stack_parameters(aws: EmbeddedAws, name: str = STACK) -> dict[str, str]:
    """Give the parameters that the stack was made with."""
    stack = aws.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
    return {one["ParameterKey"]: one["ParameterValue"] for one in stack["Parameters"]}


def stack_sets(aws: EmbeddedAws) -> dict[str, dict[str, Any]]:
    """Give the StackSets by the names that the product gives them."""
    client = aws.client("cloudformation")
    names = [one["StackSetName"] for one in client.list_stack_sets(Status="ACTIVE")["Summaries"]]
    return {name: client.describe_stack_set(StackSetName=name)["StackSet"] for name in names}


def instances(aws: EmbeddedAws, stack_set: str) -> set[str]:
    """Give the accounts that a StackSet has deployed to."""
    pages = aws.client("cloudformation").get_paginator("list_stack_instances").paginate(StackSetName=stack_set)
    return {one["Account"] for page in pages for one in page["Summaries"]}


def trusted_access(aws: EmbeddedAws) -> str:
    """Give what AWS says of trusted access for StackSets."""
    return str(aws.client("cloudformation").describe_organizations_access()["Status"])
