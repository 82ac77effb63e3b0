"""Where a resource file is, from source, wheel and bundle alike. Imports nothing of the program."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(*parts: str) -> Traversable:
    """Give a file or folder of `resources/`, e.g. `resource("icons", "check.svg")`; it need not exist.

    A wheel and a bundle carry the folder inside the package as `_resources`; beside the source it stands next to
    the package.
    """
    packaged = files("wizard").joinpath("_resources")
    found: Traversable = packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / "resources"
    for part in parts:
        found = found.joinpath(part)
    return found


def resource_text(*parts: str) -> str:
    """Give a resource's text (UTF-8). Raises FileNotFoundError where there is none."""
    return resource(*parts).read_text(encoding="utf-8")


def resource_bytes(*parts: str) -> bytes:
    """Give a resource's bytes. Raises FileNotFoundError where there is none."""
    return resource(*parts).read_bytes()
