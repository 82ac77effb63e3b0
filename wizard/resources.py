"""Where a resource file is, from source, wheel and bundle alike. Imports nothing of the program."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def _folder() -> Traversable:
    """Give the folder: inside the package as `_resources` in a wheel or a bundle, beside the package in the source.

    Looked for once: windows are built with a hundred icons.
    """
    packaged = files("wizard").joinpath("_resources")
    return packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Traversable:
    """Give a file or folder of `resources/`, e.g. `resource("icons", "check.svg")`; it need not exist."""
    found = _folder()
    for part in parts:
        found = found.joinpath(part)
    return found


def resource_text(*parts: str) -> str:
    """Give a resource's text (UTF-8). Raises FileNotFoundError where there is none."""
    return resource(*parts).read_text(encoding="utf-8")


def resource_bytes(*parts: str) -> bytes:
    """Give a resource's bytes. Raises FileNotFoundError where there is none."""
    return resource(*parts).read_bytes()
