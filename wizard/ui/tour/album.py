"""Pictures of the window, saved without holding the Qt thread."""

import asyncio
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from wizard.ui.tour.stalls import StallWatch


class Album:
    """Takes numbered pictures (NN-name.png) into a folder."""

    def __init__(self, folder: Path, stalls: StallWatch) -> None:
        self._folder = folder
        self._stalls = stalls
        self._saving: list[asyncio.Task[None]] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, window: QWidget, name: str) -> str:
        """Take a picture of a window now; gives the file's name."""
        file_name = f"{len(self._saving) + 1:02}-{name}.png"
        with self._stalls.paused():
            image = window.grab().toImage()
        self._saving.append(asyncio.create_task(asyncio.to_thread(_save, image, self._folder / file_name)))
        return file_name

    async def close(self) -> None:
        """Wait until every picture is on disk. Raises OSError where one could not be written."""
        await asyncio.gather(*self._saving)


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        raise OSError(f"the picture {path} could not be written")
