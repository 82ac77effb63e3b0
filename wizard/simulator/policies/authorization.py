"""Joins the rules that bear on a principal and decides; the one place that the gate and CloudFormation ask."""

from collections.abc import Mapping

from wizard.simulator.moto_side.iam import Iam
from wizard.simulator.names import PARTITION
from wizard.simulator.organizations.tree import Organization
from wizard.simulator.policies.conditions import Context
from wizard.simulator.policies.decision import Decision, Rules, access_denied, decide
from wizard.simulator.policies.principal import Principal

# IAM, Organizations and STS's global endpoint count as us-east-1, wherever the caller is (R37).
GLOBAL_SERVICES = {"iam", "organizations", "account"}
JSON_SERVICES = {"organizations", "sso", "identitystore", "ssm", "account", "resource-explorer-2", "ssm-quicksetup"}


class Authorization:
    """Decides over IAM's policies and the organization's SCPs, as they are at the moment."""

    def __init__(self, iam: Iam) -> None:
        self._iam = iam
        self.organization: Organization | None = None

    def require(
        self, principal: Principal, action: str, resource: str, region: str, context: Context | None = None
    ) -> None:
        """Raise AccessDenied in AWS's words when the principal may not."""
        decision = self.decide(principal, action, resource, region, context)
        if not decision.allowed:
            code = "AccessDeniedException" if action.split(":", maxsplit=1)[0] in JSON_SERVICES else "AccessDenied"
            raise access_denied(code, principal.arn, action, resource, decision)

    def decide(
        self, principal: Principal, action: str, resource: str, region: str, context: Context | None = None
    ) -> Decision:
        """The verdict on one action of a principal."""
        rules = self.rules(principal)
        return decide(rules, action, resource, {**self.context(principal, action, region), **(context or {})})

    def rules(self, principal: Principal) -> Rules:
        """All policies that bear on a principal now."""
        levels = self._service_control(principal)
        if principal.kind in ("root", "service"):
            return Rules(None, service_control=levels)
        backend = self._iam.account(principal.account)
        if principal.kind == "user":
            entity = backend.users.get(principal.name)
        else:
            entity = self._iam.find_role(principal.account, principal.name.rsplit("/", 1)[-1])
        if entity is None:
            return Rules(())
        documents = self._iam.documents(principal.account, entity)
        boundary = self._iam.boundary(principal.account, entity)
        return Rules(documents, boundary, principal.session_policy, levels)

    def context(self, principal: Principal, action: str, region: str) -> Mapping[str, str | list[str]]:
        """The global condition keys of a request."""
        service = action.split(":", maxsplit=1)[0]
        keys: dict[str, str | list[str]] = {
            "aws:RequestedRegion": "us-east-1" if service in GLOBAL_SERVICES else region,
            "aws:PrincipalArn": principal.policy_arn,
            "aws:PrincipalAccount": principal.account,
            "aws:PrincipalType": {"user": "User", "root": "Account"}.get(principal.kind, "AssumedRole"),
            "aws:userid": principal.user_id,
            "aws:SecureTransport": "true",
            "aws:MultiFactorAuthPresent": "true" if principal.mfa else "false",
        }
        if self.organization and principal.account in self.organization.accounts:
            keys["aws:PrincipalOrgID"] = self.organization.organization_id
        return keys

    def _service_control(self, principal: Principal) -> tuple[tuple[tuple[str, str], ...], ...]:
        organization = self.organization
        if (
            organization is None
            or principal.account == organization.management_account
            or principal.account not in organization.accounts
            or "SERVICE_CONTROL_POLICY" not in organization.policy_types
            or f":{PARTITION}:iam::{principal.account}:role/aws-service-role/" in principal.arn
        ):
            return ()
        return tuple(
            tuple((organization.policy_arn(policy), policy.content) for policy in organization.policies_at(target))
            for target in organization.path(principal.account)
        )
