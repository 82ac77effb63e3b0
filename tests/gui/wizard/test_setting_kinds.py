"""The fields of the settings page, of every kind, as a person uses them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from tests.gui.wizard.states import settings_every_kind
from tests.unit.flow.every_kind import SECRET


def press(opened, name):
    widget = opened.widget(name)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)


def type_into(opened, name, text):
    QTest.keyClicks(opened.widget(name), text)


def test_a_whole_form_can_be_filled_in_with_the_keyboard(with_wizard, desk):
    async def job(opened):
        await settings_every_kind(opened)
        type_into(opened, "settings.name", "acme")
        type_into(opened, "settings.api-key", SECRET)
        press(opened, "settings.where.managed")
        press(opened, "settings.types.roles")
        press(opened, "settings.types.permission-boundary")
        press(opened, "settings.audit")
        press(opened, "settings.installed")
        await opened.drawn()
        site = opened.widget("settings.site")
        assert isinstance(site, QComboBox)
        assert (site.currentText(), opened.widget("settings.home").currentText()) == ("Two", "us-east-1")
        QTest.keyClick(site, Qt.Key.Key_Down)
        await opened.drawn()
        assert opened.widget("wizard.next").isEnabled()
        answers = opened.page.collect()
        values = {key: value for key, value in answers.values.items() if value}
        assert values == {
            "name": "acme",
            "where": "managed",
            "site": "three",
            "types": "roles,permission-boundary",
            "audit": "true",
            "installed": "true",
            "home": "us-east-1",
        }
        assert await desk.vault.values(answers.secrets) == {"api-key": SECRET}

    with_wizard(job)


def test_a_secret_is_hidden_until_somebody_wants_to_see_it(with_wizard):
    async def job(opened):
        await settings_every_kind(opened)
        field, show = opened.widget("settings.api-key"), opened.widget("settings.show.api-key")
        assert isinstance(field, QLineEdit)
        type_into(opened, "settings.api-key", "abc")
        assert field.displayText() != "abc"
        show.click()
        assert (field.displayText(), show.text()) == ("abc", "Hide")
        show.click()
        assert field.displayText() != "abc"

    with_wizard(job)


def test_what_depends_on_a_choice_comes_and_goes_with_it(with_wizard):
    async def job(opened):
        await settings_every_kind(opened)
        assert not opened.sees("settings.version")
        press(opened, "settings.where.on-premises")
        await opened.drawn()
        type_into(opened, "settings.version", "1.7")
        press(opened, "settings.where.managed")
        await opened.drawn()
        assert not opened.sees("settings.version")
        press(opened, "settings.where.on-premises")
        await opened.drawn()
        assert opened.widget("settings.version").text() == "1.7"

    with_wizard(job)


def test_the_preview_follows_every_letter_as_plain_text_and_counts(with_wizard):
    async def job(opened):
        await settings_every_kind(opened)
        assert not opened.sees("settings.details")
        opened.widget("settings.group.1").click()
        details = opened.widget("settings.details")
        assert isinstance(details, QPlainTextEdit)
        type_into(opened, "settings.details", "<b>Ask</b> the owner")
        await opened.drawn()
        preview = opened.widget("settings.preview.details")
        assert isinstance(preview, QLabel)
        assert (preview.text(), preview.textFormat()) == ("<b>Ask</b> the owner", Qt.TextFormat.PlainText)
        assert "20 of 20 characters" in [one.text() for one in opened.view.findChildren(QLabel)]
        assert details.accessibleDescription().startswith("About")
        type_into(opened, "settings.details", "s")
        await opened.drawn()
        assert details.accessibleDescription().startswith("At most 20.")
        assert details.toPlainText() == "<b>Ask</b> the owners"

    with_wizard(job)


def test_what_needs_something_else_says_so_in_place(with_wizard):
    async def job(opened):
        await settings_every_kind(opened)
        opened.widget("settings.group.1").click()
        type_into(opened, "settings.resource-owner", "team")
        await opened.drawn()
        said = opened.widget("settings.resource-owner").accessibleDescription()
        assert said.startswith("This works only together with “Owner”.")
        type_into(opened, "settings.owner", "me")
        await opened.drawn()
        assert not opened.widget("settings.resource-owner").accessibleDescription().startswith("This works")

    with_wizard(job)


def test_a_confirmation_that_is_taken_back_is_asked_for(with_wizard):
    async def job(opened):
        await settings_every_kind(opened)
        box = opened.widget("settings.installed")
        assert isinstance(box, QCheckBox)
        press(opened, "settings.installed")
        press(opened, "settings.installed")
        await opened.drawn()
        assert box.accessibleDescription().startswith("This is needed.")

    with_wizard(job)
