"""Makes a world from a scenario: each entry of its `world` is a step of this table."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from wizard.simulator.clock import Clock
from wizard.simulator.gate.faults import make
from wizard.simulator.identity.identity_center import IdentityCenter
from wizard.simulator.identity.sts import trust_document
from wizard.simulator.names import DEFAULT_REGION, PARTITION, STACK_SETS_PRINCIPAL
from wizard.simulator.organizations.tree import Organization, Policy
from wizard.simulator.scenarios import left_over
from wizard.simulator.scenarios.organizations import (
    DEFAULT,
    DELEGATED_NAME,
    MANAGEMENT_NAME,
    SUSPENDED_NAME,
    from_names,
    of_size,
)
from wizard.simulator.scenarios.scenario import Scenario
from wizard.simulator.sign_in.assignments import assign
from wizard.simulator.world import World


def build(scenario: Scenario, clock: Clock, accounts: int = 0, organization: str = "") -> World:
    """The world of a scenario; `accounts` changes the size of its organization, `organization` its name and its IDs."""
    world = World(organization or "acme", clock, scenario.custom_resources)
    steps = dict(scenario.world)
    size = accounts or int(steps.get("accounts", 0))
    steps.pop("accounts", None)
    named = steps.pop("management_name", MANAGEMENT_NAME)
    management_name = organization or named
    tree = steps.pop("tree", DEFAULT)
    if not steps.pop("no_organization", False):
        world.organization = (
            of_size(world.ids, world.management_account, size)
            if size
            else from_names(world.ids, world.management_account, tree, management_name)
        )
        _usual(world, world.organization)
        steps.setdefault("identity_center", DEFAULT_REGION)
    for name, value in steps.items():
        STEPS[name](world, value)
    world.faults = [make(rule) for rule in scenario.rules]
    return world


def _usual(world: World, organization: Organization) -> None:
    names = {one.name: one for one in organization.accounts.values()}
    if SUSPENDED_NAME in names:
        names[SUSPENDED_NAME].state = "SUSPENDED"
    if DELEGATED_NAME in names:
        delegated = names[DELEGATED_NAME].account_id
        organization.delegated[delegated] = {STACK_SETS_PRINCIPAL: world.clock.now()}


def _organization(world: World) -> Organization:
    if world.organization is None:
        raise ValueError("This step of a scenario needs an organization")
    return world.organization


def _trusted_access(world: World, state: str) -> None:
    """`enabled`; `principal-only`, which is not enough; `permanently-off` (R11)."""
    organization = _organization(world)
    organization.stack_sets_access = {"enabled": "ENABLED", "permanently-off": "DISABLED_PERMANENTLY"}.get(
        state, "DISABLED"
    )
    if state != "permanently-off":
        organization.trusted_services[STACK_SETS_PRINCIPAL] = world.clock.now()
    if state == "enabled":
        world.make_service_linked_role()


def _feature_set(world: World, feature_set: str) -> None:
    _organization(world).feature_set = feature_set
    if feature_set != "ALL":
        _organization(world).policy_types = []


def _suspended(world: World, names: list[str]) -> None:
    organization = _organization(world)
    for name in names:
        organization.accounts[organization.named(name)].state = "SUSPENDED"


def _policies(world: World, policies: list[Mapping[str, Any]]) -> None:
    """Service control policies: name, targets (names of OUs or accounts), statements."""
    organization = _organization(world)
    for one in policies:
        content = json.dumps({"Version": "2012-10-17", "Statement": one["statements"]})
        policy = Policy(world.ids.policy(), one["name"], content, one.get("description", ""))
        policy.targets |= {organization.named(target) for target in one["targets"]}
        organization.policies[policy.policy_id] = policy


def _roles(world: World, roles: list[Mapping[str, Any]]) -> None:
    """Roles that are there already: name, accounts (names, or `management`), foreign policies attached."""
    for one in roles:
        for name in one["accounts"]:
            account = world.management_account if name == "management" else _organization(world).named(name)
            trust = trust_document({"AWS": f"arn:{PARTITION}:iam::{account}:root"})
            world.iam.create_role(account, one["name"], trust, tags={"team": "platform"})


def _foreign_policy_in(world: World, names: list[str]) -> None:
    """The accounts in which somebody attaches a policy to the role of `foreign_policy_on`."""
    world.foreign_policy_in = tuple(_organization(world).named(name) for name in names)


def _identity_center(world: World, region: str) -> None:
    """The region that Identity Center lives in."""
    world.identity_center = IdentityCenter.new(world.management_account, region, world.clock.now())
    assign(world)


def _numbers(name: str) -> Callable[[World, Any], None]:
    def turn(world: World, value: Any) -> None:
        setattr(world, name, value)

    return turn


STEPS: Mapping[str, Callable[[World, Any], None]] = {
    "trusted_access": _trusted_access,
    "feature_set": _feature_set,
    "suspended": _suspended,
    "policies": _policies,
    "roles": _roles,
    "left_over_stack": left_over.stack,
    "left_over_stack_set": left_over.stack_set,
    "role_delay": _numbers("role_delay"),
    "read_delay": _numbers("read_delay"),
    "slowness": _numbers("slowness"),
    "early_validation": _numbers("early_validation"),
    "instance_seconds": _numbers("instance_seconds"),
    "tolerance_cap": _numbers("tolerance_cap"),
    "foreign_policy_on": _numbers("foreign_policy_on"),
    "foreign_policy_in": _foreign_policy_in,
    "identity_center": _identity_center,
}
