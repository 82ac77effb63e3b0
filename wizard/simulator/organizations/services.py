"""Trusted services, delegated administrators and policies of an organization."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.call import Call
from wizard.simulator.errors import AwsError
from wizard.simulator.organizations.access import organization_of
from wizard.simulator.organizations.api import ORGANIZATIONS, account_of
from wizard.simulator.organizations.describe import account_answer, policy_answer, unit_answer
from wizard.simulator.organizations.pages import page
from wizard.simulator.organizations.tree import FULL_ACCESS_ID, Organization, Policy

_SERVICES = {
    "account.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "config.amazonaws.com",
    "guardduty.amazonaws.com",
    "iam.amazonaws.com",
    "member.org.stacksets.cloudformation.amazonaws.com",
    "stacksets.cloudformation.amazonaws.com",
    "ram.amazonaws.com",
    "resource-explorer-2.amazonaws.com",
    "securityhub.amazonaws.com",
    "ssm.amazonaws.com",
    "ssm-quicksetup.amazonaws.com",
    "sso.amazonaws.com",
    "tagpolicies.tag.amazonaws.com",
}


def _principal(call: Call) -> str:
    service = call.text("ServicePrincipal")
    if service not in _SERVICES:
        raise AwsError("InvalidInputException", "You specified an unrecognized service principal.")
    return service


@ORGANIZATIONS.action("ListAWSServiceAccessForOrganization")
def list_aws_service_access_for_organization(call: Call) -> Mapping[str, Any]:
    """The services that are trusted in the organization."""
    services = sorted(organization_of(call).trusted_services.items())
    key = "EnabledServicePrincipals"
    return page(services, dict(call.parameters), key, lambda one: {"ServicePrincipal": one[0], "DateEnabled": one[1]})


@ORGANIZATIONS.action("EnableAWSServiceAccess")
def enable_aws_service_access(call: Call) -> Mapping[str, Any]:
    """Trust a service; for StackSets that alone is not enough (R11)."""
    organization = organization_of(call)
    _all_features(organization)
    organization.trusted_services.setdefault(_principal(call), call.world.clock.now())
    return {}


@ORGANIZATIONS.action("DisableAWSServiceAccess")
def disable_aws_service_access(call: Call) -> Mapping[str, Any]:
    """Trust a service no longer."""
    organization = organization_of(call)
    service = _principal(call)
    organization.trusted_services.pop(service, None)
    if service == "member.org.stacksets.cloudformation.amazonaws.com":
        organization.stack_sets_access = "DISABLED"
    return {}


@ORGANIZATIONS.action("RegisterDelegatedAdministrator")
def register_delegated_administrator(call: Call) -> Mapping[str, Any]:
    """Let a member administer a service."""
    organization = organization_of(call)
    account = account_of(organization, call.text("AccountId"))
    service = _principal(call)
    if account.account_id == organization.management_account:
        raise AwsError(
            "ConstraintViolationException",
            "You cannot register master account/yourself as delegated administrator for your organization.",
        )
    if service not in organization.trusted_services:
        raise AwsError(
            "ConstraintViolationException",
            "You must enable service access before you delegate an administrator for this service. "
            "Call the AWS API EnableAWSServiceAccess first.",
        )
    services = organization.delegated.setdefault(account.account_id, {})
    if service in services:
        raise AwsError(
            "AccountAlreadyRegisteredException",
            "The provided account is already a delegated administrator for your organization.",
        )
    services[service] = call.world.clock.now()
    return {}


@ORGANIZATIONS.action("DeregisterDelegatedAdministrator")
def deregister_delegated_administrator(call: Call) -> Mapping[str, Any]:
    """Take a member's administration of a service away."""
    organization = organization_of(call)
    account = account_of(organization, call.text("AccountId")).account_id
    if _principal(call) not in organization.delegated.get(account, {}):
        raise _not_registered()
    del organization.delegated[account][_principal(call)]
    if not organization.delegated[account]:
        del organization.delegated[account]
    return {}


@ORGANIZATIONS.action("ListDelegatedAdministrators")
def list_delegated_administrators(call: Call) -> Mapping[str, Any]:
    """The members that administer a service, or any."""
    organization = organization_of(call)
    wanted = call.text("ServicePrincipal")
    found = [one for one, services in organization.delegated.items() if not wanted or wanted in services]

    def describe(account: str) -> dict[str, Any]:
        entry = account_answer(organization, organization.accounts[account])
        return {**entry, "DelegationEnabledDate": min(organization.delegated[account].values())}

    return page(found, dict(call.parameters), "DelegatedAdministrators", describe)


