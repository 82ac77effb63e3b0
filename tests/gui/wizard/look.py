"""What can be said of any widget of a window, for tests that walk all of them."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLabel, QPushButton, QWidget

from wizard.ui.widgets.elided_label import ElidedLabel
from wizard.ui.widgets.radio_card import RadioCard
from wizard.ui.widgets.step_button import StepButton


def visible(window: QWidget) -> Iterator[QWidget]:
    """Every widget that is shown, scrolled away or not."""
    return (one for one in window.findChildren(QWidget) if one.isVisibleTo(window))


def described(widget: QWidget) -> str:
    """A widget by what a reader of a failed test can find it by."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or text[:60]!r}"


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    if isinstance(widget, QComboBox):  # Qt gives its current text as the name; the label beside it names it
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def takes_the_keyboard(widget: QWidget) -> bool:
    """Whether Tab comes to it."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def nameless(window: QWidget) -> list[str]:
    """Widgets that take the keyboard and that a screen reader could not name."""
    return [described(one) for one in visible(window) if takes_the_keyboard(one) and not spoken(one)]


def rich(window: QWidget) -> list[str]:
    """Labels that would read a name as markup."""
    labels = (one for one in visible(window) if isinstance(one, QLabel))
    return [described(one) for one in labels if one.textFormat() is not Qt.TextFormat.PlainText]


def clipped(window: QWidget) -> list[str]:
    """Labels and buttons whose text does not fit into them, unless they shorten it themselves."""
    return [described(one) for one in visible(window) if _needs(one) > (one.width(), one.height())]


class _Room(tuple):
    """Larger than another where it is larger in either direction."""

    __slots__ = ()

    def __gt__(self, other: object) -> bool:
        return isinstance(other, tuple) and any(mine > theirs for mine, theirs in zip(self, other, strict=True))


def _needs(widget: QWidget) -> _Room:
    if isinstance(widget, ElidedLabel):
        return _Room((0, widget.fontMetrics().height()))
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            longest = max((widget.fontMetrics().horizontalAdvance(word) for word in widget.text().split()), default=0)
            return _Room((longest, widget.heightForWidth(widget.width())))
        return _Room((widget.fontMetrics().horizontalAdvance(widget.text()), widget.fontMetrics().height()))
    if isinstance(widget, StepButton | RadioCard):
        return _Room((widget.minimumSizeHint().width(), widget.minimumSizeHint().height()))
    if isinstance(widget, QPushButton):
        hint = widget.minimumSizeHint()
        return _Room((hint.width(), widget.fontMetrics().height()))
    return _Room((0, 0))


def beside_the_window(window: QWidget) -> list[str]:
    """Widgets that reach over the window's edge at the side, where nobody can scroll to."""
    inside = (one for one in visible(window) if not _in_a_view(one))
    return [described(one) for one in inside if _place(one, window).right() > window.width()]


def _in_a_view(widget: QWidget) -> bool:
    """What a table or a text draws may be wider than it: it scrolls."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea) and above.horizontalScrollBar().maximum() > 0:
            return True
        above = above.parentWidget()
    return False


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def reads_before(first: QRect, second: QRect) -> bool:
    """Above it, or on one line with it and to its left."""
    on_one_line = first.top() <= second.center().y() <= first.bottom()
    return first.left() < second.left() if on_one_line else first.top() < second.top()


def tab_order(page: QWidget) -> list[QWidget]:
    """What Tab comes to inside of a page, in order."""
    order: list[QWidget] = []
    one = page.nextInFocusChain()
    while one is not page:
        if page.isAncestorOf(one) and one.isVisibleTo(page) and takes_the_keyboard(one):
            order.append(one)
        one = one.nextInFocusChain()
    return order


def place_in(widget: QWidget, page: QWidget) -> QRect:
    """Where a widget is on a page."""
    return _place(widget, page)
