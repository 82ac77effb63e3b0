"""The command line. It looks at the display and the Python version before it imports anything large."""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit(
        "Org Wizard needs Python 3.11, 3.12 or 3.13; this is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}. Install one of those and start it again."
    )

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from wizard import __version__
from wizard.options import Options

NO_SCREEN = (
    "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened. "
    "Run it on a desktop, or with --tour DIR to let it run by itself and save a picture of every page."
)
LIST_SCENARIOS = "list"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["--simulator"]:
        return _simulator(arguments[1:])
    return _run(parse(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="org-wizard",
        description="Connect AWS organizations to the services that need a role in them, step by step.",
    )
    parser.add_argument(
        "--demo",
        nargs="?",
        const="happy",
        metavar="SCENARIO",
        help="practise on an embedded AWS: no account, no network; '--demo list' names the scenarios",
    )
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep settings, database and logs in DIR")
    parser.add_argument(
        "--tour",
        type=Path,
        metavar="DIR",
        help="run the main job by itself on the embedded AWS and save a picture of every page into DIR",
    )
    parser.add_argument("--theme", choices=("light", "dark"), help="colours for this run; otherwise the system's")
    parser.add_argument("--self-check", action="store_true", help="check that everything needed is here")
    parser.add_argument(
        "--profiles",
        action="store_true",
        help="list the AWS profiles found here, one line of JSON each, and whether they work",
    )
    parser.add_argument(
        "--open-bundle", type=Path, metavar="FILE", help="open a support bundle that somebody sent, read-only"
    )
    parser.add_argument("--version", action="version", version=f"org-wizard {__version__}")
    parser.add_argument("--speed", type=float, metavar="X", help=argparse.SUPPRESS)
    parser.add_argument("--practice", metavar="SCENARIO", help=argparse.SUPPRESS)
    return parser


def parse(arguments: Sequence[str]) -> Options:
    """Read a command line. Raises SystemExit for one that cannot be understood, and for --help and --version."""
    given = _parser().parse_args(arguments)
    return Options(
        demo=given.demo,
        data_dir=given.data_dir,
        tour=given.tour,
        theme=given.theme,
        self_check=given.self_check,
        profiles=given.profiles,
        open_bundle=given.open_bundle,
        practice=given.practice,
        speed=given.speed,
    )


def _run(options: Options) -> int:
    if options.demo == LIST_SCENARIOS:
        return _list_scenarios()
    if options.self_check:
        _use_offscreen_where_there_is_no_screen(os.environ)
        from wizard.self_check import self_check

        return self_check(options)
    if options.profiles:
        from wizard.list_profiles import list_profiles

        return list_profiles()
    if not options.tour and not has_screen(os.environ):
        sys.stderr.write(NO_SCREEN + "\n")
        return 2
    if options.demo or (options.tour and not options.practice):
        from wizard.practice import practise

        return practise(options)
    _use_offscreen_where_there_is_no_screen(os.environ)
    from wizard.app import run

    return run(options)


def has_screen(environment: Mapping[str, str]) -> bool:
    """Tell whether Qt finds a display; without one `QApplication` aborts the process."""
    if sys.platform in ("win32", "darwin"):
        return True
    chosen = environment.get("QT_QPA_PLATFORM", "")
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or chosen.startswith("offscreen"))


def _use_offscreen_where_there_is_no_screen(environment: dict[str, str] | os._Environ[str]) -> None:
    if not has_screen(environment):
        environment["QT_QPA_PLATFORM"] = "offscreen"


def _list_scenarios() -> int:
    from wizard.practice import scenarios

    for scenario in scenarios():
        sys.stdout.write(f"{scenario['name']}: {scenario['summary']}\n")
    return 0


def _simulator(arguments: Sequence[str]) -> int:
    from wizard.simulator.__main__ import main as simulate

    return simulate(list(arguments)) or 0


if __name__ == "__main__":
    sys.exit(main())
