"""Page 3 of a service that reads by itself: which organization, and who would be read."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from wizard.flow.pages.read_organization import ReadOrganizationPage
from wizard.model.identifiers import grouped_account_id
from wizard.ui.tasks import Tasks
from wizard.ui.texts.wording import fill, word
from wizard.ui.widgets.lines_card import LinesCard
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.wizard.page_view import Help, PageView
from wizard.ui.wizard.pages.directory_table import DirectoryTable
from wizard.ui.wizard.pages.policy_part import PolicyPart
from wizard.ui.wizard.trouble import show_trouble


class ReadOrganizationView(PageView):
    """Where Identity Center was found, and everybody in it.

    policy: the policy that the profile lacks, where it lacks it
    """

    def __init__(self, page: ReadOrganizationPage, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(page, tasks, parent)
        self._organization = page
        self._shown_lines: list[tuple[str, str]] = []
        self._connected = MessageStrip("organization.action.")
        self._connected.setObjectName("organization.message")
        self._note = MessageStrip("directory.action.")
        self._note.setObjectName("directory.message")
        self._found = LinesCard(self.tr("Found for you"))
        self._found.setObjectName("directory.found")
        self._table = DirectoryTable(page)
        self.policy = PolicyPart("directory", tasks)
        for part in (self._connected, self._found, self._note, self.policy):
            self.body.addWidget(part)
        self.body.addWidget(self._table, 1)
        self.body.addStretch(0)

    @property
    def title(self) -> str:
        """What the page shows."""
        return self.tr("Who would be read?")

    @property
    def instruction(self) -> str:
        """What is going on, or what this is."""
        page = self._organization
        number = QLocale().toString
        if page.busy and page.center is not None:
            users, groups = page.progress
            values = {"users": number(users), "groups": number(groups)}
            return fill(self.tr("Reading Identity Center: {users} users, {groups} groups so far…"), values)
        if page.busy:
            return self.tr("Looking for Identity Center in every Region…")
        if page.directory is None:
            return ""
        return self.tr("These people, groups and memberships are what will be synchronized. Nothing is changed in AWS.")

    @property
    def help(self) -> Sequence[Help]:
        """What people ask here."""
        return (
            Help(
                self.tr("What is Identity Center?"),
                self.tr("AWS's directory of the people who sign in to your accounts, and of the groups they are in."),
            ),
            Help(
                self.tr("Why does its Region matter?"),
                self.tr(
                    "It lives in one Region. Asked anywhere else, AWS answers with an empty list, and a "
                    "synchronization ends well with nobody in it."
                ),
            ),
        )

    def refresh(self) -> None:
        """Show what is found and read so far."""
        page = self._organization
        show_trouble(self._connected, page.already_connected, (), Tone.WARNING)
        lines = self._lines()
        if lines != self._shown_lines:
            self._shown_lines = lines
            self._found.show_lines(lines)
        self._found.setVisible(bool(lines))
        self._show_note()
        policy = page.definition.policy if page.definition else None
        self.policy.show_policy(page.policy, policy.note if policy else "", policy.file if policy else "")
        self._table.setVisible(page.directory is not None)
        self._table.refresh()
        self.rephrased.emit()

    def _lines(self) -> list[tuple[str, str]]:
        page = self._organization
        if page.identity is None:
            return []
        identity = page.identity
        named = (identity.management_account_name, identity.organization_id, identity.root_id)
        lines = [
            (self.tr("Organization"), " · ".join(filter(None, named))),
            (self.tr("Management account"), grouped_account_id(identity.management_account_id)),
        ]
        center = page.center
        if center is None:
            return lines
        where = center.region
        if center.region != page.profile_region:
            regions = {"region": center.region, "other": page.profile_region}
            where = fill(self.tr("{region}, not {other} where your profile looks"), regions)
        return [*lines, (self.tr("Identity Center's Region"), where), (self.tr("Identity store ID"), center.store_id)]

    def _show_note(self) -> None:
        """Say what the person should know of the groups, the worst first."""
        page = self._organization
        problem = cause = ""
        if page.members_trouble is not None:
            problem = self.tr("Not all memberships could be read.")
            cause = word(page.members_trouble)
        elif page.nameless_groups:
            number = {"number": QLocale().toString(page.nameless_groups)}
            several = fill(self.tr("{number} groups have no display name."), number)
            problem = self.tr("1 group has no display name.") if page.nameless_groups == 1 else several
            cause = self.tr("They are read all the same; here and there they show by their group ID alone.")
        if not problem:
            if self._note.problem():
                self._note.clear()
        elif (self._note.problem(), self._note.cause()) != (problem, cause):
            self._note.show_message(Tone.WARNING, problem, cause)
