"""Every widget in one window. To look at it: ORG_WIZARD_GALLERY=FOLDER pytest tests/gui/widgets -k pictures."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QTableView,
    QTabWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from wizard.ui.widgets.button import Button, Variant
from wizard.ui.widgets.card import Card, Separator
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.code_label import CodeLabel
from wizard.ui.widgets.copy_button import CopyRow
from wizard.ui.widgets.empty_state import EmptyState
from wizard.ui.widgets.expander import DisclosureButton, Expander
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.icon_label import IconLabel
from wizard.ui.widgets.identity_header import IdentityHeader
from wizard.ui.widgets.labels import BodyLabel, Caption, PageTitle, SectionTitle
from wizard.ui.widgets.message_strip import Action, MessageStrip, Tone
from wizard.ui.widgets.progress import BigFigure, ProgressBar
from wizard.ui.widgets.scroll_page import ScrollPage
from wizard.ui.widgets.search_field import SearchField
from wizard.ui.widgets.state import State
from wizard.ui.widgets.state_row import StateRow
from wizard.ui.widgets.step_button import RailStep, StepState
from wizard.ui.widgets.step_rail import StepRail
from wizard.ui.widgets.switch import Switch, SwitchState
from wizard.ui.widgets.tables import dress_table

ICONS = [
    "check",
    "cross",
    "circle-check",
    "circle-cross",
    "circle-skip",
    "warning",
    "info",
    "dot-current",
    "dot-todo",
    "spinner",
    "lock",
    "key",
    "person",
    "organization",
    "building",
    "folder",
    "account",
    "cloud",
    "search",
    "plus",
    "copy",
    "save",
    "refresh",
    "chevron-right",
    "chevron-left",
    "chevron-down",
    "external",
    "play",
    "stop",
    "pause",
    "trash",
    "document",
    "shield",
    "link",
    "wrench",
    "clock",
    "globe",
    "org-wizard",
]
ARN = "arn:aws:iam::444455556666:role/service/cloud-entitlements/OrgWizard-CloudEntitlements-ReadOnly-a1b2c3d4e5f6"
RAW = (
    "User: arn:aws:sts::111122223333:assumed-role/Viewer/anna is not authorized to perform: "
    "cloudformation:CreateStack\n"
    "on resource: arn:aws:cloudformation:us-east-1:111122223333:stack/x/* because no identity-based policy allows it\n"
    "Request ID 9f2c1b6e-3c1e-4f43-9a42-0c1c5a3c2d11"
)
STEPS = (
    RailStep("provider", "Provider", StepState.DONE),
    RailStep("sign-in", "Sign in", StepState.DONE),
    RailStep("organization", "Organization", StepState.CURRENT),
    RailStep("settings", "Settings", StepState.PROBLEM),
    RailStep("checks", "Checks"),
    RailStep("review", "Review"),
    RailStep("deploy", "Deploy"),
    RailStep("role", "Role"),
    RailStep("connected", "Connected"),
)


def build_gallery() -> QWidget:
    """A window like the wizard's: rail, header, pages in tabs, footer."""
    window = QWidget()
    window.setWindowTitle("Gallery")
    rail = StepRail("Connect")
    rail.show_steps(STEPS)
    rail.foot.addWidget(Button("What is this?", Variant.QUIET, "info"))
    header = IdentityHeader()
    header.set_identity("Acme Corp", "o-a1b2c3d4e5", "1111 2222 3333", "admin (Acme SSO)")
    header.set_practice(True)
    tabs = QTabWidget()
    tabs.setAccessibleName("Parts")
    tabs.tabBar().setAccessibleName("Parts")
    for title, page in (
        ("Texts", _texts()),
        ("Controls", _controls()),
        ("Messages", _messages()),
        ("Choices", _choices()),
        ("Work", _work()),
        ("Lists", _lists()),
        ("Empty", _empty()),
        ("Icons", _icons()),
    ):
        tabs.addTab(page, title)
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(header)
    right.addWidget(tabs, 1)
    right.addWidget(_footer())
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail)
    row.addLayout(right, 1)
    return window


def _footer() -> QWidget:
    footer = Card()
    footer.setProperty("role", "footer")
    row = QHBoxLayout()
    row.addWidget(Button("Cancel"))
    row.addStretch(1)
    row.addWidget(Button("Back"))
    row.addWidget(Button("Next", Variant.PRIMARY))
    footer.add(row)
    return footer


