"""Makes a support bundle: what is in it is chosen, seen file by file, and saved; nothing is sent."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QWidget

from wizard.handover.bundle.desk import BundleDesk, Collected
from wizard.handover.bundle.files import BundleFile, Choices
from wizard.model.connection import Connection
from wizard.model.failure import Diagnosis, RawFailure, WizardError
from wizard.ui.handover.save_dialog import SaveDialog
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill


class BundleWindow(SaveDialog):
    """The dialog of one connection.

    pictures: of the windows as they were when it was asked for
    """

    def __init__(  # noqa: PLR0913 -- what it shows, and who makes it
        self,
        connection: Connection,
        desk: BundleDesk,
        explain: Callable[[RawFailure], Diagnosis],
        tasks: Tasks,
        *,
        pictures: Sequence[QImage],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "bundle",
            fill(self.tr("Support bundle for {name}"), {"name": connection.identity.name}),
            self.tr(
                "A file for whoever helps you: what was done, what AWS answered, and what became of each account. "
                "It holds no secret, and nothing is sent from here: you save it, and give it to whom you want. "
                "Whoever has Org Wizard can open it and see the pages that you saw."
            ),
            parent,
        )
        self._connection_id = connection.connection_id
        self._desk = desk
        self._explain = explain
        self._tasks = tasks
        self._images = tuple(pictures)
        self._pictures: tuple[bytes, ...] = ()
        self._collected: Collected | None = None
        self._made: tuple[BundleFile, ...] = ()
        self._making = 0
        self._mask = self._box("mask", self.tr("Replace account IDs, ARNs, names and e-mail addresses by stand-ins"))
        self._log = self._box("log", self.tr("With the end of the program's log"))
        self._with_pictures = self._box("pictures", self.tr("With pictures of the open windows"))
        self._log.setChecked(True)
        self.suggest(f"org-wizard-{connection.provider_id}.zip", "zip")
        for box in (self._mask, self._log, self._with_pictures):
            box.toggled.connect(self._choose_anew)
        self.chosen.connect(lambda name: self._tasks.start(self._save(Path(name))))
        self._choose_anew()

    @property
    def choices(self) -> Choices:
        """What is wanted in it."""
        return Choices(self._mask.isChecked(), self._log.isChecked(), self._with_pictures.isChecked())

    def _box(self, part: str, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(f"bundle.{part}")
        box.setAccessibleName(text)
        self.options.addWidget(box)
        return box

    def _choose_anew(self) -> None:
        masked = self._mask.isChecked()
        self._with_pictures.setEnabled(bool(self._images) and not masked)
        self._with_pictures.setToolTip(self.tr("Pictures show names, so they are left out here") if masked else "")
        self._with_pictures.setAccessibleDescription(self._with_pictures.toolTip())
        self.save.setEnabled(False)
        self._making += 1
        self._tasks.start(self._make(self._making))

    async def _make(self, turn: int) -> None:
        """Make the files anew; only what was chosen last is shown."""
        try:
            if self._collected is None:
                self._pictures = await asyncio.to_thread(_encoded, self._images)
                self._collected = await self._desk.collect(self._connection_id)
            files = await self._desk.make(self._collected, self.choices, self._pictures)
        except WizardError as error:
            self.show_problem(self._explain(error.failure))
            return
        if turn == self._making:
            self._made = files
            self.show_files([(one.name, one.content) for one in files])

    async def _save(self, path: Path) -> None:
        try:
            await self._desk.save(path, self._made)
        except WizardError as error:
            self.show_problem(self._explain(error.failure))
            return
        self.show_saved(path, self.tr("Only you can read the file on this computer until you give it away."))


def _encoded(images: Sequence[QImage]) -> tuple[bytes, ...]:
    """Give pictures as PNG; long, so not for the Qt thread."""
    encoded = []
    for image in images:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs know the signature with bytes only
        encoded.append(bytes(buffer.data().data()))
    return tuple(encoded)
