"""Whose something at AWS is, told by its tags: what does not carry our tag is never changed or deleted."""

from collections.abc import Mapping
from enum import StrEnum

from wizard import __version__
from wizard.aws.stacks import Stack
from wizard.model.connection import ConnectRequest
from wizard.operations.parameters import CONNECTION_ID

CONNECTION_TAG = "org-wizard:connection"
PROVIDER_TAG = "org-wizard:provider"
VERSION_TAG = "org-wizard:version"


class Ownership(StrEnum):
    """Who made something: this connection, another connection of Org Wizard, or somebody else."""

    OURS = "ours"
    OTHER_CONNECTION = "other-connection"
    FOREIGN = "foreign"


def connection_tags(request: ConnectRequest) -> dict[str, str]:
    """Give the tags that everything made for a connection carries."""
    return {
        CONNECTION_TAG: request.connection_id,
        PROVIDER_TAG: request.provider_id,
        VERSION_TAG: __version__,
    }


def ownership(tags: Mapping[str, str], connection_id: str) -> Ownership:
    """Say whose the thing with these tags is."""
    tagged = tags.get(CONNECTION_TAG)
    if not tagged:
        return Ownership.FOREIGN
    return Ownership.OURS if tagged == connection_id else Ownership.OTHER_CONNECTION


def stack_ownership(stack: Stack, connection_id: str) -> Ownership:
    """Say whose a stack is: by its tags, or where it carries none of ours by the parameter `ConnectionId`.

    A person who makes the stack in the AWS console uploads our template, and puts no tags on it.
    """
    by_tags = ownership(stack.tags, connection_id)
    if by_tags is not Ownership.FOREIGN:
        return by_tags
    return ownership({CONNECTION_TAG: stack.parameters.get(CONNECTION_ID, "")}, connection_id)
