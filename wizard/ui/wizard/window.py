"""The wizard's window: rail, header, message, the page, and the buttons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from wizard.flow.answers import SignInAnswers
from wizard.flow.navigation import Navigation
from wizard.flow.page import Page
from wizard.flow.steps import StepId
from wizard.ui.tasks import Tasks
from wizard.ui.theme.tokens import tokens
from wizard.ui.widgets.identity_header import IdentityHeader
from wizard.ui.widgets.labels import BodyLabel, PageTitle
from wizard.ui.widgets.message_strip import MessageStrip, Tone
from wizard.ui.widgets.scroll_page import ScrollPage
from wizard.ui.widgets.step_rail import StepRail
from wizard.ui.wizard.actions import RELOADS, REPORT, SHOW_RUN, SUPPORT_BUNDLE, destination, possible_actions
from wizard.ui.wizard.closing import Closing, closing_question
from wizard.ui.wizard.draft_offer import Draft, DraftOffer
from wizard.ui.wizard.footer import Footer
from wizard.ui.wizard.frame_layout import heading, lay_out_frame
from wizard.ui.wizard.frame_texts import (
    Purpose,
    known_identity,
    rail_steps,
    rail_title,
    show_identity,
    ticket_subject,
    window_title,
)
from wizard.ui.wizard.page_view import PageView
from wizard.ui.wizard.rail_help import RailHelp
from wizard.ui.wizard.trouble import show_trouble, with_way_to_run

_SIZE = QSize(1120, 780)
_SMALLEST = QSize(800, 560)


class WizardWindow(QWidget):
    """Leads through the pages. It moves and shows; what a page means stands in the flow.

    draft_name:    what is typed here is kept under it
    closed():      the window is gone; what was typed is kept by its owner
    turned():      the person went on or back: a good moment to keep a draft
    draft_taken(): the person goes on with a draft, and with its name
    run_wanted():  the person wants to see what is being done in this organization elsewhere
    bundle_wanted(), report_wanted(): the person wants a support bundle, or the report, of this connection
    """

    closed = Signal()
    turned = Signal()
    draft_taken = Signal()
    run_wanted = Signal()
    bundle_wanted = Signal()
    report_wanted = Signal()

    def __init__(
        self,
        navigation: Navigation,
        views: Mapping[StepId, tuple[Page, PageView]],
        tasks: Tasks,
        *,
        practice: bool,
        purpose: Purpose = Purpose.CONNECT,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("wizard")
        self.navigation = navigation
        self.draft_name = uuid4().hex
        self._practice = practice
        self._purpose = purpose
        self._goes_on_alone = False
        self._views = views
        self._tasks = tasks
        tasks.setParent(self)
        self._moving = False
        self._let_go: list[Callable[[], None]] = []
        self._rail = StepRail(rail_title(purpose))
        self._help = RailHelp()
        self._header = IdentityHeader()
        self._header.set_practice(practice)
        self._title, self._instruction = PageTitle(), BodyLabel()
        self._message = MessageStrip("wizard.action.")
        self._notice = MessageStrip("wizard.notice.")
        self._scroll = ScrollPage()
        self._footer = Footer()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)
        self._rail.setObjectName("wizard.steps")
        self._rail.foot.addWidget(self._help)
        self._message.setObjectName("wizard.message")
        self._draft = DraftOffer()
        self._instruction.setProperty("role", "muted")
        self._scroll.add(heading(self._title, self._instruction))
        self._scroll.add(self._notice)
        self._scroll.add(self._draft)
        self._scroll.add(self._message)
        for _page, view in self._views.values():
            view.hide()
            self._scroll.add(view, 1)
        lay_out_frame(self, self._rail, self._header, self._scroll, self._footer)

    def _connect(self) -> None:
        self._footer.next_pressed.connect(self.go_on)
        self._footer.back_pressed.connect(self.go_back)
        self._footer.cancel_pressed.connect(self.close)
        self._rail.activated.connect(self._jump)
        self._message.action.connect(self._act)
        self._draft.taken.connect(self._restore)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.KeyboardModifier.ControlModifier | key), self, self.go_on)
        for page, view in self._views.values():
            self._let_go.append(page.changed.subscribe(self._show_state))
            view.act.connect(self._act)
            view.rephrased.connect(self._show_words)
            view.reveal.connect(self._reveal)

    @property
    def page(self) -> Page:
        """The page that is shown, without its view."""
        return self._views[self.navigation.current][0]

    @property
    def view(self) -> PageView:
        """The view that is shown."""
        return self._views[self.navigation.current][1]

    @property
    def _can_go_on(self) -> bool:
        """What is only looked at need not be complete."""
        return (self.page.valid or self.view.read_only) and not self.page.busy

    @property
    def loading(self) -> bool:
        """True while a page is being entered."""
        return self._moving

    @property
    def connection_id(self) -> str:
        """The connection that this is about; empty while the organization is not answered."""
        organization = self.navigation.answers.organization
        return organization.connection_id if organization else ""

    def start(self) -> None:
        """Show the page that the navigation begins with."""
        self._enter()

    def learn_who(self, sign_in: SignInAnswers) -> None:
        """Take who the profile is; nothing changes where the person chose another one meanwhile."""
        answers = self.navigation.answers
        if answers.sign_in is not None and answers.sign_in.profile == sign_in.profile:
            self.navigation.answers = replace(answers, sign_in=sign_in)
            self._show_identity()

    def begin_again(self, navigation: Navigation) -> None:
        """Go on from another place, with other answers: what this wizard had made is gone."""
        self._draft.clear()
        self._tasks.start(self.page.leave())
        self.navigation = navigation
        self._enter()

    def go_on(self) -> None:
        """Take what the page collected and show the next; on the last page, close."""
        if not self._can_go_on or self._moving:
            return
        if self.navigation.is_last:
            self.close()
            return
        if not self.view.read_only:
            self.navigation.record(self.page.collect())
        self._leave()
        self.navigation.advance()
        self._enter()

    def go_back(self) -> None:
        """Show the page before, as it was left."""
        if self.navigation.can_go_back and not self._moving:
            self._keep()
            self._leave()
            self.navigation.back()
            self._enter()

    def _jump(self, step: str) -> None:
        reachable = {entry.step_id for entry in self.navigation.rail() if entry.reachable}
        if not self._moving and step in reachable:
            self._keep()
            self._leave()
            self.navigation.jump(StepId(step))
            self._enter()

    def _keep(self) -> None:
        if self.page.valid and not self.page.busy and not self.view.read_only:
            self.navigation.record(self.page.collect())

    def show_notice(self, text: str, more: str) -> None:
        """Say over every page what this window is."""
        self._notice.setObjectName("wizard.notice")
        self._notice.show_message(Tone.INFO, text, more)

    def offer_drafts(self, drafts: Sequence[Draft]) -> None:
        """Offer to go on with what was typed before; not where the person has begun to type already."""
        if self.navigation.current is StepId.PROVIDER:
            self._draft.offer(drafts)

    def _restore(self, draft: Draft) -> None:
        self.draft_name = draft.name
        self.navigation.answers = draft.answers
        self.draft_taken.emit()
        self._start_loading()

    def _leave(self) -> None:
        self._draft.clear()
        self._tasks.start(self.page.leave())
        self.turned.emit()

    def _enter(self) -> None:
        for _page, view in self._views.values():
            view.setVisible(view is self.view)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_words()
        self._start_loading()

    def _start_loading(self) -> None:
        self._moving = True
        self._tasks.start(self._load(self.navigation.current))

    async def _load(self, step: StepId) -> None:
        page, view = self._views[step]
        try:
            await page.load(self.navigation.answers)
        finally:
            self._moving = False
        view.refresh()
        self._show_state()
        focus = view.findChild(QWidget, page.initial_focus) or self.findChild(QWidget, page.initial_focus)
        if focus is not None and step is self.navigation.current:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, action: str) -> None:
        target = destination(self.navigation, action)
        if action in RELOADS:
            self._start_loading()
        elif action in (SHOW_RUN, SUPPORT_BUNDLE, REPORT):
            wanted = {SHOW_RUN: self.run_wanted, SUPPORT_BUNDLE: self.bundle_wanted, REPORT: self.report_wanted}
            wanted[action].emit()
        elif target is not None:
            self._jump(target.value)

    def _show_words(self) -> None:
        self._title.setText(self.view.title)
        self._instruction.setText(self.view.instruction)
        self._instruction.setVisible(bool(self.view.instruction))
        self._scroll.setAccessibleName(self.view.title)
        self._help.show_help(() if self.view.read_only else self.view.help)
        self._show_state()

    def _show_state(self) -> None:
        page = self.page
        self._show_identity()
        if page.came_to_nothing:
            self.navigation.release()
        made = self.navigation.current.usual in (StepId.DEPLOY, StepId.ROLE, StepId.CONNECTED)
        self._footer.set_texts(self.view.primary_text, self.tr("Close") if made else self.tr("Cancel"))
        self._footer.next.setEnabled(self._can_go_on)
        self._footer.back.setVisible(self.navigation.can_go_back)
        last = self.navigation.is_last and (page.valid or self.view.read_only)
        self._footer.cancel.setVisible(not last)
        possible = () if self.view.read_only else possible_actions(self.navigation)
        show_trouble(self._message, with_way_to_run(page.error), possible, Tone.PROBLEM, self.view.subject)
        self.navigation.mark_problem(problem=page.error is not None)
        self._rail.show_steps(rail_steps(self.navigation))

    def _reveal(self, part: QWidget) -> None:
        if self.view.isAncestorOf(part):
            self._scroll.ensureWidgetVisible(part, 0, tokens().space.huge)

    def _show_identity(self) -> None:
        identity = known_identity(self.navigation.answers, self.page.found_identity)
        show_identity(self._header, self.navigation.answers, identity)
        self.view.subject = ticket_subject(self.navigation, identity, self._purpose)
        self.setWindowTitle(window_title(identity, self._purpose, practice=self._practice))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, or goes on; Escape closes. Fields come first."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()
        else:
            self.go_on()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once, unless something is being made: then ask first what is to become of it."""
        if self.page.running and not self._goes_on_alone:
            event.ignore()
            self._ask_before_closing()
            return
        super().closeEvent(event)
        self.closed.emit()

    async def put_away(self) -> None:
        """Stop all that goes on for this window alone; only then may it be deleted, and it deletes itself."""
        for page, view in self._views.values():
            view.let_go()
            await page.leave()
        for let_go in self._let_go:
            let_go()
        await self._tasks.cancel()
        self.deleteLater()

    def _ask_before_closing(self) -> None:
        question = closing_question(self)
        question.chosen.connect(self._close_with)
        question.finished.connect(question.deleteLater)
        question.open()

    def _close_with(self, way: str) -> None:
        if way == Closing.STOP:
            self._tasks.start(self._stop_and_close())
        elif way == Closing.KEEP:
            self._goes_on_alone = True
            self.close()

    async def _stop_and_close(self) -> None:
        await self.page.halt()
        self.close()
