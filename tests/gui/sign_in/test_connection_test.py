"""The dialog "Test connection" in the networks of companies and hotels, which stand on loopback."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from tests.qt_loop import run_on_qt_loop
from tests.way_out import Authority, TunnelProxy, captive_portal, like_aws, started
from wizard.diagnosis.classifier import Classifier
from wizard.flow.connection_test import ConnectionTest
from wizard.model.profile import ProfileKind
from wizard.operations.reach_reader import ReachReader
from wizard.ui.sign_in.connection_test import ConnectionTestDialog
from wizard.ui.theme import Scheme
from wizard.ui.widgets.message_strip import MessageStrip
from wizard.ui.widgets.state_row import StateRow

REGION = "eu-central-1"
VARIABLES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch, tmp_path):
    for name in [*VARIABLES, *(one for one in os.environ if one.startswith("AWS_"))]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))


@pytest.fixture
def dialog(qtbot, theme):
    test = ConnectionTest(ReachReader(), Classifier.load().diagnose)
    shown = ConnectionTestDialog(test, lambda: None)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def run(dialog, kinds=()):
    run_on_qt_loop(lambda: dialog._test.run("", REGION, kinds), limit=30)


def said(dialog):
    strip = dialog.findChild(MessageStrip, "connection-test.message")
    return strip.problem(), strip.cause()


def words(dialog):
    return {one.objectName(): one.accessibleName() for one in dialog.findChildren(StateRow)}


def keep(dialog, theme, name):
    folder = os.environ.get("ORG_WIZARD_PICTURES")
    for scheme in Scheme if folder else ():
        theme.set_override(scheme)
        dialog.grab().save(str(Path(folder or "") / f"connection-test-{name}-{scheme}.png"))


def test_a_proxy_with_a_password(dialog, authority, monkeypatch, theme):
    with started(like_aws()) as aws, started(TunnelProxy(aws, authority, password="jo:secret")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url_without_password)
        run(dialog, tuple(ProfileKind))
        keep(dialog, theme, "password")

        assert said(dialog)[0] == "The proxy asks for a name and a password."
        rows = words(dialog)
        assert len(rows) == 9
        assert all(text.endswith("Not reached") for text in rows.values())
        assert proxy.url_without_password in dialog.findChild(StateRow, "connection-test.sts").detail()


def test_a_proxy_that_inspects(dialog, authority, monkeypatch, theme):
    with started(like_aws()) as aws, started(TunnelProxy(aws, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        run(dialog)
        keep(dialog, theme, "inspected")

    assert said(dialog)[0] == "Something between this computer and AWS shows a certificate of its own."


def test_a_proxy_that_inspects_with_a_certificate_that_is_named(dialog, authority, monkeypatch, theme):
    with started(like_aws()) as aws, started(TunnelProxy(aws, authority, password="jo:secret")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("AWS_CA_BUNDLE", str(authority.file))
        run(dialog)
        keep(dialog, theme, "reached")

    assert said(dialog)[0] == "AWS can be reached from here."
    assert all(text.endswith("Reached") for text in words(dialog).values())
    assert "secret" not in dialog.findChild(StateRow, "connection-test.sts").detail()


def test_a_captive_portal_for_one_service(dialog, monkeypatch, theme):
    with started(captive_portal()) as portal, started(like_aws()) as aws:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{aws.port}")
        monkeypatch.setenv("AWS_ENDPOINT_URL_STS", f"http://127.0.0.1:{portal.port}")
        run(dialog)
        keep(dialog, theme, "portal")

    assert said(dialog)[0] == "1 of 6 addresses cannot be reached."
    row = dialog.findChild(StateRow, "connection-test.sts")
    assert "The answer did not come from AWS." in row.detail()
    assert words(dialog)["connection-test.iam"].endswith("Reached")


def test_the_result_can_be_copied_for_whoever_looks_after_the_network(dialog, authority, monkeypatch, theme):
    with started(like_aws()) as aws, started(TunnelProxy(aws, authority, password="jo:secret", refuses=True)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        run(dialog)
    dialog.findChild(QPushButton, "connection-test.copy").click()

    text = QGuiApplication.clipboard().text()
    assert "proxy-blocks-aws" in text
    assert f"https://sts.{REGION}.amazonaws.com" in text
    assert "secret" not in text
