"""The identities that every scenario has, and the shell lines that name their keys."""

import json
from typing import Any

from wizard.simulator.gate.faults import Expire
from wizard.simulator.identity.sts import trust_document
from wizard.simulator.names import ADMINISTRATOR_POLICY, DEFAULT_REGION, PARTITION
from wizard.simulator.organizations.tree import Organization
from wizard.simulator.scenarios.organizations import DELEGATED_NAME, PLAIN_MEMBER_NAME
from wizard.simulator.scenarios.scenario import Scenario
from wizard.simulator.world import World

_LIMITED = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": ["sts:*", "organizations:Describe*", "organizations:List*"], "Resource": "*"}
    ],
}

_ASSUME_ONLY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}],
}


def exports(world: World, scenario: Scenario, url: str) -> dict[str, str]:
    """Makes the identities; gives the environment variables that a client needs.

    Where credentials expire, RENEWED_… are those of the next sign-in; where a second factor is needed, MFA_SERIAL
    and MFA_ROLE_ARN are the device and the role that needs it.
    """
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
    if scenario.expires_after:
        world.faults.append(Expire(world.clock, administrator.access_key_id, scenario.expires_after))
        keys_after = _user(world, world.management_account, "administrator-again", administrator=True)
        found["RENEWED_ACCESS_KEY_ID"] = keys_after.access_key_id
        found["RENEWED_SECRET_ACCESS_KEY"] = keys_after.secret_access_key
    if scenario.mfa:
        found["MFA_SERIAL"], found["MFA_ROLE_ARN"] = require_mfa(world)
    found["VENDOR_PRINCIPAL"] = f"arn:{PARTITION}:iam::{vendor}:root"
    return found


def require_mfa(world: World) -> tuple[str, str]:
    """Let the administrator do nothing but take on a role, and that with a second factor only."""
    account = world.management_account
    user = f"arn:{PARTITION}:iam::{account}:user/administrator"
    serial = f"arn:{PARTITION}:iam::{account}:mfa/administrator"
    backend = world.iam.account(account)
    backend.detach_user_policy(ADMINISTRATOR_POLICY, "administrator")
    backend.put_user_policy("administrator", "assume-only", json.dumps(_ASSUME_ONLY))
    trust = trust_document({"AWS": user}, Bool={"aws:MultiFactorAuthPresent": "true"})
    role = world.iam.create_role(account, "AdministratorWithSecondFactor", trust)
    backend.attach_role_policy(ADMINISTRATOR_POLICY, role.name)
    return serial, role.arn


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
    world.iam.create_user(account, name, inline, (ADMINISTRATOR_POLICY,) if administrator else ())
    return world.iam.create_access_key(account, name)
