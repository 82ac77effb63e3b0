"""IAM's users, roles and policies as moto keeps them, reached inside the process.

What is made here is seen by iam:GetRole and the like over HTTP, and what clients make is seen here.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from moto.core.exceptions import ServiceException, _RESTError
from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, iam_backends

from wizard.simulator.errors import AwsError
from wizard.simulator.moto_side.application import error_of
from wizard.simulator.names import PARTITION

_AWS_POLICY = f"arn:{PARTITION}:iam::aws:policy/"


@contextmanager
def moto_errors() -> Iterator[None]:
    """Turn moto's exceptions into AWS's refusals."""
    try:
        yield
    except (ServiceException, _RESTError) as error:
        code, message, status = error_of(error)
        raise AwsError(code, message, status) from error


class Iam:
    """IAM of all accounts. `prepare` is called once for an account before it is first used."""

    def __init__(self, prepare: Callable[[str], None]) -> None:
        self._prepare = prepare
        self._prepared: set[str] = set()
        self._key_accounts: dict[str, str] = {}

    def account(self, account_id: str) -> Any:
        """Moto's IAM of an account, with what an account has from its start."""
        backend: Any = iam_backends[account_id][PARTITION]
        if account_id not in self._prepared:
            self._prepared.add(account_id)
            self._prepare(account_id)
        return backend

    def find_role(self, account_id: str, name: str) -> Any:
        """A role by its name, whatever its case (R40), or None."""
        for role in self.account(account_id).roles.values():
            if role.name.lower() == name.lower():
                return role
        return None

    def create_role(
        self, account_id: str, name: str, trust: str, *, path: str = "/", tags: Mapping[str, str] | None = None
    ) -> Any:
        """Make a role. Raises AwsError EntityAlreadyExists (R40)."""
        if self.find_role(account_id, name):
            raise AwsError("EntityAlreadyExists", f"Role with name {name} already exists.", 409)
        with moto_errors():
            return self.account(account_id).create_role(
                role_name=name,
                assume_role_policy_document=trust,
                path=path,
                permissions_boundary=None,
                description="",
                tags=[{"Key": key, "Value": value} for key, value in (tags or {}).items()],
                max_session_duration="3600",
            )

    def create_user(self, account_id: str, name: str, policies: Mapping[str, str], attached: tuple[str, ...]) -> Any:
        """Make a user with inline policies (name to document) and managed ones (ARNs)."""
        backend = self.account(account_id)
        with moto_errors():
            user = backend.create_user("us-east-1", name, "/", None)
            for policy, document in policies.items():
                backend.put_user_policy(name, policy, document)
            for arn in attached:
                self.know_policy(account_id, arn)
                backend.attach_user_policy(arn, name)
        return user

    def create_access_key(self, account_id: str, user: str) -> Any:
        """Make an access key for a user."""
        with moto_errors():
            key = self.account(account_id).create_access_key(user)
        self._key_accounts[key.access_key_id] = account_id
        return key

    def know_policy(self, account_id: str, arn: str) -> None:
        """See to it that an account knows one of AWS's managed policies; moto starts without them."""
        backend = self.account(account_id)
        if not arn.startswith(_AWS_POLICY) or arn in backend.managed_policies:
            return
        name = arn.rsplit("/", 1)[1]
        if name in _aws_policies():
            policy = AWSManagedPolicy.from_data(name, account_id, "us-east-1", _aws_policies()[name])
            if policy.arn == arn:
                backend.managed_policies[arn] = policy

    def documents(self, account_id: str, principal: Any) -> tuple[str, ...]:
        """All policy documents of a user, group or role: inline, attached, and those of a user's groups."""
        backend = self.account(account_id)
        found = [_inline(policy) for policy in _inline_policies(principal)]
        found += [default_document(policy) for policy in principal.managed_policies.values()]
        for group in backend.groups.values():
            if principal in getattr(group, "users", ()):
                found += self.documents(account_id, group)
        return tuple(found)

    def boundary(self, account_id: str, principal: Any) -> str:
        """The document of a principal's permissions boundary, or ""."""
        arn = getattr(principal, "permissions_boundary_arn", None) or getattr(principal, "permissions_boundary", None)
        if not isinstance(arn, str) or not arn:
            return ""
        self.know_policy(account_id, arn)
        policy = self.account(account_id).managed_policies.get(arn)
        return default_document(policy) if policy else ""

    def key_owner(self, access_key: str) -> tuple[str, Any] | None:
        """The account and key object of a user's access key, or None."""
        # A key never moves to another account: the search over all of them is done once.
        known = self._key_accounts.get(access_key)
        for account_id in [known] if known else self._prepared:
            key = iam_backends[account_id][PARTITION].access_keys.get(access_key)
            if key is not None:
                self._key_accounts[access_key] = account_id
                return account_id, key
        return None


def default_document(policy: Any) -> str:
    """The document of a managed policy's default version."""
    return next(str(one.document) for one in policy.versions if one.version_id == policy.default_version_id)


def _inline_policies(principal: Any) -> list[Any]:
    policies = principal.policies
    return list(policies.values()) if isinstance(policies, dict) else list(policies)


def _inline(policy: Any) -> str:
    return policy if isinstance(policy, str) else str(getattr(policy, "policy_document", policy))


@cache
def _aws_policies() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(aws_managed_policies_data)
    return found
