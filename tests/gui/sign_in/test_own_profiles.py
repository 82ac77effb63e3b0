"""The dialogs for MFA codes, access keys and roles: what they say in each state, and that the keyboard reaches all."""

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from tests.qt_loop import run_on_qt_loop
from wizard.diagnosis.classifier import Classifier
from wizard.flow.signing_in.keys import Part, TypedKeys
from wizard.flow.signing_in.mfa import MfaQuestions, seconds_left
from wizard.flow.signing_in.role import TypedRole
from wizard.model.access_key import KeyPlace
from wizard.model.failure import RawFailure, WizardError
from wizard.model.mfa import MfaQuestion, MfaTrouble
from wizard.model.profile import About, Caller, CallerKind, Profile, ProfileKind
from wizard.ui.desktop.mfa import MfaWindow
from wizard.ui.sign_in.forget_keys import forget_keys_question
from wizard.ui.sign_in.keys import KeysDialog
from wizard.ui.sign_in.mfa import MfaDialog
from wizard.ui.sign_in.role import RoleDialog
from wizard.ui.tasks import Tasks
from wizard.ui.theme import Scheme, Theme
from wizard.ui.tour.hands import Hands

EXPLAIN = Classifier.load().diagnose
SERIAL = "arn:aws:iam::111122223333:mfa/ada"
KEY = "aws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
REFUSED = RawFailure(
    "An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::111122223333:user/ada "
    "is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/Consultant",
    "botocore ClientError",
    "sts",
    "AccessDenied",
    "AssumeRole",
)


class FakeOwn:
    """`caller` or `error`; `trouble` with the keyring; what was kept and written."""

    def __init__(self) -> None:
        self.trouble: RawFailure | None = None
        self.error: RawFailure | None = None
        self.refused: RawFailure | None = None
        self.kind = CallerKind.USER
        self.kept: list[object] = []
        self.written: list[object] = []

    async def keyring_trouble(self) -> RawFailure | None:
        return self.trouble

    async def profiles(self) -> list[Profile]:
        return [
            Profile("acme", ProfileKind.ACCESS_KEY, "eu-west-1", about=About(mfa_serial=SERIAL)),
            Profile("other", ProfileKind.IDENTITY_CENTER),
        ]

    async def names(self) -> set[str]:
        return {"acme", "other"}

    async def try_key(self, *_: object) -> Caller:
        return self._answer()

    async def keep_key(self, own: object, key: object) -> None:
        if self.refused:
            raise WizardError(self.refused)
        self.kept.append((own, key))

    async def forget_key(self, name: str) -> None:
        del name

    async def try_role(self, *_: object) -> Caller:
        return self._answer()

    async def write_role(self, *written: object) -> None:
        self.written.append(written)

    def _answer(self) -> Caller:
        if self.error:
            raise WizardError(self.error)
        return Caller("111122223333", "arn:aws:iam::111122223333:root", "aws", self.kind, "ada")


@pytest.fixture
def own() -> FakeOwn:
    return FakeOwn()


@pytest.fixture
def keys(own: FakeOwn, qtbot, theme: Theme) -> KeysDialog:
    tasks = Tasks()
    dialog = KeysDialog(TypedKeys(own, EXPLAIN), tasks)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def role(own: FakeOwn, qtbot, theme: Theme) -> RoleDialog:
    dialog = RoleDialog(TypedRole(own, EXPLAIN), Tasks())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def keep(dialog: QWidget, theme: Theme, name: str) -> None:
    folder = os.environ.get("ORG_WIZARD_PICTURES")
    for scheme in Scheme if folder else ():
        theme.set_override(scheme)
        dialog.grab().save(str(Path(folder or "") / f"{name}-{scheme}.png"))


