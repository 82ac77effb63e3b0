"""iam:SimulatePrincipalPolicy and iam:GetContextKeysForPrincipalPolicy, which moto does not have (R41)."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from wizard.simulator.call import Api, Call
from wizard.simulator.errors import AwsError
from wizard.simulator.names import PARTITION
from wizard.simulator.policies.decision import Rules, decide
from wizard.simulator.policies.principal import Principal

IAM = Api("iam")
_ENTITY = re.compile(rf"arn:{PARTITION}:iam::(\d{{12}}):(user|group|role)/(?:.+/)?([\w+=,.@-]+)")


@IAM.action("SimulatePrincipalPolicy")
def simulate_principal_policy(call: Call) -> Mapping[str, Any]:
    """What a user, group or role may do: identity policies, boundary, and the account's SCPs."""
    principal = _principal(call, call.required("PolicySourceArn"))
    world = call.world
    rules = _rules(call, principal)
    extra = tuple(str(one) for one in call.entries("PolicyInputList"))
    rules = Rules((*(rules.identity or ()), *extra), rules.boundary, rules.session, rules.service_control)
    entries = {
        str(one["ContextKeyName"]): [str(v) for v in one["ContextKeyValues"]] for one in call.entries("ContextEntries")
    }
    resources = [str(one) for one in call.entries("ResourceArns")] or ["*"]
    results: list[dict[str, Any]] = []
    for action in [str(one) for one in call.entries("ActionNames")]:
        if ":" not in action:
            raise AwsError("InvalidInput", f"Invalid Action: {action}")
        for resource in resources:
            context = {**world.authorization.context(principal, action, call.region), **entries}
            decision = decide(rules, action, resource, context)
            results.append(
                {
                    "EvalActionName": action,
                    "EvalResourceName": resource,
                    "EvalDecision": decision.outcome,
                    "MatchedStatements": [],
                    "MissingContextValues": [],
                    "OrganizationsDecisionDetail": {"AllowedByOrganizations": decision.by_organization}
                    if rules.service_control
                    else None,
                    "PermissionsBoundaryDecisionDetail": {"AllowedByPermissionsBoundary": decision.by_boundary}
                    if rules.boundary
                    else None,
                }
            )
    return {"EvaluationResults": results, "IsTruncated": False}


@IAM.action("GetContextKeysForPrincipalPolicy")
def get_context_keys_for_principal_policy(call: Call) -> Mapping[str, Any]:
    """The condition keys that a principal's policies ask for."""
    rules = _rules(call, _principal(call, call.required("PolicySourceArn")))
    keys = {key for document in rules.identity or () for key in _keys(json.loads(document))}
    return {"ContextKeyNames": sorted(keys)}


def _principal(call: Call, arn: str) -> Principal:
    found = _ENTITY.fullmatch(arn)
    if not found:
        raise AwsError("InvalidInput", f"Invalid Entity Arn: {arn} does not clearly define entity type and name.")
    account, kind, name = found.groups()
    backend = call.world.iam.account(account)
    there: Any
    if account != call.account:
        there = None
    elif kind == "user":
        there = backend.users.get(name)
    else:
        there = backend.groups.get(name) if kind == "group" else call.world.iam.find_role(account, name)
    if there is None or there.arn != arn:
        raise AwsError("NoSuchEntity", f"The {kind} with name {name} cannot be found.", 404)
    return Principal(account, arn, there.id, kind, name)


def _rules(call: Call, principal: Principal) -> Rules:
    if principal.kind != "group":
        return call.world.authorization.rules(principal)
    group = call.world.iam.account(principal.account).groups[principal.name]
    return Rules(call.world.iam.documents(principal.account, group))


def _keys(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "Condition" and isinstance(value, dict):
                for keys in value.values():
                    yield from keys
            else:
                yield from _keys(value)
    elif isinstance(node, list):
        for one in node:
            yield from _keys(one)
