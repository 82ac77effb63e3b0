"""Identity Center: one instance, in one region (R42). moto keeps its users, groups and permission sets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto.identitystore.models import identitystore_backends
from moto.ssoadmin.models import ssoadmin_backends

from wizard.simulator.call import Api, Call
from wizard.simulator.errors import AwsError

SSO = Api("sso")


@dataclass(frozen=True)
class IdentityCenter:
    """The organization's instance; `region` is the primary one."""

    owner: str
    region: str
    instance_arn: str
    store_id: str
    created: datetime

    @classmethod
    def new(cls, owner: str, region: str, created: datetime) -> "IdentityCenter":
        """The instance that moto has in a region, with some people and groups; one group has no display name."""
        instance = ssoadmin_backends[owner][region].instances[0]
        found = cls(owner, region, instance.instance_arn, instance.identity_store_id, created)
        store = identitystore_backends[owner][region]
        groups = [store.create_group(found.store_id, name, "")[0] for name in ("Administrators", "Developers", "")]
        for number, (given, family) in enumerate((("Anna", "Berg"), ("Chidi", "Okafor"), ("Dana", "Kim"))):
            user, _ = store.create_user(
                found.store_id,
                f"{given}.{family}".lower(),
                {"GivenName": given, "FamilyName": family},
                f"{given} {family}",
                "",
                "",
                [{"Value": f"{given}.{family}@acme.example".lower(), "Type": "work", "Primary": True}],
                [],
                [],
                "",
                "",
                "",
                "",
                "",
            )
            store.create_group_membership(found.store_id, groups[number], {"UserId": user})
        return found


@SSO.action("ListInstances")
def list_instances(call: Call) -> Mapping[str, Any]:
    """The instance in its own region, or everywhere when all regions are asked for (R42)."""
    found = _visible(call)
    everywhere = call.text("RegionScope") == "ALL_REGIONS"
    return {"Instances": [_answer(found)] if found and (everywhere or call.region == found.region) else []}


@SSO.action("DescribeInstance")
def describe_instance(call: Call) -> Mapping[str, Any]:
    """The instance, in its own region."""
    found = _visible(call)
    if found is None or call.region != found.region or call.text("InstanceArn") != found.instance_arn:
        raise AwsError("ResourceNotFoundException", "Instance does not exist")
    return _answer(found)


def require_store(call: Call) -> None:
    """Raise AwsError where an identity store is asked for in the wrong region."""
    found = call.world.identity_center
    if found is None or call.region != found.region or call.text("IdentityStoreId") != found.store_id:
        raise AwsError("ResourceNotFoundException", "IdentityStore not found.")


def require_instance(call: Call) -> None:
    """Raise AwsError where an instance is asked for in the wrong region (R42)."""
    found, wanted = call.world.identity_center, call.text("InstanceArn")
    if wanted and (found is None or call.region != found.region or wanted != found.instance_arn):
        raise AwsError("ResourceNotFoundException", "Instance does not exist")


def _visible(call: Call) -> IdentityCenter | None:
    organization = call.world.organization
    return call.world.identity_center if organization and call.account in organization.accounts else None


def _answer(found: IdentityCenter) -> dict[str, Any]:
    return {
        "InstanceArn": found.instance_arn,
        "IdentityStoreId": found.store_id,
        "OwnerAccountId": found.owner,
        "CreatedDate": found.created,
        "Status": "ACTIVE",
        "PrimaryRegion": found.region,
    }
