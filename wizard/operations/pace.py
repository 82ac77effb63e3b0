"""How often AWS is asked while it works (R23), and how a wait is cut short."""

from wizard.model.ports import Clock
from wizard.operations.protocol import StepJournal

_STEPS = ((30.0, 1.0), (180.0, 2.0), (900.0, 5.0))
_SLOWEST = 10.0
_SLICE = 1.0


def delay_after(elapsed: float) -> float:
    """Give the seconds until the next question, `elapsed` seconds after the first: quick at first, slower later."""
    return next((delay for limit, delay in _STEPS if elapsed < limit), _SLOWEST)


async def wait_unless_cancelled(clock: Clock, journal: StepJournal, seconds: float) -> bool:
    """Wait; give False as soon as the person pressed "Stop", True where the time is over."""
    left = seconds
    while left > 0 and not journal.cancelled():
        await clock.sleep(min(left, _SLICE))
        left -= _SLICE
    return not journal.cancelled()
