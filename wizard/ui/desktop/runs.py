"""The runs, as far as they lead from one window to another."""

import logging
from collections.abc import Sequence
from typing import Protocol

from wizard.model.connection import Connection, ConnectRequest
from wizard.model.failure import WizardError
from wizard.model.plan import RunEnd, RunKind
from wizard.runner.works import Works

_log = logging.getLogger(__name__)


class Rows(Protocol):
    """The list of connections."""

    async def all(self) -> Sequence[Connection]:
        """Give every row. Raises WizardError."""


def is_removed_to_start_over(works: Works, connection_id: str) -> bool:
    """Tell whether there may be something to start over with: its run is done, or was done by an earlier process."""
    work = works.of(connection_id)
    return work is None or (work.kind is RunKind.START_OVER and work.state.end is RunEnd.DONE)


async def taken_to_start_over(works: Works, connection_id: str) -> ConnectRequest | None:
    """Give what is started over with, once; its run is put aside then."""
    try:
        request = await works.take_start_over(connection_id)
    except WizardError as error:
        _log.warning("What was typed could not be brought back: %s", error.failure.text)
        return None
    if request is not None:
        works.put_aside(connection_id)
    return request


async def under_way_in(works: Works, rows: Rows, place: str) -> str:
    """Give the connection that is being worked on in an organization; empty where there is none. Raises WizardError.

    place: its root ID, or the ID of an account that is connected by itself
    """
    for row in await rows.all():
        work = works.of(row.connection_id) if row.identity.place == place else None
        if work is not None and work.state.end in (None, RunEnd.PAUSED):
            return row.connection_id
    return ""
