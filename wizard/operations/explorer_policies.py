"""Which policies of the organization keep CloudFormation out of a region, and with it Quick Setup (R37, R43)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.model.message import Message
from wizard.model.organization import OrganizationTree
from wizard.operations.policies_in_force import PoliciesInForce
from wizard.operations.policy_change import STACK_SETS_ROLE
from wizard.operations.policy_decision import Denial, Question, denials

_ACTION = "cloudformation:CreateStack"
_NAMED = 5


@dataclass
class _Group:
    """Where one statement denies."""

    denial: Denial
    regions: dict[str, None] = field(default_factory=dict)
    accounts: dict[str, None] = field(default_factory=dict)


async def denied_regions(
    access: AwsAccess, tree: OrganizationTree, missing: Mapping[str, Sequence[str]], partition: str
) -> tuple[Message, ...]:
    """Name each statement that denies CloudFormation where an index is missing; never fails for what AWS refuses.

    missing: by account ID, the regions without an index
    """
    names = {one: tree.accounts[one].name for one in missing}
    try:
        levels = await PoliciesInForce(access, tree.identity.root_id, tree).read(dict.fromkeys(missing, ""), names)
    except AwsError as error:
        return (Message("explorer.policies-unread", {"reason": error.failure.text}),)
    groups: dict[tuple[object, ...], _Group] = {}
    for account, regions in missing.items():
        principal = f"arn:{partition}:iam::{account}:role/{STACK_SETS_ROLE}"
        for region in regions:
            question = Question(_ACTION, account, region, partition, principal=principal)
            for one in denials(levels[account], question):
                key = (one.policy.policy_id if one.policy else "", one.number, one.targets)
                group = groups.setdefault(key, _Group(one))
                group.regions[region] = group.accounts[names[account]] = None
    return tuple(_told(one) for one in groups.values())


def _told(group: _Group) -> Message:
    one = group.denial
    places = ", ".join(target.name for target in one.targets)
    values = {"places": places, "regions": ", ".join(group.regions), "accounts": _few(list(group.accounts))}
    if one.policy is None:
        return Message("explorer.not-allowed", values)
    sid = str((one.statement or {}).get("Sid") or one.number)
    key = "explorer.denied" if one.certain else "explorer.perhaps-denied"
    return Message(key, {**values, "policy": one.policy.name, "statement": sid})


def _few(names: list[str]) -> str:
    return ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