def field(dialog: QDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def question(qtbot, theme: Theme, trouble: MfaTrouble, hint: str = "", **more: object) -> MfaDialog:
    dialog = MfaDialog(MfaQuestion("acme", SERIAL, trouble, **more), hint, None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    keep(dialog, theme, f"mfa-{trouble}")
    return dialog


def test_a_code_takes_six_digits_and_enter(qtbot, theme):
    dialog = question(qtbot, theme, MfaTrouble.NONE, "In practice the code is 123456.")
    sent = []
    dialog.entered.connect(sent.append)
    code = field(dialog, "mfa.code")
    QTest.keyClicks(code, "12a 34")
    assert code.text() == "12 34"
    QTest.keyClick(code, Qt.Key.Key_Return)
    assert not dialog.findChild(QAbstractButton, "mfa.send").isEnabled()
    QTest.keyClicks(code, "56")
    QTest.keyClick(code, Qt.Key.Key_Return)
    assert sent == ["12 3456"]


def test_a_wrong_code_is_said_at_the_field(qtbot, theme):
    assert question(qtbot, theme, MfaTrouble.WRONG).message().startswith("AWS did not take that code.")


def test_a_code_that_has_served_counts_down(qtbot, theme):
    soon = datetime.now(UTC) + timedelta(seconds=20)
    said = question(qtbot, theme, MfaTrouble.USED, next_at=soon).message()
    assert said.startswith("That code has been used already. Wait for the next code: ")
    late = question(qtbot, theme, MfaTrouble.USED, next_at=datetime.now(UTC) - timedelta(seconds=1)).message()
    assert late.endswith("The device shows the next one by now.")


def test_seconds_are_counted_to_the_next_code():
    now = datetime(2026, 1, 1, tzinfo=UTC)
    asked = MfaQuestion("acme", SERIAL, MfaTrouble.USED, now + timedelta(seconds=12))
    assert [seconds_left(asked, now + timedelta(seconds=one)) for one in (0, 11, 12, 40)] == [12, 1, 0, 0]


def test_a_question_outlives_the_window_it_stands_over(qtbot, theme):
    main, wizard = QWidget(), QWidget()
    qtbot.addWidget(main)
    main.show()
    wizard.show()

    async def job() -> None:
        questions = MfaQuestions()
        shown = MfaWindow(questions, main)
        shown._above = lambda: wizard if wizard_is_there else main
        wizard_is_there = True
        answer = asyncio.create_task(asyncio.to_thread(questions.ask, MfaQuestion("acme", SERIAL)))
        await Hands().until(lambda: bool(wizard.findChildren(MfaDialog)), "the question")
        wizard_is_there = False
        wizard.deleteLater()
        await Hands().until(lambda: bool(main.findChildren(MfaDialog)), "the question again")
        main.findChildren(MfaDialog)[0].entered.emit("123456")
        assert await answer == "123456"
        closing = asyncio.create_task(asyncio.to_thread(questions.ask, MfaQuestion("acme", SERIAL)))
        await Hands().until(lambda: questions.open is not None, "the next question")
        questions.close()
        with pytest.raises(WizardError, match="No code was entered"):
            await closing
        shown.put_away()

    run_on_qt_loop(job, limit=20)


def run(dialog: KeysDialog | RoleDialog, *more: Callable[[], object]) -> None:
    async def job() -> None:
        await dialog._flow.load()
        for one in more:
            one()
        await dialog._flow.try_it()

    run_on_qt_loop(job, limit=20)


def paste(dialog: KeysDialog, text: str) -> None:
    assert dialog._flow.paste(text)


def test_keys_go_into_the_keyring_where_there_is_one(keys, own, theme):
    keep(keys, theme, "keys-empty")
    run(keys, lambda: paste(keys, KEY), lambda: keep(keys, theme, "keys-filled"))
    kept, _ = own.kept[0]
    assert (kept.name, kept.place) == ("keys-MPLE", KeyPlace.KEYRING)
    assert keys._flow.values == dict.fromkeys(Part, "")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "NoKeyringError",
            "There is no keyring on this computer to keep secrets in. Install GNOME Keyring or KWallet.",
        ),
        (
            "UnsafeKeyring",
            "The keyring Plain would keep secrets unencrypted, so it is not used. Install GNOME Keyring.",
        ),
    ],
)
def test_without_a_safe_keyring_the_session_is_proposed_and_the_reason_said(keys, own, theme, code, text):
    own.trouble = RawFailure(text, "keyring", code=code)
    run(keys, lambda: paste(keys, KEY), lambda: keep(keys, theme, f"keys-{code}"))
    kept, _ = own.kept[0]
    assert kept.place is KeyPlace.SESSION
    card = keys.findChild(QAbstractButton, "keys.place.keyring")
    assert not card.isEnabled()
    assert "keyring" in card.accessibleDescription()


