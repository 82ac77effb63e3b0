"""The big figure of a run: so many of so many accounts, the bar, the time left, and Stop."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.model.plan import RunKind
from wizard.model.progress import Counted
from wizard.ui.texts.account import unwell_count_text
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.progress import BigFigure, ProgressBar

_MINUTE = 60


class RunProgress(QWidget):
    """Shows counts while there are any.

    prefix: of the object names, e.g. "deploy" or "main.run"
    stop_pressed()
    """

    stop_pressed = Signal()

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = RunKind.CONNECT
        self._figure = BigFigure()
        self._bar = ProgressBar(self.tr("Accounts done"))
        self._bar.setObjectName(f"{prefix}.progress")
        self._left = Caption()
        self._left.setObjectName(f"{prefix}.time-left")
        self._stop = Button(self.tr("&Stop"), icon_name="stop")
        self._stop.setObjectName(f"{prefix}.stop")
        self._stop.setAccessibleName(self.tr("Stop"))
        self._stop.clicked.connect(self.stop_pressed)
        row = QHBoxLayout()
        row.addWidget(self._figure)
        row.addStretch(1)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._left)

    def set_kind(self, kind: RunKind) -> None:
        """Speak of the accounts as befits a kind of run."""
        self._kind = kind

    def show_counts(self, counted: Counted | None, seconds_left: float | None, *, running: bool) -> None:
        """Show how many accounts are done; Stop only while something runs."""
        self._stop.setVisible(running)
        done, total = (counted.done, counted.total) if counted else (0, 0)
        failed = counted.failed if counted else 0
        known = bool(total)
        self._figure.setVisible(known)
        self._bar.setVisible(known)
        number = QLocale().toString
        accounts = self.tr("of 1 account") if total == 1 else self.tr("of {total} accounts")
        self._figure.set_figure(done - failed, fill(accounts, {"total": number(total)}))
        self._bar.set_counts(done, total, with_problems=failed > 0)
        sentences = []
        if failed:
            sentences.append(fill(unwell_count_text(self._kind), {"number": number(failed)}))
        if seconds_left is not None:
            sentences.append(self._time_left(seconds_left))
        self._left.setText(" · ".join(sentences))
        self._left.setVisible(bool(sentences))

    def _time_left(self, seconds: float) -> str:
        if seconds < _MINUTE:
            return self.tr("less than a minute left")
        return fill(self.tr("about {minutes} min left"), {"minutes": QLocale().toString(round(seconds / _MINUTE))})
