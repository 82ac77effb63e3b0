"""What is known besides a failure's words, mostly from the checks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wizard.model.failure import RawFailure

_IAM_SETTLES = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Known:
    """Facts that decide between causes with the same words; None where nobody looked.

    in_organization:        the signed-in account belongs to an organization
    management_account:     the signed-in account is the organization's management account
    delegated_admin:        the signed-in account is a delegated administrator for StackSets
    all_features:           the organization has all features turned on
    trusted_access:         StackSets' trusted access is on (DescribeOrganizationsAccess, R11)
    organizations_allowed:  the signed-in user may read the organization
    region_exists:          the region is one of AWS's
    region_enabled:         the region is turned on in the account
    network_reachable:      another AWS endpoint answered from this computer just now
    names_resolve:          this computer resolves host names just now
    credentials_expire_at:  when the credentials in use end, UTC; None also where they do not end
    role_created_at:        when the role in question was made, UTC (R38: up to a minute until it works everywhere)
    scp_denies:             a service control policy in force for the account denies the action
    account_suspended:      the account that the failure is about is suspended or closed
    target_is_management:   the account that the failure is about is the management account (R24)
    role_exists:            the role in question exists
    stack_exists:           the stack or StackSet in question exists
    """

    in_organization: bool | None = None
    management_account: bool | None = None
    delegated_admin: bool | None = None
    all_features: bool | None = None
    trusted_access: bool | None = None
    organizations_allowed: bool | None = None
    region_exists: bool | None = None
    region_enabled: bool | None = None
    network_reachable: bool | None = None
    names_resolve: bool | None = None
    credentials_expire_at: datetime | None = None
    role_created_at: datetime | None = None
    scp_denies: bool | None = None
    account_suspended: bool | None = None
    target_is_management: bool | None = None
    role_exists: bool | None = None
    stack_exists: bool | None = None

    def truths(self, failure: RawFailure) -> dict[str, bool]:
        """Give what is known as true or false, by name; times are compared with when the failure was met."""
        found = {name: value for name in _TRUTHS if (value := getattr(self, name)) is not None}
        if self.credentials_expire_at is not None:
            found["credentials_expired"] = self.credentials_expire_at <= failure.at
        if self.role_created_at is not None:
            found["role_is_new"] = failure.at - self.role_created_at < _IAM_SETTLES
        return found


_TRUTHS = tuple(name for name in Known.__slots__ if not name.endswith("_at"))
