"""The order in which Tab goes."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


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
