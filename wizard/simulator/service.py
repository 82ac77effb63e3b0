"""One running embedded AWS: clock, world and server of a scenario."""

from wizard.simulator.clock import Clock
from wizard.simulator.gate.gate import Gate
from wizard.simulator.scenarios.building import build
from wizard.simulator.scenarios.identities import exports
from wizard.simulator.scenarios.scenario import Scenario
from wizard.simulator.server import Server


class Service:
    """Serves a scenario from its creation until `stop`. `exports`: the environment variables that a client needs."""

    def __init__(self, scenario: Scenario, *, port: int, accounts: int, speed: float) -> None:
        self._clock = Clock(speed)
        world = build(scenario, self._clock, accounts)
        self._server = Server(Gate(world), port)
        self.exports = exports(world, scenario, self._server.url)
        self._server.start()

    def stop(self) -> None:
        """End serving."""
        self._server.stop()
        self._clock.stop()
