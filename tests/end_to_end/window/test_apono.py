"""Apono connected through the window: its fields, its stack, and what is handed over as values and as code."""

from pathlib import Path

import hcl2
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


async def fills_in(someone: Person, connector: str) -> None:
    for tick in ("connector-kind.own", "connector-installed", "delegated.yes"):
        await someone.press(f"settings.{tick}")
    await someone.type("settings.connector-id", "acme-production")
    await someone.type("settings.connector-role", connector)
    for kind in ("iam-role", "permission-boundary", "ec2"):
        await someone.press(f"settings.resource-types.{kind}")
    await someone.type("settings.integration-name", "Acme AWS")
    await someone.type("settings.sso-portal", "https://acme.awsapps.com/start")
    await someone.settled()


async def reaches_the_settings(someone: Person, left_out: str) -> None:
    await someone.opens_the_wizard("apono")
    await someone.goes_past_the_sign_in()
    await someone.reads_the_organization()
    await someone.ticks(left_out)
    await someone.next()
    assert someone.wizard.navigation.current is StepId.SETTINGS


def test_an_organization_is_connected_and_everything_is_handed_over(
    aws: EmbeddedAws, administrator: Person, tmp_path: Path
) -> None:
    vendor = aws.exports["VENDOR_PRINCIPAL"].split(":")[4]
    connector = f"arn:aws:iam::{vendor}:role/apono-connector"
    (left_out,) = asked.by_name(aws, "Shared Services")
    saved = tmp_path / "apono.tf"

    async def job() -> None:
        someone = administrator
        async with someone.at_the_program():
            await reaches_the_settings(someone, "Shared Services")
            assert not someone.can_press("wizard.next")
            await fills_in(someone, connector)
            await someone.next()
            await someone.passes_the_checks()
            assert "apono-connector" in someone.check_says("checks.attached-policies")
            await someone.next()
            assert "any permission in the account" in someone.page_says()
            await someone.deploys()
            await someone.next()
            await someone.role_is_checked()
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
            role_arn = asked.stack_outputs(aws, "apono-aws-organization-integration")["ManagementAccountRoleArnOutput"]
            said = someone.page_says()
            assert "Enable Audit\nNo" in said
            for value in (role_arn, "Acme AWS", left_out, "https://acme.awsapps.com/start"):
                assert value in said
            await someone.press("connected.copy-role-arn")
            assert QApplication.clipboard().text() == role_arn
            await someone.press("connected.view-code")
            code = someone.hands.find("connected.code")
            assert isinstance(code, QPlainTextEdit)
            (found,) = hcl2.loads(code.toPlainText())["resource"]
            assert "acme-production" in str(found)
            assert left_out in code.toPlainText()
            await someone.press("connected.copy-code")
            assert QApplication.clipboard().text() == code.toPlainText()
            await someone.press("connected.save-code")
            dialog = someone.wizard.findChildren(QFileDialog)[-1]
            dialog.fileSelected.emit(str(saved))
            dialog.close()
            await someone.hands.until(saved.exists, "the code to be saved")
            assert saved.read_text(encoding="utf-8") == code.toPlainText()

    run_on_qt_loop(job)
    told = asked.stack_parameters(aws, "apono-aws-organization-integration")
    assert (told["AponoConnectorId"], told["ConnectorRoleArn"]) == ("acme-production", connector)
    role = asked.role_in(aws, asked.management_account(aws), "AponoAccessManagement")
    assert role is not None
    (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"AWS": connector}
    assert "Condition" not in statement
    assert asked.role_in(aws, left_out, "AponoAccessManagement") is None
