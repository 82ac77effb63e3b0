"""One running embedded AWS: clock, world and server of a scenario."""

import gc
import sys

from wizard.simulator.clock import Clock
from wizard.simulator.gate.gate import Gate
from wizard.simulator.scenarios.building import build
from wizard.simulator.scenarios.identities import exports
from wizard.simulator.scenarios.scenario import Scenario
from wizard.simulator.server import Server


class Service:
    """Serves a scenario from its creation until `stop`. `exports`: the environment variables that a client needs."""

    def __init__(self, scenario: Scenario, *, port: int, accounts: int, speed: float, organization: str = "") -> None:
        self._clock = Clock(speed)
        world = build(scenario, self._clock, accounts, organization)
        self._server = Server(Gate(world), port)
        self.exports = exports(world, scenario, self._server.url)
        _tune()
        self._server.start()

    def stop(self) -> None:
        """End serving."""
        self._server.stop()
        self._clock.stop()


def _tune() -> None:
    """Keep answers quick while thousands of accounts deploy: no long collections, and requests get their turn soon."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)
    sys.setswitchinterval(0.001)
