"""The external ID from where it comes from to where it ends: unchanged all the way."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId

VENDOR_TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: PRINCIPAL
            Action: sts:AssumeRole
            Condition:
              StringEquals:
                sts:ExternalId: tenant-4711/acme
"""


def connect(aws: EmbeddedAws, someone: Person, settings: Callable[[], Awaitable[None]]) -> str:
    """Connect with the settings that a coroutine fills in; gives the external ID as the field showed it."""
    shown: list[str] = []

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.SETTINGS, "")
            await settings()
            shown.append(someone.field_text("settings.external-id"))
            await someone.next()
            await someone.passes_the_checks()
            await someone.next()
            await someone.deploys()
            await someone.next()
            await someone.role_is_checked()
            await someone.next()
            assert shown[0] in someone.page_says().splitlines()

    run_on_qt_loop(job)
    assert asked.stack_parameters(aws)["ExternalId"] == shown[0]
    (member,) = asked.by_name(aws, "Shared Services")
    for account in (asked.management_account(aws), member):
        role = asked.role_in(aws, account)
        assert role is not None
        (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
        assert statement["Condition"] == {"StringEquals": {"sts:ExternalId": shown[0]}}
        assert asked.vendor_can_take_on(aws, account, shown[0])
    return shown[0]


def test_one_is_made_of_128_random_bits(aws: EmbeddedAws, administrator: Person) -> None:
    async def settings() -> None:
        await administrator.fills_in_settings(aws.exports["VENDOR_PRINCIPAL"])
        first = administrator.field_text("settings.external-id")
        await administrator.press("settings.make.external-id")
        await administrator.settled()
        assert administrator.field_text("settings.external-id") != first

    assert re.fullmatch("[0-9a-f]{32}", connect(aws, administrator, settings))


def test_a_typed_one_is_carried_unchanged(aws: EmbeddedAws, administrator: Person) -> None:
    given = "Tenant_4711=a+b,c.d@e:f/g-H"

    async def settings() -> None:
        await administrator.fills_in_settings(aws.exports["VENDOR_PRINCIPAL"], given)

    assert connect(aws, administrator, settings) == given


def test_it_is_read_from_the_file_of_the_vendor(aws: EmbeddedAws, administrator: Person, tmp_path: Path) -> None:
    file = tmp_path / "vendor.yaml"
    file.write_text(VENDOR_TEMPLATE.replace("PRINCIPAL", aws.exports["VENDOR_PRINCIPAL"]), encoding="utf-8")

    async def settings() -> None:
        await administrator.press("settings.read-template")
        dialogs = administrator.wizard.findChildren(QFileDialog)
        dialogs[-1].fileSelected.emit(str(file))
        dialogs[-1].close()
        await administrator.hands.until(
            lambda: administrator.field_text("settings.external-id") != "", "the file to be read"
        )
        assert "Read from vendor.yaml" in administrator.page_says()
        assert administrator.field_text("settings.trusted-principal") == aws.exports["VENDOR_PRINCIPAL"]

    assert connect(aws, administrator, settings) == "tenant-4711/acme"
