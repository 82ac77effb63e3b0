"""The accounts that a change concerns: counts, a search, and a table."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from wizard.model.scope_change import ScopeChange
from wizard.ui.models.account_changes import AccountChangesModel, Fate, fate_text
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.labels import BodyLabel, Caption
from wizard.ui.widgets.search_field import SearchField
from wizard.ui.widgets.tables import dress_table

_MOST_LINES = 8
_SEARCH_FROM = 6
"""With fewer accounts everything is seen at once."""
_NAME_CHARACTERS = 34
_ID_DIGITS = "0000 0000 0000"


class ChangeAccounts(Card):
    """Nothing but a sentence where no account is concerned. Thousands of them cost no more than a screenful."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Accounts"), parent)
        self.setObjectName("change.scope")
        self._counts = BodyLabel()
        self._between = Caption(
            self.tr(
                "Some accounts lose the role first and get it again, because AWS is told of them in another way from "
                "now on. The service cannot read these accounts for a few minutes."
            )
        )
        self._search = SearchField(self.tr("Search the accounts that change"))
        self._search.setObjectName("change.search")
        self._model = AccountChangesModel(self)
        self._table = QTableView()
        self._set_up_table()
        for part in (self._counts, self._between, self._search, self._table):
            self.add(part)
        self._search.textChanged.connect(self._model.search)

    def _set_up_table(self) -> None:
        table, letters = self._table, self._table.fontMetrics()
        table.setObjectName("change.accounts")
        table.setAccessibleName(self.tr("Accounts that change"))
        table.setModel(self._model)
        dress_table(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, letters.averageCharWidth() * _NAME_CHARACTERS)
        header.resizeSection(1, round(letters.horizontalAdvance(_ID_DIGITS) * 1.15) + 3 * tokens().space.small)
        header.setStretchLastSection(True)

    def show_change(self, scope: ScopeChange, names: Mapping[str, str]) -> None:
        """Show what a change means for each account."""
        self._model.show_change(scope, names)
        parts = ((Fate.IN, scope.come_in), (Fate.OUT, scope.go_out), (Fate.BETWEEN, scope.between))
        number = QLocale().toString
        counted = [
            fill(self.tr("{what}: {number}"), {"what": fate_text(fate), "number": number(len(accounts))})
            for fate, accounts in parts
            if accounts
        ]
        self._counts.setText(" · ".join(counted) or self.tr("No account comes in or goes out."))
        self._between.setVisible(bool(scope.between))
        rows = sum(len(accounts) for _fate, accounts in parts)
        self._search.setVisible(rows >= _SEARCH_FROM)
        self._table.setVisible(rows > 0)
        lines = min(rows, _MOST_LINES) + 1
        self._table.setFixedHeight(
            self._table.verticalHeader().defaultSectionSize() * lines + 2 * self._table.frameWidth()
        )