@ORGANIZATIONS.action("ListDelegatedServicesForAccount")
def list_delegated_services_for_account(call: Call) -> Mapping[str, Any]:
    """The services that a member administers."""
    organization = organization_of(call)
    account = account_of(organization, call.text("AccountId")).account_id
    if account not in organization.delegated:
        raise _not_registered()
    services = list(organization.delegated[account].items())
    key = "DelegatedServices"
    describe = {"ServicePrincipal": "", "DelegationEnabledDate": ""}
    return page(services, dict(call.parameters), key, lambda one: dict(zip(describe, one, strict=True)))


@ORGANIZATIONS.action("ListPolicies")
def list_policies(call: Call) -> Mapping[str, Any]:
    """The organization's policies of a kind."""
    organization = organization_of(call)
    found = [one for one in organization.policies.values() if one.kind == call.text("Filter")]
    return page(found, dict(call.parameters), "Policies", lambda one: policy_answer(organization, one))


@ORGANIZATIONS.action("ListPoliciesForTarget")
def list_policies_for_target(call: Call) -> Mapping[str, Any]:
    """The policies attached to a root, OU or account itself."""
    organization = organization_of(call)
    found = organization.policies_at(_target(organization, call.text("TargetId")), call.text("Filter"))
    return page(found, dict(call.parameters), "Policies", lambda one: policy_answer(organization, one))


@ORGANIZATIONS.action("ListTargetsForPolicy")
def list_targets_for_policy(call: Call) -> Mapping[str, Any]:
    """What a policy is attached to."""
    organization = organization_of(call)

    def describe(target: str) -> dict[str, Any]:
        if target in organization.accounts:
            entry, kind = account_answer(organization, organization.accounts[target]), "ACCOUNT"
        else:
            unit = organization.units[target]
            entry, kind = unit_answer(organization, unit), "ORGANIZATIONAL_UNIT" if unit.parent else "ROOT"
        return {"TargetId": target, "Arn": entry["Arn"], "Name": entry["Name"], "Type": kind}

    targets = sorted(_policy(organization, call.text("PolicyId")).targets)
    return page(targets, dict(call.parameters), "Targets", describe)


@ORGANIZATIONS.action("DescribePolicy")
def describe_policy(call: Call) -> Mapping[str, Any]:
    """A policy with its content."""
    organization = organization_of(call)
    policy = _policy(organization, call.text("PolicyId"))
    return {"Policy": {"PolicySummary": policy_answer(organization, policy), "Content": policy.content}}


@ORGANIZATIONS.action("CreatePolicy")
def create_policy(call: Call) -> Mapping[str, Any]:
    """A new policy, attached to nothing yet."""
    organization = organization_of(call)
    if any(policy.name == call.text("Name") for policy in organization.policies.values()):
        raise AwsError("DuplicatePolicyException", "A policy with the same name already exists.")
    policy = Policy(call.world.ids.policy(), call.text("Name"), call.text("Content"), call.text("Description"))
    policy.kind = call.text("Type")
    organization.policies[policy.policy_id] = policy
    return {"Policy": {"PolicySummary": policy_answer(organization, policy), "Content": policy.content}}


@ORGANIZATIONS.action("AttachPolicy")
def attach_policy(call: Call) -> Mapping[str, Any]:
    """Attach a policy to a root, OU or account."""
    organization = organization_of(call)
    policy = _policy(organization, call.text("PolicyId"))
    target = _target(organization, call.text("TargetId"))
    if target in policy.targets:
        raise AwsError("DuplicatePolicyAttachmentException", "The selected policy is already attached to the target.")
    policy.targets.add(target)
    return {}


@ORGANIZATIONS.action("DetachPolicy")
def detach_policy(call: Call) -> Mapping[str, Any]:
    """Take a policy off a root, OU or account; the last one cannot be taken off."""
    organization = organization_of(call)
    policy = _policy(organization, call.text("PolicyId"))
    target = _target(organization, call.text("TargetId"))
    if target not in policy.targets:
        raise AwsError("PolicyNotAttachedException", "The policy isn't attached to the specified target.")
    if policy.policy_id == FULL_ACCESS_ID and len(organization.policies_at(target)) == 1:
        raise AwsError("ConstraintViolationException", "You cannot remove the last policy attached to the target.")
    policy.targets.discard(target)
    return {}


def _all_features(organization: Organization) -> None:
    if organization.feature_set != "ALL":
        raise AwsError(
            "ConstraintViolationException",
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE: You attempted to perform an operation that requires the "
            "organization to be configured to support all features.",
        )


def _not_registered() -> AwsError:
    return AwsError(
        "AccountNotRegisteredException",
        "The provided account is not a registered delegated administrator for your organization.",
    )


def _target(organization: Organization, target: str) -> str:
    if target not in organization.units and target not in organization.accounts:
        raise AwsError("TargetNotFoundException", "You specified a target that doesn't exist.")
    return target


def _policy(organization: Organization, policy_id: str) -> Policy:
    if policy_id not in organization.policies:
        raise AwsError("PolicyNotFoundException", "You specified a policy that doesn't exist.")
    return organization.policies[policy_id]
