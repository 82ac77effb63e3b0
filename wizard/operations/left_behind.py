"""What a person chose to leave at AWS, so that the end of a connection can name it once more."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from wizard.aws.roles import Role
from wizard.operations.context import Context
from wizard.operations.policy_documents import statements
from wizard.operations.role_trust import allows_anyone

LEFT = "left-behind"
STILL_TRUSTED = "still-trusted"
LET_GO = "let-go"
_SID = "LeftBehindByOrgWizard"

TRUST_NOBODY: Mapping[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [{"Sid": _SID, "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
}
"""A trust policy needs a statement; this one lets nobody take the role on, and says why the role is still there."""


def left_on_purpose(role: Role) -> bool:
    """Whether a role was left behind by the mend: AWS itself remembers it, on every computer."""
    return not allows_anyone(role.trust) and any(one.get("Sid") == _SID for one in statements(role.trust))


async def note_accounts(context: Context, step: str, accounts: Sequence[str]) -> None:
    """Keep accounts, as people read them, under one of the steps above, with those that this run kept before."""
    known = await context.journal.noted(step)
    kept = dict.fromkeys([*(json.loads(known) if known else []), *accounts])
    if kept:
        await context.journal.note(step, json.dumps(list(kept)))


async def noted_accounts(context: Context, step: str, operations: Sequence[str]) -> tuple[str, ...]:
    """Give the accounts that these operations kept so since the connection was last made."""
    notes = [note for operation in operations for note in await context.remembered(operation, step)]
    return tuple(dict.fromkeys(account for note in notes for account in json.loads(note)))
