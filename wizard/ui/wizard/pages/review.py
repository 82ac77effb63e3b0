"""Page 6: everything that will be made, before it is."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wizard.flow.pages.review import ReviewPage
from wizard.model.connection import ConnectRequest
from wizard.model.identifiers import grouped_account_id
from wizard.providers.definition import PermissionGroup, Where
from wizard.providers.template import MAX_INLINE_BYTES
from wizard.ui.tasks import Tasks
from wizard.ui.texts.plan import planned_kind, planned_where
from wizard.ui.texts.several import several
from wizard.ui.texts.wording import fill
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.button import Button
from wizard.ui.widgets.expander import Expander
from wizard.ui.widgets.labels import Caption
from wizard.ui.widgets.lines_card import LinesCard
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.console_scope_lines import typed_scope_lines

_TEMPLATE_LINES = 16


class ReviewView(PageView):
    """What will be made where, what the provider may do with it, the template, and the acknowledgement."""

    def __init__(self, page: ReviewPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._review = page
        self._shown: ConnectRequest | None = None
        self._made = LinesCard(self.tr("What will be made"))
        self._made.setObjectName("review.summary")
        self._accounts = LinesCard(self.tr("For which accounts"))
        self._stands_out = LinesCard(self.tr("Look at this first: what stands out of what it may do"))
        self._stands_out.setObjectName("review.stands-out")
        self._allowed = {
            Where.EVERY_ACCOUNT: LinesCard(self.tr("What the provider may do in every connected account")),
            Where.MANAGEMENT_ACCOUNT: LinesCard(self.tr("What it may do only in the management account")),
        }
        self._template = QPlainTextEdit()
        self._set_up_template()
        self._saved = Caption()
        self._save = Button(self.tr("&Save the template…"), icon_name="save")
        self._save.setObjectName("review.save-template")
        self._save.setAccessibleName(self.tr("Save the template"))
        self._acknowledge = QCheckBox(
            self.tr("&I acknowledge that AWS CloudFormation might create IAM resources with custom names.")
        )
        self._acknowledge.setObjectName("review.acknowledge")
        self._acknowledge.setAccessibleName(self._acknowledge.text().replace("&", ""))
        self._lay_out()
        self._acknowledge.toggled.connect(self._acknowledged)
        self._save.clicked.connect(self._choose_file)

    def set_read_only(self) -> None:
        """Nothing can be acknowledged any more."""
        super().set_read_only()
        self._acknowledge.setEnabled(False)

    @property
    def primary_text(self) -> str:
        """The commit button carries the verb; where nothing can be done, it leads on."""
        if self.read_only or self._review.by_hand:
            return self.tr("&Next")
        request = self._review.request
        if request is not None and request.identity.is_account:
            return self.tr("&Connect account")
        return self.tr("&Connect organization")

    def _set_up_template(self) -> None:
        self._template.setObjectName("review.template")
        self._template.setAccessibleName(self.tr("Template"))
        self._template.setReadOnly(True)
        self._template.setProperty("role", "code")
        self._template.setTabChangesFocus(True)
        self._template.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._template.setMinimumHeight(self._template.fontMetrics().lineSpacing() * _TEMPLATE_LINES)

    def _lay_out(self) -> None:
        for card in (self._made, self._accounts, self._stands_out, *self._allowed.values()):
            self.body.addWidget(card)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.small)
        column.addWidget(self._template)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(self._saved, 1)
        column.addLayout(row)
        expander = Expander(self.tr("Read the template"), inside)
        expander.button.setObjectName("review.show-template")
        expander.button.setAccessibleName(self.tr("Read the template"))
        self.body.addWidget(expander)
        self.body.addWidget(self._acknowledge)
        self.body.addStretch(1)

    @property
    def title(self) -> str:
        """What the page says."""
        return self.tr("This is what will be made")

    @property
    def instruction(self) -> str:
        """What to do here."""
        if self._review.by_hand:
            return self.tr(
                "Nothing has been made yet. Read it through and tick the box at the end; the next page leads you "
                "through making it in the AWS console."
            )
        return self.tr("Nothing has been made yet. Read it through, tick the box at the end, and connect.")

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("Can I undo it?"),
                self.tr(
                    "Yes. Everything that is made carries a tag of this connection, and “Disconnect” in the list takes "
                    "all of it away again. Trusted access stays on."
                ),
            ),
            Help(
                self.tr("Why the box?"),
                self.tr(
                    "AWS asks for it whenever a template makes roles whose names are fixed. These are the roles listed "
                    "here, and nothing else."
                ),
            ),
        )

    def refresh(self) -> None:
        """Show the request."""
        page = self._review
        if page.request is not None and page.request != self._shown:
            self._shown = page.request
            self._show_request(page.request)
            self.rephrased.emit()
        if self._acknowledge.isChecked() != page.acknowledged:
            self._acknowledge.setChecked(page.acknowledged)

    def _show_request(self, request: ConnectRequest) -> None:
        number = QLocale().toString
        self._made.show_lines(
            [
                (planned_kind(one.kind), fill(planned_where(one.where), {"name": one.name, "count": number(one.count)}))
                for one in self._review.planned
            ]
            + self._bucket_lines()
        )
        self._accounts.show_lines(self._account_lines(request))
        self._show_permissions(self._review.definition.permissions if self._review.definition else ())
        self._template.setPlainText(self._review.template)
        self._saved.setText("")

    def _show_permissions(self, permissions: Sequence[PermissionGroup]) -> None:
        for where, card in self._allowed.items():
            here = [one for one in permissions if one.where is where and not one.stands_out]
            card.show_lines([(one.title, f"{one.sentence} {one.reason}") for one in here])
            card.setVisible(bool(here))
        far = [one for one in permissions if one.stands_out]
        places = {Where.EVERY_ACCOUNT: self.tr("In every connected account."), Where.MANAGEMENT_ACCOUNT: ""}
        self._stands_out.show_lines([(one.title, f"{one.sentence} {one.reason} {places[one.where]}") for one in far])
        self._stands_out.setVisible(bool(far))

    def _bucket_lines(self) -> list[tuple[str, str]]:
        """Say that a bucket is made where the template is too long for a call (R15)."""
        size = len(self._review.template.encode())
        if size <= MAX_INLINE_BYTES or self._review.by_hand:
            return []
        text = self.tr(
            "In the management account, private and encrypted, until AWS has read the template ({bytes} bytes)"
        )
        return [(self.tr("A bucket"), fill(text, {"bytes": QLocale().toString(size)}))]

    def _account_lines(self, request: ConnectRequest) -> list[tuple[str, str]]:
        targets, names = request.targets, self._review.unit_names
        identity = request.identity
        if identity.is_account:
            account = grouped_account_id(identity.management_account_id)
            return [(self.tr("Account"), f"{identity.name} · {account} · {request.region}")]
        lines = [
            (
                self.tr("Organization"),
                " · ".join(filter(None, (identity.name, identity.organization_id, identity.root_id, request.region))),
            ),
            (
                self.tr("Management account"),
                f"{identity.management_account_name} · {grouped_account_id(identity.management_account_id)}",
            ),
        ]
        definition = self._review.definition
        if definition is not None and not definition.chooses_accounts:
            return [*lines, (self.tr("Members"), self.tr("Those that the template itself reaches"))]
        if self._review.by_hand and targets.whole_units != (identity.root_id,):
            lines += typed_scope_lines(targets)
        elif targets.whole_units == (identity.root_id,):
            lines.append((self.tr("Members"), self.tr("Every account, and those that join later")))
        else:
            units = several([names.get(one, one) for one in targets.whole_units])
            values = {"number": QLocale().toString(len(targets.connected)), "units": units}
            whole = self.tr("{number} accounts. New accounts follow by themselves in: {units}")
            lines.append((self.tr("Members"), fill(whole if units else self.tr("{number} accounts"), values)))
        if self._review.by_hand:
            return lines
        left_out = sorted(request.account_names.get(one, one) for one in targets.left_out)
        if left_out:
            lines.append((self.tr("Left out"), several(left_out)))
        skipped = sorted(request.account_names.get(one, one) for one in targets.suspended)
        if skipped:
            lines.append((self.tr("Suspended, skipped"), several(skipped)))
        return lines

    def _acknowledged(self, given: bool) -> None:
        if given != self._review.acknowledged:
            self._review.acknowledge(given=given)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the template"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("yaml")
        dialog.selectFile(f"{self._review.request.provider_id}.yaml" if self._review.request else "template.yaml")
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    def _save_to(self, name: str) -> None:
        self._tasks.start(self._write(Path(name)))

    async def _write(self, path: Path) -> None:
        try:
            await asyncio.to_thread(path.write_text, self._review.template, encoding="utf-8")
        except OSError as error:
            values = {"name": path.name, "reason": str(error.strerror)}
            self._saved.setText(fill(self.tr("{name} could not be written: {reason}. Choose another folder."), values))
            return
        self._saved.setText(fill(self.tr("Saved as {name}"), {"name": str(path)}))
