"""The report says what was made, who is in and who is not, and how to undo it; its file is safe to open."""

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from tests.gui.handover.conftest import explain
from tests.gui.wizard.look import nameless
from tests.unit.handover.conftest import SECRETS
from wizard.model.failure import RawFailure, WizardError
from wizard.providers.catalogue import load_provider
from wizard.ui.handover.report_window import ReportWindow
from wizard.ui.theme import Scheme

NAME = '<img src=x onerror="alert(1)">'


class Sources:
    def __init__(self, contents):
        self.contents = contents
        self.unreadable = False

    async def row(self, _connection_id):
        return self.contents.connection

    async def request(self, _connection_id):
        return self.contents.request

    async def accounts(self, _connection_id):
        if self.unreadable:
            raise WizardError(RawFailure("The database is locked.", "database"))
        return self.contents.accounts.results

    async def definition(self, provider_id):
        return load_provider(provider_id)

    def now(self):
        return datetime(2026, 11, 30, 12, tzinfo=UTC)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.words = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def sources(contents):
    failed, fine = contents.accounts.results
    accounts = replace(contents.accounts, results=(replace(failed, name=NAME), fine))
    left_out = replace(contents.request.targets, left_out=frozenset({"444444444444"}), whole_units=("r-ab12",))
    request = replace(
        contents.request,
        targets=left_out,
        account_names={**contents.request.account_names, "444444444444": "Sandbox Anna"},
    )
    settings = {"trusted-principal": "999999999999", "external-id": SECRETS["external ID"]}
    connection = replace(contents.connection, settings=settings, checked_at=datetime(2026, 11, 29, tzinfo=UTC))
    return Sources(replace(contents, accounts=accounts, request=request, connection=connection))


@pytest.fixture
def window(sources, tasks, qtbot, theme):
    def make(scheme=Scheme.LIGHT):
        theme.set_override(scheme)
        window = ReportWindow(sources.contents.connection, sources, explain, tasks)
        qtbot.addWidget(window)
        window.show()
        return window

    return make


def text(window):
    return window.findChild(QPlainTextEdit, "report.preview").toPlainText()


def test_it_says_all_of_a_connection(window, run_async, until):
    async def check():
        dialog = window()
        await until(lambda: bool(text(dialog)))
        said = text(dialog)
        assert said.startswith("Acme Corp, connected to Cloud Entitlements\n")
        for part in (
            "Root ID: r-ab12",
            "Management account: Acme Corp 1111 2222 3333",
            "Last verified at AWS: ",
            "Stack: acme-stack, in the management account",
            "StackSet: acme-set, with accounts that join later",
            "Trusted principal: 999999999999",
            "External ID: was given; it is not written here",
            "What the service may do in every account",
            f"Not connected | {NAME} | 2222 2222 2222 | Denied.",
            "Connected | stack | 3333 3333 3333",
            "Sandbox Anna | 4444 4444 4444",
            "delete the stack acme-stack",
        ):
            assert part in said
        assert not [name for name, secret in SECRETS.items() if secret in said]
        assert nameless(dialog) == []

    run_async(check())


def test_its_file_runs_nothing_fetches_nothing_and_is_the_owners(window, run_async, until, tmp_path):
    async def check():
        dialog = window()
        await until(lambda: bool(text(dialog)))
        dialog.chosen.emit(str(tmp_path / "r.html"))
        await until(lambda: dialog.strip.problem() == f"Saved as {tmp_path / 'r.html'}")
        html = (tmp_path / "r.html").read_text(encoding="utf-8")
        reader = Reader()
        reader.feed(html)
        assert not reader.tags & {"img", "script", "link", "iframe", "a", "b"}
        assert not {one for one in reader.attributes if one.startswith("on") or one in ("src", "href")}
        said = " ".join(reader.words)
        assert NAME in said
        assert "delete the stack acme-stack" in said
        assert not [name for name, secret in SECRETS.items() if secret in html]
        assert stat.S_IMODE((tmp_path / "r.html").stat().st_mode) == 0o600

    run_async(check())


def test_what_cannot_be_read_is_said(window, sources, run_async, until):
    sources.unreadable = True

    async def check():
        dialog = window()
        await until(lambda: dialog.strip.problem() == "The database is locked.")
        assert not dialog.findChild(QPushButton, "report.save").isEnabled()

    run_async(check())


@pytest.mark.parametrize("scheme", list(Scheme))
def test_pictures(window, run_async, until, scheme, tmp_path):
    folder = Path(os.environ.get("ORG_WIZARD_PICTURES", tmp_path))

    async def check():
        dialog = window(scheme)
        await until(lambda: bool(text(dialog)))
        dialog.chosen.emit(str(folder / "report.html"))
        await until(lambda: bool(dialog.strip.problem()))
        assert dialog.grab().save(str(folder / f"report-{scheme}.png"))

    run_async(check())
