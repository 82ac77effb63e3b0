"""The order in which Tab goes."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_behind(anchor: QWidget, widgets: Iterable[QWidget]) -> None:
    """Lets Tab go to these right behind the anchor, in this order; the anchor itself need not take the focus.

    For widgets that come later than the rest of the page: Qt puts them behind everything in the window. All of them
    must be in one window already.
    """
    policy = anchor.focusPolicy()
    anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt orders only what takes the focus
    before = anchor
    for widget in widgets:
        QWidget.setTabOrder(before, widget)
        before = widget
    anchor.setFocusPolicy(policy)


def tab_as_laid_out(root: QWidget) -> None:
    """Lets Tab go through everything inside of a widget as its layouts show it; for pages that grow in between."""
    layout = root.layout()
    if layout is not None:
        tab_behind(root, _as_laid_out(layout))


def _as_laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        part, inner = item.widget(), item.layout()
        if part is not None:
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield part
            inner = part.layout()
        if inner is not None:
            yield from _as_laid_out(inner)
