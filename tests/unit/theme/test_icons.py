"""The drawings: one style, no colour of their own."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ICONS = sorted((Path(__file__).parents[3] / "resources" / "icons").glob("*.svg"))
SMALL = [path for path in ICONS if not path.stem.startswith("drawing-") and path.stem != "org-wizard"]
PAINTS = ("fill", "stroke")


def _id(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", ICONS, ids=_id)
def test_the_only_colour_is_the_one_filled_in(path: Path) -> None:
    paints = {element.get(paint) for element in ET.parse(path).iter() for paint in PAINTS}  # noqa: S314 - our own files
    assert paints <= {None, "none", "currentColor"}
    assert not re.search(r"style=|<style|<image|href", path.read_text("utf-8"))


@pytest.mark.parametrize("path", SMALL, ids=_id)
def test_icons_share_grid_and_stroke(path: Path) -> None:
    root = ET.parse(path).getroot()  # noqa: S314 - our own files
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
