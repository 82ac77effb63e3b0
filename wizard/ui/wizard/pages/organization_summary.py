"""Who is in and who is out."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from wizard.model.organization import OrganizationTree
from wizard.model.targets import Targets
from wizard.ui.texts.several import several
from wizard.ui.texts.wording import fill
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.labels import BodyLabel, Caption
from wizard.ui.widgets.progress import BigFigure

_NAMED = 5


class OrganizationSummary(Card):
    """Counts of accounts in, out and suspended, and what happens to accounts that join later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("organization.summary")
        self.setAccessibleName(self.tr("What your choice comes to"))
        self._in = BigFigure()
        self._out = BodyLabel()
        self._suspended = BodyLabel()
        self._management = Caption()
        self._later = Caption()
        self.add(self._in)
        for label in (self._out, self._suspended, self._management, self._later):
            self.add(label)
        self.body.addStretch(1)

    def show_targets(self, tree: OrganizationTree | None, targets: Targets, *, by_stack: bool = True) -> None:
        """Show what is chosen; nothing while no tree is known.

        by_stack: a stack makes a role in the management account too
        """
        management = self.tr("The management account gets its role from the stack itself, whatever is ticked.")
        alone = self.tr("The management account is not connected: AWS deploys StackSets to member accounts alone.")
        self._management.setText(management if by_stack else alone)
        self.setVisible(tree is not None)
        if tree is None:
            return
        number = QLocale().toString
        connected = len(targets.connected)
        self._in.set_figure(connected, self.tr("account in") if connected == 1 else self.tr("accounts in"))
        self._out.setText(fill(self.tr("{number} left out"), {"number": number(len(targets.left_out))}))
        self._suspended.setText(
            fill(
                self.tr("{number} suspended: skipped until active again"),
                {"number": number(len(targets.suspended))},
            )
        )
        self._suspended.setVisible(bool(targets.suspended))
        self._later.setText(self._later_text(tree, targets))
        spoken = (self._in.text(), self._out.text(), self._suspended.text(), self._later.text())
        self.setAccessibleDescription(". ".join(filter(None, spoken)))

    def _later_text(self, tree: OrganizationTree, targets: Targets) -> str:
        if targets.whole_units == (tree.identity.root_id,):
            return self.tr("Accounts that join the organization later are connected by themselves.")
        sentences = []
        if targets.whole_units:
            watched = several([tree.units[unit_id].name for unit_id in targets.whole_units], _NAMED)
            sentences.append(
                fill(self.tr("Accounts that join later are connected by themselves in: {units}."), {"units": watched})
            )
        if targets.unwatched_units:
            opened = several([tree.units[unit_id].name for unit_id in targets.unwatched_units], _NAMED)
            sentences.append(
                fill(
                    self.tr(
                        "Accounts that later join directly under {units} are not, because something there is left "
                        "out. “Check again” in the list finds them."
                    ),
                    {"units": opened},
                )
            )
        return "\n\n".join(sentences)
