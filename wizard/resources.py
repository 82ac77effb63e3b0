"""Where a resource file is, from source, wheel and bundle alike."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(path: str) -> Traversable:
    """A file or folder under `resources/`, e.g. `resource("theme/theme.toml").read_text("utf-8")`.

    The wheel and the bundle carry the folder inside the package as `_resources`; a checkout has it beside the package.
    """
    packaged = files("wizard") / "_resources"
    root = packaged if packaged.is_dir() else Path(__file__).parent.parent / "resources"
    return root.joinpath(*path.split("/"))
