"""Units, accounts and policies as the API answers them. Accounts have `State` and no `Status` (R9)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.organizations.tree import Account, Organization, Policy, Unit


def organization_answer(organization: Organization) -> dict[str, Any]:
    """The answer of DescribeOrganization."""
    management = organization.accounts[organization.management_account]
    return {
        "Organization": {
            "Id": organization.organization_id,
            "Arn": organization.arn("organization", ""),
            "FeatureSet": organization.feature_set,
            "MasterAccountArn": organization.arn("account", management.account_id),
            "MasterAccountId": management.account_id,
            "MasterAccountEmail": management.email,
            "AvailablePolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}],
        }
    }


def unit_answer(organization: Organization, unit: Unit) -> dict[str, Any]:
    """An OU, or the root with its policy types."""
    if unit.parent:
        return {"Id": unit.unit_id, "Arn": organization.arn("ou", unit.unit_id), "Name": unit.name}
    types = [{"Type": kind, "Status": "ENABLED"} for kind in organization.policy_types]
    arn = organization.arn("root", unit.unit_id)
    return {"Id": unit.unit_id, "Arn": arn, "Name": unit.name, "PolicyTypes": types}


def account_answer(organization: Organization, account: Account) -> dict[str, Any]:
    """An account."""
    return {
        "Id": account.account_id,
        "Arn": organization.arn("account", account.account_id),
        "Email": account.email,
        "Name": account.name,
        "State": account.state,
        "Paths": [f"{organization.organization_id}/{'/'.join(organization.path(account.account_id))}/"],
        "JoinedMethod": "INVITED" if account.invited else "CREATED",
        "JoinedTimestamp": account.joined,
    }


def policy_answer(organization: Organization, policy: Policy) -> dict[str, Any]:
    """A policy without its content."""
    return {
        "Id": policy.policy_id,
        "Arn": organization.policy_arn(policy),
        "Name": policy.name,
        "Description": policy.description,
        "Type": policy.kind,
        "AwsManaged": policy.aws_managed,
    }


def tags_answer(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Tags as a list of keys and values."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]
