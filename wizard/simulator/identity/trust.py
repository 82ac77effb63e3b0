"""Whether a trust policy lets a principal take a role on (R39)."""

from collections.abc import Mapping
from typing import Any

from wizard.simulator.names import PARTITION
from wizard.simulator.policies.conditions import Context, as_list
from wizard.simulator.policies.documents import statements
from wizard.simulator.policies.principal import Principal


def trusts(document: str, principal: Principal, action: str, context: Context) -> str:
    """Say "no", "by account" (its account is trusted as a whole) or "by name" (it or everyone is named)."""
    found = "no"
    for statement in statements(document):
        how = _names(statement.body, principal)
        if not how or not statement.applies(action, "*", context):
            continue
        if not statement.allow:
            return "no"
        found = "by name" if "by name" in (found, how) else how
    return found


def _names(body: Mapping[str, Any], principal: Principal) -> str:
    if "NotPrincipal" in body or "Principal" not in body:
        return ""
    named = body["Principal"]
    wanted = ["*"] if named == "*" else [str(one) for one in as_list(named.get("AWS", []))]
    whole_account = (principal.account, f"arn:{PARTITION}:iam::{principal.account}:root")
    if "*" in wanted or principal.arn in wanted or principal.policy_arn in wanted:
        return "by name"
    return "by account" if any(one in whole_account for one in wanted) else ""
