"""What the command line asked for."""

from dataclasses import dataclass
from pathlib import Path

PRACTICE_PROFILE = "practice"
"""The profile that practice writes for the person; others may stand beside it."""
SCENARIO_VARIABLE = "ORG_WIZARD_SCENARIO"
"""Set for the process that practises: what the embedded AWS's scenario declares, as JSON."""

TOKEN_FOLDER_VARIABLE = "ORG_WIZARD_TOKEN_FOLDER"  # noqa: S105 - a name
"""Set for the process that practises: where tokens of Identity Center are kept, apart from the person's own."""


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, typed.

    demo:     scenario of the embedded AWS to practise on; None for real AWS
    data_dir: where settings, database and logs are kept; None for the system's place
    tour:     run by itself and save pictures here; None otherwise
    theme:    "light" or "dark"; None follows the system
    profiles: list the profiles found here and end
    open_bundle: a support bundle to open at once; None for none
    practice: set in the process that practises: the scenario's name
    speed:    how many seconds pass in one on the embedded AWS; None for what suits a person, or a tour
    """

    demo: str | None = None
    data_dir: Path | None = None
    tour: Path | None = None
    theme: str | None = None
    self_check: bool = False
    profiles: bool = False
    open_bundle: Path | None = None
    practice: str | None = None
    speed: float | None = None
