"""Somebody who is stuck hands over a bundle; no secret of the whole run is in it, in the database, the log or ps."""

import json
import logging
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.logs import LOG_FILE, start_log
from wizard.ui.handover.save_dialog import SaveDialog
from wizard.ui.wizard.window import WizardWindow

CANARIES = {
    "DD_API_KEY": "canary-vendor-key-4711",
    "CANARY_TOKEN": "canary-session-token-0815",
}


def dialog() -> SaveDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, SaveDialog) and one.isVisible())


async def saves(someone: Person, name: str, path: Path) -> None:
    """Press "Save", and say in the file dialog where."""
    await someone.hands.until(lambda: someone.can_press(f"{name}.save"), "the files to be made")
    await someone.press(f"{name}.save")
    chooser = dialog().findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    await someone.hands.until(lambda: dialog().strip.problem() == f"Saved as {path}", "the file to be saved")


def processes() -> str:
    """What anybody can see of every process of this computer."""
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout  # noqa: S607


@dataclass
class HandedOver:
    """What somebody saved, and what could be seen of the program meanwhile."""

    bundle: Path
    masked: Path
    report: Path
    secrets: dict[str, str]
    external_id: str = ""
    processes: str = ""

    def held(self, data: Path) -> dict[str, bytes]:
        """Everything that is on the disk, saved or kept, by where it is; and the processes."""
        kept = {str(one): one.read_bytes() for one in data.rglob("*") if one.is_file()}
        for path in (self.bundle, self.masked):
            with zipfile.ZipFile(path) as archive:
                kept |= {f"{path.name}/{name}": archive.read(name) for name in archive.namelist()}
        return kept | {self.report.name: self.report.read_bytes(), "processes": self.processes.encode()}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log, as the program begins it."""
    before = logging.getLogger().handlers[:]
    folder = tmp_path / "data" / "logs"
    start_log(folder)
    yield folder / LOG_FILE
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()


async def saves_all(someone: Person, saved: HandedOver) -> None:
    """Save a bundle of the selected connection, and one that names nobody."""
    await someone.press("main.bundle")
    await someone.hands.seen("bundle.save")
    await saves(someone, "bundle", saved.bundle)
    box = dialog().findChild(QCheckBox, "bundle.mask")
    assert box is not None
    box.click()
    await saves(someone, "bundle", saved.masked)
    saved.processes = processes()
    await someone.press("bundle.close")


def test_a_failure_is_handed_over_without_a_secret(
    embedded: Callable[[str], EmbeddedAws],
    person: Callable[[], Person],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    log: Path,
) -> None:
    aws = embedded("scp-denies-members")
    someone = person()
    someone.has_profiles(aws.exports, "AWS")
    for name, canary in CANARIES.items():
        monkeypatch.setenv(name, canary)
    keys = {name: aws.exports[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
    saved = HandedOver(*(tmp_path / name for name in ("b.zip", "masked.zip", "r.html")), {**keys, **CANARIES})

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            saved.external_id = someone.wizard.navigation.answers.settings.values["external-id"]
            logging.getLogger("wizard").info("refused: %s", " ".join(saved.secrets.values()))  # a slip
            await someone.deploys()
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the role's checks to pass")
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
            await someone.press("connected.report")
            await someone.hands.seen("report.save")
            await saves(someone, "report", saved.report)
            await someone.press("report.close")
            await someone.press("wizard.next")
            await someone.hands.seen("main.bundle")
            await saves_all(someone, saved)

    run_on_qt_loop(job)
    held = saved.held(someone.home / "data")
    slip = str(log)
    assert all(one.encode() in held.pop(slip) for one in [*CANARIES.values()][:1])  # the slip was really there
    assert [(where, name) for where in held for name, one in saved.secrets.items() if one.encode() in held[where]] == []
    _holds_what_support_must_see(saved.bundle)
    handed_over = {where: one for where, one in held.items() if where.startswith(("b.zip", "masked.zip", "r.html"))}
    assert [where for where, one in handed_over.items() if saved.external_id.encode() in one] == []
    masked = [one for where, one in handed_over.items() if where.startswith("masked.zip")]
    named = [*asked.active_accounts(aws), "Acme Corp", "Sandbox Anna", "arn:aws:"]
    assert [name for name in named for one in masked if name.encode() in one] == []
    assert any(b"Sandbox Anna" in one for where, one in handed_over.items() if where.startswith("b.zip"))


def _holds_what_support_must_see(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        (run,) = json.loads(archive.read("runs.json"))["runs"]
        checks = json.loads(archive.read("checks.json"))["results"]
        log = archive.read("log.txt").decode()
    assert run["ended"] == "done"
    assert {"trusted-access", "role.trust"} <= checks.keys()
    assert sum(one["progress"] == "FAILED" for one in run["report"]["accounts"]) == 3
    assert any(one["status"] == "CREATE_COMPLETE" for one in run["report"]["events"])
    assert "refused: [hidden] [hidden] [hidden] [hidden]" in log


async def opens(someone: Person, path: Path) -> WizardWindow:
    """Press "Open a bundle", and choose the file."""
    await someone.press("main.open-bundle")
    chooser = someone.desktop.main.findChild(QFileDialog, "main.choose-bundle")
    assert chooser is not None
    before = len(someone.desktop.looking_back.open)
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    await someone.hands.until(lambda: len(someone.desktop.looking_back.open) > before, "the bundle to open")
    return someone.desktop.looking_back.open[-1]


@pytest.mark.parametrize("masked", [False, True])
def test_a_bundle_of_one_computer_shows_its_pages_on_another(
    embedded: Callable[[str], EmbeddedAws],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *,
    masked: bool,
) -> None:
    aws = embedded("scp-denies-members")
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    customer = Person(tmp_path / "one", monkeypatch)
    customer.has_profiles(aws.exports, "AWS")
    saved = HandedOver(*(tmp_path / name for name in ("b.zip", "masked.zip", "r.html")), {})

    async def gets_stuck() -> None:
        async with customer.at_the_program():
            await customer.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            await customer.deploys()
            await customer.finishes()
            await saves_all(customer, saved)

    async def looks_at_it(engineer: Person) -> None:
        async with engineer.at_the_program():
            calls = dict(engineer.desktop.counts.calls)
            window = await opens(engineer, saved.masked if masked else saved.bundle)
            engineer.looks_at(window)
            await engineer.hands.seen("deploy.accounts")
            await engineer.hands.until(lambda: not window.loading and not window.view.stale, "the page to settle")
            rows = engineer.table("deploy.accounts")
            assert [row[0] for row in rows[:3]] == ["Not connected"] * 3
            assert sum(row[0] == "Connected" for row in rows) == 9
            assert ("Sandbox Anna" in {row[1] for row in rows}) is not masked
            assert all(row[3] for row in rows[:3])
            assert "Created, except in 3 accounts" in engineer.page_says()
            assert not engineer.sees("deploy.stop")
            assert not engineer.sees("deploy.action.start-over")
            await engineer.press("wizard.next")
            await engineer.hands.seen("role.checks")
            await engineer.hands.until(lambda: "The role works." in engineer.page_says(), "the checks of the role")
            assert not engineer.sees("role.again")
            await engineer.press("wizard.back")
            await engineer.hands.seen("deploy.accounts")
            await engineer.hands.until(lambda: not window.loading, "the page to load")
            await engineer.press("wizard.back")
            await engineer.hands.seen("review.summary")
            await engineer.hands.until(lambda: not window.loading, "the page to load")
            assert not engineer.can_press("review.acknowledge")
            await engineer.press("wizard.back")
            await engineer.hands.seen("checks.list")
            await engineer.hands.until(lambda: "Everything needed is in place" in engineer.page_says(), "the checks")
            assert not engineer.sees("checks.again")
            assert dict(engineer.desktop.counts.calls) == calls  # AWS was asked nothing
            await engineer.press("wizard.cancel")
            await engineer.hands.until(lambda: not engineer.desktop.looking_back.open, "the window to close")

    run_on_qt_loop(gets_stuck)
    engineer = Person(tmp_path / "two", monkeypatch)  # from now on the environment is that of the other computer
    run_on_qt_loop(lambda: looks_at_it(engineer))


def test_what_is_no_bundle_is_refused_in_a_sentence(looker: Person, tmp_path: Path) -> None:
    path = tmp_path / "holiday.zip"
    path.write_bytes(b"PK nothing of the kind")

    async def job() -> None:
        async with looker.at_the_program():
            await looker.hands.seen("main.open-bundle")
            looker.desktop.looking_back.open_file(path)
            await looker.hands.seen("main.notice")
            said = looker.page_says("main.notice")
            assert "holiday.zip is no support bundle, or it is damaged." in said
            assert "Ask for a new one, or open another file." in said
            await looker.press("main.notice.close")

    run_on_qt_loop(job)
