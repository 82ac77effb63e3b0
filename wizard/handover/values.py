"""The values of a connection that are handed to the provider."""

import re
from dataclasses import dataclass

from wizard.model.connection import Connection
from wizard.model.directory import STORE_ID
from wizard.model.identifiers import ACCOUNT_ID, grouped_account_id
from wizard.providers.definition import ProviderDefinition
from wizard.providers.setting import YES, Kind

_ANY_ACCOUNT = "ACCOUNT-ID"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One value: as people read it, and as it is copied.

    where:  the vendor's field for it
    shown:  in one line
    yes_no: it is a switch: `copied` is "true" or "false", and there is nothing to read but a word
    """

    id: str
    label: str
    where: str
    shown: str
    copied: str
    yes_no: bool = False


def handed_over(connection: Connection, definition: ProviderDefinition) -> tuple[HandedOver, ...]:
    """Give what there is to paste at the provider, in its order; what is empty is left out."""
    raw, words = raw_values(connection, definition), spoken_values(connection, definition)
    switches = {one.id for one in definition.settings if one.kind in (Kind.SWITCH, Kind.TICK)}
    return tuple(
        HandedOver(
            one.value,
            one.label,
            one.where,
            " ".join(words[one.value].split()),
            raw[one.value] if one.value in {*switches, "management-account"} else words[one.value],
            one.value in switches,
        )
        for one in definition.handover.values
        if raw.get(one.value)
    )


def raw_values(connection: Connection, definition: ProviderDefinition) -> dict[str, str]:
    """Give every value by HANDED_OVER and setting ID, as it is kept; secrets are not among a connection's settings."""
    identity, left_out = connection.identity, sorted(connection.selection.left_out)
    settings = {one.id: connection.settings.get(one.id, "") for one in definition.settings if not one.secret}
    values = {
        **settings,
        "root-id": identity.root_id,
        "role-arn": connection.role_arn,
        "member-role-arn": member_role_arn(connection, _ANY_ACCOUNT),
        "management-account": identity.management_account_id,
        "region": connection.region,
        "profile": connection.profile,
        STORE_ID: connection.settings.get(STORE_ID, ""),
        "excluded-units": ",".join(one for one in left_out if one.startswith("ou-")),
        "excluded-accounts": ",".join(one for one in left_out if ACCOUNT_ID.fullmatch(one)),
    }
    for one in definition.handover.values:
        if one.also:
            values[one.value] = ",".join(listed(f"{values[one.value]},{settings.get(one.also, '')}"))
    return values


def target_entry(connection: Connection, definition: ProviderDefinition) -> dict[str, str]:
    """Give the lines of the entry for the vendor's file, in order; lines without a value are left out."""
    target, known = definition.handover.target, raw_values(connection, definition)
    entries = target.entries if target else ()
    lines = {one.key: one.text or known.get(one.value, "") or known.get(one.other, "") for one in entries}
    return {key: text for key, text in lines.items() if text}


def member_role_arn(connection: Connection, account_id: str) -> str:
    """Give the RoleARN of one account, where every account has a role of its own; built from the role's name."""
    return f"arn:{connection.partition}:iam::{account_id}:role/{connection.names.role}"


def spoken_values(connection: Connection, definition: ProviderDefinition) -> dict[str, str]:
    """Give the same as people read them: options by their labels, an account's ID in groups, yes and no."""
    words = raw_values(connection, definition)
    for one in definition.settings:
        if one.id in words:
            switched = one.kind in (Kind.SWITCH, Kind.TICK)
            words[one.id] = ("yes" if words[one.id] == YES else "no") if switched else one.labelled(words[one.id])
    for key in ("excluded-units", "excluded-accounts"):
        words[key] = ", ".join(listed(words[key]))
    words["management-account"] = grouped_account_id(words["management-account"])
    return words


def listed(text: str) -> tuple[str, ...]:
    """Give the entries of a list that was typed, with or without spaces, each once and in its order."""
    return tuple(dict.fromkeys(filter(None, (one.strip() for one in re.split(r"[,\n]", text)))))