def _texts() -> ScrollPage:
    page = ScrollPage("Texts")
    page.add(PageTitle("Which accounts should be connected?"))
    page.add(
        BodyLabel(
            "The root ID is the start of your organization's tree. We found it for you. Accounts that join later are "
            "connected too, unless you choose single organizational units; then you decide again for each of them."
        )
    )
    card = Card("What will be made")
    card.add(BodyLabel("A role in the management account, and the same role in every member account."))
    card.add(Separator())
    card.add(CodeLabel("r-ab12", "Organization root ID"))
    card.add(CodeLabel(ARN, "Role ARN"))
    card.add(CopyRow("RoleARN", ARN))
    card.add(CopyRow("Management account", "1111 2222 3333", "111122223333"))
    card.add(Caption("Nothing changes at AWS before you press “Connect organization”."))
    page.add(card)
    page.add(SectionTitle("Technical events"))
    page.add(Expander("Show the events", BodyLabel("Role CREATE_COMPLETE")))
    page.add_stretch()
    return page


def _controls() -> ScrollPage:
    page = ScrollPage("Controls")
    row = QHBoxLayout()
    for variant in Variant:
        row.addWidget(Button(variant.value.capitalize(), variant))
    row.addWidget(Button("Check again", Variant.PLAIN, "refresh"))
    row.addWidget(Button("Connect", Variant.PRIMARY, "plus"))
    row.addWidget(QPushButton("Qt's own"))
    row.addStretch(1)
    page.add(row)
    disabled = QHBoxLayout()
    for variant in Variant:
        button = Button(variant.value.capitalize(), variant, "lock")
        button.setEnabled(False)
        disabled.addWidget(button)
    disabled.addStretch(1)
    page.add(disabled)
    good = Field("Organization &root ID", help_text="Starts with r-, for example r-ab12.")
    good.line_edit.setText("r-ab12")
    good.set_message("Belongs to Acme Corp", FieldState.OK)
    bad = Field("&External ID")
    bad.line_edit.setText("abc def")
    bad.set_message("An external ID has no spaces. Copy it again from the service's page.", FieldState.PROBLEM)
    busy = Field("&Trusted principal")
    busy.line_edit.setPlaceholderText("arn:aws:iam::123456789012:root")
    busy.set_message("Looking it up", FieldState.BUSY)
    regions = QComboBox()
    regions.addItems(["Europe (Frankfurt)", "US East (N. Virginia)"])
    for field in (good, bad, busy, Field("Re&gion", regions)):
        page.add(field)
    page.findChildren(QComboBox)[0].setFocus()
    off = Field("&Disabled")
    off.line_edit.setText("Cannot be changed now")
    off.setEnabled(False)
    page.add(off)
    page.add(SearchField("Search accounts"))
    boxes = QHBoxLayout()
    for text, state in (("Off", 0), ("On", 2), ("Partly", 1)):
        box = QCheckBox(text)
        box.setTristate(state == 1)
        box.setCheckState(Qt.CheckState(state))
        boxes.addWidget(box)
    greyed = QCheckBox("Disabled")
    greyed.setChecked(True)
    greyed.setEnabled(False)
    boxes.addWidget(greyed)
    first = QRadioButton("One")
    first.setChecked(True)
    boxes.addWidget(first)
    boxes.addWidget(QRadioButton("Other"))
    boxes.addStretch(1)
    page.add(boxes)
    page.add(_switches())
    page.add_stretch()
    return page


def _switches() -> QHBoxLayout:
    switches = QHBoxLayout()
    for state, word in zip(SwitchState, ("Active", "Inactive", "Mixed"), strict=True):
        for busy in (False, True):
            switch = Switch(f"Status, {word}")
            switch.set_state(state, "Changing" if busy else word, busy=busy)
            switches.addWidget(switch)
    greyed_switch = Switch("Status, disabled")
    greyed_switch.set_state(SwitchState.ON, "Disabled")
    greyed_switch.setEnabled(False)
    switches.addWidget(greyed_switch)
    switches.addStretch(1)
    return switches


