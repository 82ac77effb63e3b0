"""Where the parts of the wizard's frame stand."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wizard.ui.theme.tokens import tokens


def lay_out_frame(frame: QWidget, rail: QWidget, header: QWidget, scroll: QWidget, footer: QWidget) -> None:
    """Put the rail at the side, and header, page and buttons beside it; the page takes what room there is."""
    right = QVBoxLayout()
    right.setSpacing(0)
    for part in (header, scroll, footer):
        right.addWidget(part, 1 if part is scroll else 0)
    whole = QHBoxLayout(frame)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(rail)
    whole.addLayout(right, 1)


def heading(title: QWidget, instruction: QWidget) -> QVBoxLayout:
    """Put a page's title and its one sentence close together."""
    column = QVBoxLayout()
    column.setSpacing(tokens().space.tiny)
    column.addWidget(title)
    column.addWidget(instruction)
    return column
