"""First step of Identity Center: where it is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wizard.flow.signing_in.identity_center import PortalSigningIn
from wizard.model.sign_in import KnownPortal
from wizard.ui.sign_in.regions import RegionBox
from wizard.ui.texts.wording import fill, word
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.choice_list import ChoiceList
from wizard.ui.widgets.field import Field, FieldState
from wizard.ui.widgets.labels import SectionTitle

_OFFERED = 5


class PortalAddressStep(QWidget):
    """The start URL and the region, typed or taken from what was used on this computer before."""

    def __init__(self, flow: PortalSigningIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._offered: tuple[KnownPortal, ...] = ()
        self._known_title = SectionTitle(self.tr("Used on this computer before"))
        self._known = ChoiceList(self.tr("Used on this computer before"))
        self._known.setObjectName("identity-center.known")
        self.start_url = Field(
            self.tr("&Start URL"),
            help_text=self.tr(
                "The address of your company's AWS access portal, such as https://acme.awsapps.com/start. It stands in "
                "the invitation that you got by e-mail."
            ),
        )
        self.start_url.editor.setObjectName("identity-center.start-url")
        self.start_url.line_edit.setPlaceholderText("https://")
        self._regions = RegionBox("identity-center.region")
        self._region = Field(
            self.tr("&Region of Identity Center"),
            self._regions,
            self.tr("Where Identity Center was set up. Whoever looks after it knows: it stands under its settings."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.large)
        for part in (self._known_title, self._known, self.start_url, self._region):
            column.addWidget(part)
        self._known.changed.connect(self._take_known)
        self.start_url.line_edit.textEdited.connect(flow.type_start_url)
        self._regions.picked.connect(flow.choose_region)

    def refresh(self) -> None:
        """Show what was typed by now."""
        flow = self._flow
        self._offer(tuple(flow.known[:_OFFERED]))
        edit = self.start_url.line_edit
        if edit.text() != flow.start_url:
            edit.setText(flow.start_url)
        problem = flow.address_problem
        unfinished = edit.hasFocus() and "https://".startswith(flow.start_url.strip())
        self.start_url.set_message(
            word(problem) if problem and not unfinished else "", FieldState.PROBLEM if problem else FieldState.NONE
        )
        self._regions.show_regions(flow.regions, flow.region)

    def _offer(self, known: tuple[KnownPortal, ...]) -> None:
        for part in (self._known_title, self._known):
            part.setVisible(bool(known))
        if known == self._offered:
            return
        self._offered = known
        self._known.remove_all()
        for place, one in enumerate(known):
            values = {"address": one.portal.start_url, "region": one.portal.region}
            card = self._known.add(
                str(place), one.portal.label, fill(self.tr("{address} · {region}"), values), "person"
            )
            card.setObjectName(f"identity-center.known.{place}")

    def _take_known(self, place: str) -> None:
        portal = self._offered[int(place)].portal
        self._flow.propose(portal)
        self._flow.changed.notify()