def _messages() -> ScrollPage:
    page = ScrollPage("Messages")
    sentences = {
        Tone.INFO: ("Nothing has changed at AWS so far.", ""),
        Tone.SUCCESS: ("212 accounts are connected.", "The last one took 4 minutes."),
        Tone.WARNING: ("3 accounts are not connected.", "The policy “quarantine” on the OU Suspended denies it."),
        Tone.PROBLEM: (
            "Your user may not create stacks in this account.",
            "The permission set “Viewer” does not allow cloudformation:CreateStack. An administrator can change that.",
        ),
    }
    for tone, (problem, cause) in sentences.items():
        strip = MessageStrip()
        grave = tone in (Tone.WARNING, Tone.PROBLEM)
        actions = (Action("retry", "Try again"), Action("sign-in", "Sign in as someone else")) if grave else ()
        strip.show_message(tone, problem, cause, actions, RAW if grave else "")
        page.add(strip)
    page.findChildren(DisclosureButton)[-1].setChecked(True)
    page.add_stretch()
    return page


def _choices() -> ScrollPage:
    page = ScrollPage("Choices")
    choices = ChoiceList("What is connected")
    choices.add("whole", "The whole organization", "And accounts that join later.", "organization")
    choices.add(
        "units",
        "Only some organizational units",
        "You tick them in the tree below. Accounts that move into one of them later are connected; those that move out "
        "are disconnected, which removes the role that was made there.",
        "folder",
    )
    choices.add("account", "A single account", icon_name="account")
    choices.card("account").setEnabled(False)
    choices.choose("whole")
    page.add(choices)
    page.add_stretch()
    return page


def _work() -> ScrollPage:
    page = ScrollPage("Work")
    figure = BigFigure()
    figure.set_figure(131, "of 212 accounts")
    page.add(figure)
    bar = ProgressBar("Accounts")
    bar.set_counts(131, 212)
    page.add(bar)
    card = Card("Operations")
    details = {State.RUNNING: "Role CREATE_IN_PROGRESS", State.PROBLEM: "Denied by the policy “quarantine”."}
    for state in State:
        row = StateRow("Deploy the role to the member accounts", state, details.get(state, ""))
        if state is State.PROBLEM:
            row.trailing.addWidget(Button("Try again"))
        card.add(row)
    page.add(card)
    page.add_stretch()
    return page


def _lists() -> ScrollPage:
    page = ScrollPage("Lists")
    model = QStandardItemModel(0, 3)
    model.setHorizontalHeaderLabels(["Organization", "Provider", "Status"])
    for name in ("Acme Corp", "Northwind", "Contoso"):
        model.appendRow([QStandardItem(name), QStandardItem("Cloud Entitlements"), QStandardItem("Active")])
    table = QTableView()
    table.setAccessibleName("Organizations")
    table.setModel(model)
    table.selectRow(1)
    dress_table(table)
    table.horizontalHeader().setStretchLastSection(True)
    table.resizeColumnsToContents()
    page.add(table)
    tree_model = QStandardItemModel()
    root = QStandardItem("Root")
    for name in ("Workloads", "Sandbox"):
        unit = QStandardItem(name)
        unit.setCheckable(True)
        unit.appendRow(QStandardItem("log-archive"))
        root.appendRow(unit)
    root.child(0).setCheckState(Qt.CheckState.Checked)
    root.setCheckable(True)
    root.setCheckState(Qt.CheckState.PartiallyChecked)
    tree_model.appendRow(root)
    tree = QTreeView()
    tree.setAccessibleName("Organization's tree")
    tree.setHeaderHidden(True)
    tree.setModel(tree_model)
    tree.expand(root.index())
    tree.expand(root.child(0).index())
    page.add(tree)
    return page


def _empty() -> EmptyState:
    empty = EmptyState(
        "drawing-connect",
        "Connect your first organization",
        "Org Wizard makes the role that a service needs in every account of an organization, and shows what it did.",
    )
    empty.add_button(Button("Connect an organization", Variant.PRIMARY, "plus"))
    empty.add_button(Button("Practise on a simulated organization"))
    return empty


def _icons() -> ScrollPage:
    page = ScrollPage("Icons")
    for start in range(0, len(ICONS), 10):
        row = QHBoxLayout()
        for name in ICONS[start : start + 10]:
            row.addWidget(IconLabel(name, "text", 2))
        row.addStretch(1)
        page.add(row)
    page.add_stretch()
    return page
