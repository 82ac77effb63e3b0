"""The identities that every scenario has, and the shell lines that name their keys."""

import json
from typing import Any

from wizard.simulator.names import DEFAULT_REGION, PARTITION
from wizard.simulator.organizations.tree import Organization
from wizard.simulator.scenarios.organizations import DELEGATED_NAME, PLAIN_MEMBER_NAME
from wizard.simulator.world import ADMINISTRATOR, World

_LIMITED = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": ["sts:*", "organizations:Describe*", "organizations:List*"], "Resource": "*"}
    ],
}


def exports(world: World, url: str) -> dict[str, str]:
    """Makes the identities; gives the environment variables that a client needs."""
    organization = world.organization
    member = _account(world, organization, PLAIN_MEMBER_NAME)
    delegated = _account(world, organization, DELEGATED_NAME)
    vendor = world.ids.account()
    administrator = _user(world, world.management_account, "administrator", administrator=True)
    keys = {
        "MEMBER": _user(world, member, "member-administrator", administrator=True),
        "DELEGATED": _user(world, delegated, "delegated-administrator", administrator=True),
        "LIMITED": _user(world, world.management_account, "limited", administrator=False),
        "VENDOR": _user(world, vendor, "cloud-entitlements", administrator=True),
    }
    found = {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": administrator.access_key_id,
        "AWS_SECRET_ACCESS_KEY": administrator.secret_access_key,
        "AWS_DEFAULT_REGION": DEFAULT_REGION,
    }
    for name, key in keys.items():
        found[f"{name}_ACCESS_KEY_ID"] = key.access_key_id
        found[f"{name}_SECRET_ACCESS_KEY"] = key.secret_access_key
    found["VENDOR_PRINCIPAL"] = f"arn:{PARTITION}:iam::{vendor}:root"
    return found


def _account(world: World, organization: Organization | None, name: str) -> str:
    if organization is None:
        return world.ids.account()
    try:
        return organization.named(name)
    except KeyError:
        members = (one for one in organization.accounts.values() if one.state == "ACTIVE")
        return next(one.account_id for one in members if one.account_id != organization.management_account)


def _user(world: World, account: str, name: str, *, administrator: bool) -> Any:
    inline = {} if administrator else {"look-only": json.dumps(_LIMITED)}
    world.iam.create_user(account, name, inline, (ADMINISTRATOR,) if administrator else ())
    return world.iam.account(account).create_access_key(name)
