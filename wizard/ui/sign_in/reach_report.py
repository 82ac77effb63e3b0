"""The result of "Test connection" as text, for whoever looks after the network."""

from datetime import UTC, datetime

from wizard.flow.connection_test import ConnectionTest
from wizard.model.reach import Reach


def report(test: ConnectionTest) -> str:
    """Give one block for each address: whether it answered, by which way, and what was said; passwords never."""
    at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return "\n".join([f"Org Wizard, test connection, {at}", *(_block(test, one) for one in test.reaches.values())])


def _block(test: ConnectionTest, reach: Reach) -> str:
    way = f" through {reach.through}" if reach.through else ""
    first = f"{reach.address.url}{way}: {reach.state.value}, {reach.milliseconds} ms"
    diagnosis = test.diagnosis(reach)
    if diagnosis is None or reach.failure is None:
        return first
    return f"{first}\n  {diagnosis.cause}: {diagnosis.title}\n  {reach.failure.text}"
