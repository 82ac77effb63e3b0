"""IAM's resources: roles, managed policies, inline policies, made as real objects of moto in the stack's account."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from wizard.simulator.clock import Process
from wizard.simulator.cloudformation.resources.handler import Job, ResourceError
from wizard.simulator.errors import AwsError
from wizard.simulator.identifiers import new_uuid
from wizard.simulator.moto_side.iam import moto_errors
from wizard.simulator.names import PARTITION

_ROLE_NAME = re.compile(r"[\w+=,.@-]{1,64}")


def made_name(job: Job, longest: int) -> str:
    """A name as CloudFormation makes one up."""
    start = f"{job.stack.name}-{job.resource.logical_id}"[: longest - 13]
    return f"{start}-{new_uuid().replace('-', '')[:12].upper()}"


def document(value: Any) -> str:
    """A policy document as text."""
    return value if isinstance(value, str) else json.dumps(value)


class RoleHandler:
    """AWS::IAM::Role."""

    def create(self, job: Job) -> Process:
        """Make the role with its policies. Fails when the name is taken (R40)."""
        name = str(job.properties.get("RoleName") or made_name(job, 64))
        path = str(job.properties.get("Path", "/"))
        arn = f"arn:{PARTITION}:iam::{job.stack.account}:role{path}{name}"
        job.may("iam:CreateRole", arn)
        if not _ROLE_NAME.fullmatch(name):
            raise ResourceError(
                f"Properties validation failed for resource {job.resource.logical_id} with message: "
                "[#/RoleName: failed validation constraint for keyword [pattern]]"
            )
        taken = job.world.iam.find_role(job.stack.account, name)
        if taken:
            raise ResourceError(
                f"Resource of type 'AWS::IAM::Role' with identifier '{name}' already exists."
                if "RoleName" not in job.properties
                else _taken(job, name)
            )
        job.may("iam:TagRole", arn)
        if job.properties.get("Policies"):
            job.may("iam:PutRolePolicy", arn)
        role = _do(
            job,
            lambda: job.world.iam.create_role(
                job.stack.account,
                name,
                document(job.properties.get("AssumeRolePolicyDocument", "{}")),
                path=path,
                tags=job.tags(),
            ),
        )
        job.resource.physical_id = name
        job.resource.made = True
        job.resource.attributes = {"Arn": role.arn, "RoleId": role.id}
        job.world.made_role(role.arn)
        yield 0.5
        self._settle(job, role)

    def update(self, job: Job, before: Mapping[str, Any]) -> Process:
        """Change trust, policies, tags and the like in place."""
        role = job.world.iam.find_role(job.stack.account, job.resource.physical_id)
        if role is None:
            raise ResourceError(_not_found(job))
        trust = document(job.properties.get("AssumeRolePolicyDocument", "{}"))
        if trust != document(before.get("AssumeRolePolicyDocument", "{}")):
            job.may("iam:UpdateAssumeRolePolicy", role.arn)
            _do(job, _backend(job).update_assume_role_policy, role.name, trust)
        kept = {str(one["PolicyName"]) for one in job.properties.get("Policies") or []}
        for policy in before.get("Policies") or []:
            if policy["PolicyName"] not in kept:
                role.policies.pop(policy["PolicyName"], None)
        for arn in set(before.get("ManagedPolicyArns") or []) - set(job.properties.get("ManagedPolicyArns") or []):
            if arn in role.managed_policies:
                _do(job, _backend(job).detach_role_policy, arn, role.name)
        role.tags = [{"Key": key, "Value": value} for key, value in job.tags().items()]
        yield 0.5
        self._settle(job, role)

    def delete(self, job: Job) -> Process:
        """Take the role away, with what the template gave it; foreign policies stop it (R22)."""
        role = job.world.iam.find_role(job.stack.account, job.resource.physical_id)
        yield 0.3
        if role is None:
            return
        job.may("iam:DeleteRole", role.arn)
        own = {str(one["PolicyName"]) for one in job.properties.get("Policies") or []}
        for name in [one for one in role.policies if one in own]:
            del role.policies[name]
        for arn in job.properties.get("ManagedPolicyArns") or []:
            if arn in role.managed_policies:
                _do(job, _backend(job).detach_role_policy, arn, role.name)
        _do(job, _backend(job).delete_role, role.name)

    def replaces(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """A new name or path is a new role."""
        return any(before.get(name) != after.get(name) for name in ("RoleName", "Path"))

    def _settle(self, job: Job, role: Any) -> None:
        role.description = job.properties.get("Description", "")
        role.max_session_duration = str(job.properties.get("MaxSessionDuration", 3600))
        role.permissions_boundary_arn = job.properties.get("PermissionsBoundary")
        for policy in job.properties.get("Policies") or []:
            text = document(policy["PolicyDocument"])
            _do(job, _backend(job).put_role_policy, role.name, policy["PolicyName"], text)
        for arn in job.properties.get("ManagedPolicyArns") or []:
            job.may("iam:AttachRolePolicy", role.arn)
            job.world.iam.know_policy(job.stack.account, arn)
            if arn not in role.managed_policies:
                _do(job, _backend(job).attach_role_policy, arn, role.name)


class ManagedPolicyHandler:
    """AWS::IAM::ManagedPolicy."""

    def create(self, job: Job) -> Process:
        """Make the policy and attach it."""
        name = str(job.properties.get("ManagedPolicyName") or made_name(job, 128))
        path = str(job.properties.get("Path", "/"))
        arn = f"arn:{PARTITION}:iam::{job.stack.account}:policy{path}{name}"
        job.may("iam:CreatePolicy", arn)
        if arn in _backend(job).managed_policies:
            error = AwsError(
                "EntityAlreadyExists", f"A policy called {name} already exists. Duplicate names are not allowed.", 409
            )
            raise ResourceError(job.service_said("iam", error))
        text = document(job.properties.get("PolicyDocument", "{}"))
        _do(job, _backend(job).create_policy, str(job.properties.get("Description", "")), path, text, name, [])
        job.resource.physical_id = arn
        job.resource.made = True
        job.resource.attributes = {"PolicyArn": arn, "PolicyId": name}
        yield 0.3
        for role in job.properties.get("Roles") or []:
            _do(job, _backend(job).attach_role_policy, arn, role)

    def update(self, job: Job, before: Mapping[str, Any]) -> Process:
        """Put the new document in the place of the old one."""
        policy = _backend(job).managed_policies.get(job.resource.physical_id)
        if policy is None:
            raise ResourceError(_not_found(job))
        _do(job, _backend(job).create_policy_version, policy.arn, document(job.properties["PolicyDocument"]), True)
        yield 0.3

    def delete(self, job: Job) -> Process:
        """Detach the policy from what the template named, and take it away."""
        backend = _backend(job)
        yield 0.3
        if job.resource.physical_id not in backend.managed_policies:
            return
        job.may("iam:DeletePolicy", job.resource.physical_id)
        for role in backend.roles.values():
            if job.resource.physical_id in role.managed_policies:
                backend.detach_role_policy(job.resource.physical_id, role.name)
        _do(job, backend.delete_policy, job.resource.physical_id)

    def replaces(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """A new name or path is a new policy."""
        return any(before.get(name) != after.get(name) for name in ("ManagedPolicyName", "Path"))


class PolicyHandler:
    """AWS::IAM::Policy: an inline policy of roles."""

    def create(self, job: Job) -> Process:
        """Put the policy into its roles."""
        name = str(job.properties["PolicyName"])
        job.resource.physical_id = made_name(job, 64)
        for role in job.properties.get("Roles") or []:
            job.may("iam:PutRolePolicy", f"arn:{PARTITION}:iam::{job.stack.account}:role/{role}")
            text = document(job.properties["PolicyDocument"])
            _do(job, _backend(job).put_role_policy, role, name, text)
        job.resource.made = True
        yield 0.3

    def update(self, job: Job, before: Mapping[str, Any]) -> Process:
        """Take it out of where it was, and put it into where it is now."""
        self._take_out(job, before)
        yield from self.create(job)

    def delete(self, job: Job) -> Process:
        """Take the policy out of its roles."""
        self._take_out(job, job.properties)
        yield 0.3

    def replaces(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """Never."""
        return False

    def _take_out(self, job: Job, properties: Mapping[str, Any]) -> None:
        for name in properties.get("Roles") or []:
            role = job.world.iam.find_role(job.stack.account, str(name))
            if role:
                role.policies.pop(str(properties["PolicyName"]), None)


def _backend(job: Job) -> Any:
    return job.world.iam.account(job.stack.account)


def _do(job: Job, step: Callable[..., Any], *arguments: Any) -> Any:
    try:
        with moto_errors():
            return step(*arguments)
    except AwsError as refused:
        raise ResourceError(job.service_said("iam", refused)) from refused


def _taken(job: Job, name: str) -> str:
    error = AwsError("EntityAlreadyExists", f"Role with name {name} already exists.", 409)
    return job.service_said("iam", error)


def _not_found(job: Job) -> str:
    error = AwsError("NoSuchEntity", f"The role with name {job.resource.physical_id} cannot be found.", 404)
    return job.service_said("iam", error)
