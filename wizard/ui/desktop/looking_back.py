"""Opens support bundles that somebody sent, each in a read-only window of its own."""

import asyncio
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from wizard.flow.ports import Services
from wizard.handover.bundle.desk import BundleDesk
from wizard.model.failure import WizardError
from wizard.ui.desktop.notice import notice
from wizard.ui.handover.build_looking_back import build_looking_back
from wizard.ui.handover.recorded import recorded
from wizard.ui.tasks import Tasks
from wizard.ui.wizard.window import WizardWindow


class LookingBackDesk(QObject):
    """Reads bundles off the Qt thread, and keeps the windows that show them."""

    def __init__(self, bundles: BundleDesk, services: Services, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._bundles = bundles
        self._services = services
        self._tasks = tasks
        self._above = parent
        self._open: list[WizardWindow] = []

    @property
    def open(self) -> tuple[WizardWindow, ...]:
        """The windows, the one that was opened last at the end."""
        return tuple(self._open)

    def choose(self) -> None:
        """Let the person choose a file, and open it."""
        dialog = QFileDialog(self._above, self.tr("Open a support bundle"))
        dialog.setObjectName("main.choose-bundle")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Support bundles (*.zip)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Open a bundle; what is none is refused with a sentence."""
        self._tasks.start(self._open_file(path))

    async def _open_file(self, path: Path) -> None:
        try:
            bundle = await self._bundles.open(path)
            shown = await asyncio.to_thread(recorded, bundle.contents, self._services.explain)
            await self._services.catalogue.definition(shown.request.provider_id)
        except WizardError as error:
            notice(self._above, self._services.explain(error.failure))
            return
        window = build_looking_back(bundle.contents.about, shown, self._services, self._tasks.crashed.emit)
        self._open.append(window)
        window.closed.connect(partial(self._closed, window))
        window.show()
        window.start()

    def _closed(self, window: WizardWindow) -> None:
        if window in self._open:
            self._open.remove(window)
            self._tasks.start(window.put_away())

    async def put_away(self) -> None:
        """Close every window, on Qt's thread."""
        windows, self._open = self._open, []
        for window in windows:
            window.hide()
            await window.put_away()
