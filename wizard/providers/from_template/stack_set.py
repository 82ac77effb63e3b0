"""What is different in a definition where a StackSet deploys the template to the member accounts (R24 to R32)."""

from typing import Any

from wizard.providers.template import Template

_LONGEST_NAME = 128
_MEMBERS, _FILTERED = "-members", "-members-filtered"
_SETS = tuple(
    f"arn:{{partition}}:cloudformation:{{region}}:{{account}}:stackset{kind}/{{{name}}}:*"
    for kind in ("", "-target")
    for name in ("stack_set", "stack_set_filtered")
)


def can_be_stack_set(template: Template) -> bool:
    """Whether a service-managed StackSet takes the template, and it fits into the call."""
    kept = any(one.secret and one.default for one in template.parameters.values())  # a StackSet is told every value
    return "stack-set" in template.deploy_as and not template.needs_s3 and not kept


def by_stack_set(name: str, vendor: str, template: Template, role: str) -> dict[str, Any]:
    """Give the fields that take the place of those of a stack.

    name: what the stack would be called
    role: the fixed name of its one role; empty where there is none
    """
    stem = name[: _LONGEST_NAME - len(_FILTERED)]
    names = {"stack": name, "stack_set": stem + _MEMBERS, "stack_set_filtered": stem + _FILTERED, "role": role}
    return {
        "deploy": "stack-set",
        "chooses_accounts": "true",
        "names": names,
        "checks": [
            *("signed-in", "management-account", "all-features", "trusted-access", "permissions"),
            *("stack-set-name", "already-connected", "region-enabled", "targets"),
        ],
        "operations": ["trusted-access", "stack-sets", "accounts"],
        "outputs": {},
        "handover": _handover(vendor, role),
        "needed_actions": _needed(template),
    }


def _handover(vendor: str, role: str) -> dict[str, Any]:
    where = "The same name in every account that is connected."
    values = [{"value": "member-role-arn", "label": "RoleARN in each account", "where": where}] if role else []
    account = {"value": "management-account", "label": "Account ID", "where": f"Where {vendor} asks for it."}
    return {
        "place": f"The setup page of {vendor}",
        "values": [*values, account],
        "next_steps": [f"Go back to the setup page of {vendor}, and paste there what it asks for."],
    }


def _needed(template: Template) -> list[dict[str, Any]]:
    sets = [f"cloudformation:{one}StackSet" for one in ("Create", "Delete", "Describe")]
    instances = ["cloudformation:CreateStackInstances", "cloudformation:DeleteStackInstances"]
    types = [f"arn:{{partition}}:cloudformation:{{region}}::type/resource/{one.replace('::', '-')}"
             for one in template.resource_types if one.startswith("AWS::")]  # fmt: skip
    reason = "Make the StackSets for the member accounts, and undo them"
    return [
        {"reason": reason, "operation": "stack-sets", "actions": [*sets, *instances], "resources": list(_SETS[:2])},
        {"reason": reason, "operation": "stack-sets", "actions": instances, "resources": [*_SETS[2:], *types]},
        {"reason": "See whether the name of a StackSet is taken", "actions": ["cloudformation:ListStackSets"]},
    ]
