"""Where Python's cyclic garbage is collected."""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOKED_AFTER_MS = 250


class GarbageCollector(QObject):
    """Collects on the Qt thread alone, as often as Python itself would.

    Python collects in whichever thread happens to make the next object. Where that is one that waits for AWS, Qt's
    objects among the garbage are deleted twice, and the process is gone (seen with PySide6 6.11.3).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(_LOOKED_AFTER_MS)
        timer.timeout.connect(collect_what_is_due)
        timer.start()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has reached Python's own threshold; nothing where none has."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
