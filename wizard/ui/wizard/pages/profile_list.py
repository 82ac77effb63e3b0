"""The profiles as choices: a few at once, the others by searching or one press away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from wizard.model.profile import Profile, ProfileKind
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.radio_card import RadioCard
from wizard.ui.widgets.search_field import SearchField

BY_HAND = "\n"
"""The choice of the console way; no profile is called so."""

_AT_FIRST = 8
_MORE = 24
_ICONS = {
    ProfileKind.IDENTITY_CENTER: "person",
    ProfileKind.CONSOLE_LOGIN: "person",
    ProfileKind.ROLE: "shield",
    ProfileKind.ENVIRONMENT: "globe",
}


def profile_title(profile: Profile) -> str:
    """Give what a profile is called in the window."""
    return profile.name or QCoreApplication.translate("ProfileList", "Credentials of the environment")


class ProfileList(QWidget):
    """A card for each profile that is in sight, and one for the console way.

    describe:        gives the line under a profile's name
    console_way:     whether the person may do without a profile
    chosen(name):    a card was taken; BY_HAND for the console way
    """

    chosen = Signal(str)

    def __init__(
        self, describe: Callable[[Profile], str], parent: QWidget | None = None, *, console_way: bool = True
    ) -> None:
        super().__init__(parent)
        self._describe = describe
        self._console_way = console_way
        self._profiles: Sequence[Profile] = ()
        self._shown: tuple[Profile, ...] | None = None
        self._room = _AT_FIRST
        self._search = SearchField(self.tr("Search profiles"))
        self._search.setObjectName("sign-in.search")
        self._choices = ChoiceList(self.tr("Profiles"))
        self._choices.setObjectName("sign-in.profiles")
        self._more = Button("", Variant.QUIET, "chevron-down")
        self._more.setObjectName("sign-in.more")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        for part in (self._search, self._choices, self._more):
            column.addWidget(part)
        self._search.textChanged.connect(self._searched)
        self._more.clicked.connect(self._show_more)
        self._choices.changed.connect(self.chosen)

    def offer_console_way(self, *, offered: bool) -> None:
        """Offer the console way, or offer it no more."""
        if offered != self._console_way:
            self._console_way, self._shown = offered, None

    def show_profiles(self, profiles: Sequence[Profile], chosen: str | None) -> None:
        """Show profiles as far as there is room, the chosen one always, and what each is now."""
        self._profiles = profiles
        self._search.setVisible(len(profiles) > _AT_FIRST)
        found = [one for one in profiles if self._is_found(one)]
        first = found[: self._room]
        late = [one for one in profiles if one.name == chosen and one not in first]
        self._list((*late, *first))
        self._say_more(len(found) - len([one for one in found if one in (*late, *first)]))
        for one in (*late, *first):
            self._show(one)
        if chosen is not None and self._choices.chosen() != chosen:
            self._choices.choose(chosen)

    def _is_found(self, one: Profile) -> bool:
        wanted = self._search.text().strip().casefold()
        return not wanted or wanted in f"{profile_title(one)} {self._describe(one)}".casefold()

    def _show(self, one: Profile) -> None:
        card, description = self._choices.card(one.name), self._describe(one)
        if card.accessibleDescription() != description:
            card.set_description(description)

    def _list(self, shown: tuple[Profile, ...]) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        focused = QApplication.focusWidget()
        kept = focused.choice_id if isinstance(focused, RadioCard) and self.isAncestorOf(focused) else None
        self._choices.remove_all()
        for one in shown:
            card = self._choices.add(one.name, profile_title(one), self._describe(one), _ICONS.get(one.kind, "key"))
            card.setObjectName(f"sign-in.profile.{one.name}")
        if self._console_way:
            self._add_console_way()
        if kept is not None and kept in (*(one.name for one in shown), BY_HAND):
            self._choices.card(kept).setFocus()

    def _add_console_way(self) -> None:
        card = self._choices.add(
            BY_HAND,
            self.tr("I'll do it in the AWS console myself"),
            self.tr("No credentials are needed here: you do the steps in your browser, and are led through them."),
            "globe",
        )
        card.setObjectName("sign-in.console-way")

    def _say_more(self, rest: int) -> None:
        text = fill(self.tr("Show &more ({number} are not shown)"), {"number": QLocale().toString(rest)})
        self._more.setText(text)
        self._more.setAccessibleName(text.replace("&", ""))
        self._more.setVisible(rest > 0)

    def _searched(self) -> None:
        self._room = _AT_FIRST
        self._again()

    def _show_more(self) -> None:
        self._room += _MORE
        self._again()

    def _again(self) -> None:
        self.show_profiles(self._profiles, self._choices.chosen() or None)