def test_a_locked_keyring_is_said_and_the_session_goes_on(keys, own, theme):
    own.refused = RawFailure(
        "The keyring is locked, so secrets cannot be read or kept.", "keyring", code="KeyringLocked"
    )
    run(keys, lambda: paste(keys, KEY))
    keep(keys, theme, "keys-locked")
    assert keys.strip.problem() == "The keyring of this computer is locked."
    assert keys._flow.key.secret_access_key
    own.refused = None
    run_on_qt_loop(lambda: _session(keys))
    assert own.kept[0][0].place is KeyPlace.SESSION


async def _session(keys: KeysDialog) -> None:
    keys.findChild(QAbstractButton, "keys.place.session").click()
    await keys._flow.try_it()


def test_root_keys_are_kept_after_the_warning_alone(keys, own, theme):
    own.kind = CallerKind.ROOT
    run(keys, lambda: paste(keys, KEY))
    keep(keys, theme, "keys-root")
    assert own.kept == []
    assert keys.next.text() == "&Use them all the same"
    run_on_qt_loop(keys._flow.keep)
    assert len(own.kept) == 1


def test_what_is_wrong_with_keys_stands_at_each_field(keys, own, theme):
    run(keys, lambda: keys._flow.type(Part.ID, "ASIAIOSFODNN7EXAMPLE"), lambda: keys._flow.type(Part.SECRET, "short"))
    keep(keys, theme, "keys-wrong")
    described = {name: field(keys, f"keys.{name}").accessibleDescription() for name in ("secret", "token")}
    assert described["secret"].startswith("A secret access key has 40 letters")
    assert described["token"].startswith("Keys that begin with ASIA are temporary")
    assert own.kept == []


def test_a_text_without_a_key_stays_in_the_box(keys, theme):
    box = keys.findChild(QPlainTextEdit, "keys.paste")
    assert keys._take("nothing here") is False
    assert box.accessibleDescription().startswith("There is no access key in this text.")


def test_a_role_that_is_refused_is_not_written(role, own, theme):
    own.error = REFUSED
    bar = role._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    run(role, *(lambda part=part, text=text: role._flow.type(part, text) for part, text in _role()))
    keep(role, theme, "role-refused")
    assert role.strip.problem() == "AWS does not let this sign-in take on the role."
    assert not role.strip.visibleRegion().isEmpty()
    assert field(role, "role-profile.device").text() == SERIAL
    assert own.written == []


def _role():
    from wizard.flow.signing_in.role import Part as RolePart

    return ((RolePart.ARN, "arn:aws:iam::444455556666:role/Consultant"), (RolePart.EXTERNAL_ID, "acme-7"))


def test_a_role_is_written_as_it_was_tried(role, own, theme):
    run(role, *(lambda part=part, text=text: role._flow.type(part, text) for part, text in _role()))
    name, tried, region = own.written[0]
    assert (name, region) == ("Consultant-444455556666", "eu-west-1")
    assert (tried.source, tried.external_id, tried.mfa_serial, tried.seconds) == ("acme", "acme-7", SERIAL, None)


def test_nothing_that_can_be_used_is_without_a_name(keys, role, qtbot, theme):
    asked = question(qtbot, theme, MfaTrouble.NONE)
    for dialog in (keys, role, asked):
        used = [
            one
            for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
            for one in dialog.findChildren(kind)
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        assert used
        assert [one.objectName() for one in used if not _said_of(one)] == []


def _said_of(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_forgetting_says_what_stays(qtbot, theme):
    above = QWidget()
    qtbot.addWidget(above)
    above.show()
    profile = Profile("acme", ProfileKind.ACCESS_KEY, about=About(kept=KeyPlace.KEYRING))
    dialog = forget_keys_question(profile, above)
    dialog.show()
    keep(dialog, theme, "keys-forget")
    assert dialog.windowTitle() == "Forget the keys acme?"
    assert "At AWS they stay as they are." in dialog.accessibleDescription()
