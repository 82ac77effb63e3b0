"""The embedded AWS as a process: `python -m wizard.simulator [--scenario NAME] [--speed X] …`."""

import argparse
import json
import shlex
import signal
import sys
import threading
from collections.abc import Sequence

from wizard.simulator.scenarios.scenario import UnknownScenarioError, load, names


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; 0 at a clean end, 2 when the arguments are wrong."""
    chosen = _parser().parse_args(arguments)
    if chosen.list:
        for name in names():
            _say(json.dumps(load(name).listed(), ensure_ascii=False))
        return 0
    try:
        scenario = load(chosen.scenario)
    except UnknownScenarioError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    if chosen.stop_with_stdin:
        threading.Thread(target=_watch_stdin, args=(ended,), daemon=True).start()

    # moto is slow to import; --list and a wrong scenario's name do without it.
    from wizard.simulator.service import Service

    service = Service(
        scenario, port=chosen.port, accounts=chosen.accounts, organization=chosen.organization, speed=chosen.speed
    )
    for name, value in service.exports.items():
        _say(f"export {name}={shlex.quote(value)}")
    _say("ready")
    ended.wait()
    service.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m wizard.simulator", description="An embedded AWS on 127.0.0.1, for any client."
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    parser.add_argument("--scenario", default="happy", metavar="NAME", help="one of those that --list names")
    parser.add_argument("--accounts", type=int, default=0, metavar="N", help="size of the organization")
    parser.add_argument("--organization", default="", metavar="NAME", help="another organization, of that name")
    parser.add_argument("--speed", type=float, default=1.0, metavar="X", help="how many seconds pass in one")
    parser.add_argument("--list", action="store_true", help="the scenarios, one JSON line each")
    parser.add_argument("--stop-with-stdin", action="store_true", help="end when standard input is closed")
    return parser


def _watch_stdin(ended: threading.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    ended.set()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
