"""The "Stop" button of one run."""

import asyncio

from wizard.model.ports import Clock


class StopSwitch:
    """Off until it is pressed; waits end at once when it is."""

    def __init__(self) -> None:
        self._pressed = asyncio.Event()

    def press(self) -> None:
        """Ask the run to stop."""
        self._pressed.set()

    def release(self) -> None:
        """Let the run go on again."""
        self._pressed.clear()

    @property
    def pressed(self) -> bool:
        """Whether the run was asked to stop."""
        return self._pressed.is_set()

    async def wait(self, clock: Clock, seconds: float) -> None:
        """Wait so long, or until the switch is pressed."""
        sleeping = asyncio.ensure_future(clock.sleep(seconds))
        pressing = asyncio.ensure_future(self._pressed.wait())
        try:
            await asyncio.wait({sleeping, pressing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            pressing.cancel()
