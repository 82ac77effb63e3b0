"""Datadog connected through the window: StackSets that no stack owns, and keys that stay in the keyring."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window import asked
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from tests.vendor_server import VendorServer
from wizard.flow.steps import StepId
from wizard.model.identifiers import grouped_account_id

API_KEY, APP_KEY = "0123456789abcdef" * 2, "0123456789abcdef0123" * 2
MEMBERS, ROLE = "org-wizard-datadog-members", "DatadogIntegrationRole"


@pytest.fixture(autouse=True)
def vendor(monkeypatch: pytest.MonkeyPatch) -> Iterator[VendorServer]:
    with VendorServer(API_KEY, APP_KEY) as server:
        monkeypatch.setenv("ORG_WIZARD_VENDOR_ADDRESS", server.address)
        yield server


async def reaches_the_settings(someone: Person) -> None:
    await someone.opens_the_wizard("datadog")
    await someone.next()
    await someone.chooses_profile("administrator")
    assert not someone.sees("sign-in.console-way")
    await someone.next()
    await someone.reads_the_organization()
    assert "The management account is not connected" in someone.page_says("organization.summary")
    await someone.next()
    assert someone.wizard.navigation.current is StepId.SETTINGS


async def types_the_keys(someone: Person) -> None:
    await someone.type("settings.api-key", API_KEY)
    await someone.type("settings.app-key", APP_KEY)


async def connects_everything(someone: Person) -> None:
    await reaches_the_settings(someone)
    await types_the_keys(someone)
    await someone.next()
    await someone.passes_the_checks()
    await someone.next()
    await someone.deploys()
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
    await someone.press("wizard.next")
    await someone.is_back_in_the_list()


def stack_sets(aws: EmbeddedAws) -> list[str]:
    found = aws.client("cloudformation").list_stack_sets(Status="ACTIVE")["Summaries"]
    return [one["StackSetName"] for one in found]


def with_the_role(aws: EmbeddedAws) -> set[str]:
    return {one for one in asked.active_accounts(aws) if asked.role_in(aws, one, ROLE) is not None}


def test_an_organization_is_connected_checked_and_disconnected(aws: EmbeddedAws, administrator: Person) -> None:
    someone, management = administrator, asked.management_account(aws)
    members = asked.active_accounts(aws) - {management}

    async def connects() -> None:
        await reaches_the_settings(someone)
        await types_the_keys(someone)
        assert someone.sees("settings.posture")
        await someone.press("settings.no-resources")
        await someone.hands.until(lambda: not someone.sees("settings.posture"), "the contradiction to be impossible")
        await someone.next()
        await someone.passes_the_checks()
        assert "Datadog takes both keys" in someone.check_says("checks.vendor-keys")
        assert "none of the chosen accounts" in someone.check_says("checks.vendor-accounts")
        await someone.next()
        assert "Read the numbers that CloudWatch keeps" in someone.page_says()
        await someone.deploys()
        assert {row[0] for row in someone.table("deploy.accounts")} == {"Connected", "Skipped"}
        await someone.next()
        assert someone.wizard.navigation.current is StepId.CONNECTED
        await someone.hands.until(lambda: someone.can_press("wizard.next"), "the row to be written")
        said = someone.page_says()
        assert "12 of 12 member accounts have the role" in said
        assert "nothing to paste" in said
        assert "Logs are not part of this" in said
        await someone.press("connected.copy-member-role-arn")
        assert QApplication.clipboard().text() == f"arn:aws:iam::ACCOUNT-ID:role/{ROLE}"
        await someone.press("wizard.next")
        await someone.is_back_in_the_list()

    async def job() -> None:
        async with someone.at_the_program():
            await connects()
            shown = ["Acme Corp", "Datadog", grouped_account_id(management), "Active", "12 of 12", "Just now"]
            await someone.hands.until(lambda: someone.table("main.list") == [shown], "the list to show it")
            assert with_the_role(aws) == members
            await someone.checks_again()
            assert someone.reads_strip("main.message") == "Nothing has changed at AWS. All 12 accounts have the role."
            await someone.press("main.disconnect")
            assert "and the management account" not in someone.page_says("main.confirm-disconnect")
            await someone.press("main.confirm-disconnect.yes")
            await someone.hands.until(
                lambda: someone.sees("main.news") and "is disconnected from" in someone.page_says("main.news"),
                "the row to go",
            )

    run_on_qt_loop(job)
    assert with_the_role(aws) == set()
    assert stack_sets(aws) == []
    kept = b"".join(one.read_bytes() for one in someone.home.rglob("*") if one.is_file())
    assert API_KEY.encode() not in kept
    assert APP_KEY.encode() not in kept


def test_accounts_and_settings_are_changed_from_the_list(aws: EmbeddedAws, administrator: Person) -> None:
    someone = administrator
    (out,) = asked.by_name(aws, "Payments Production")

    async def job() -> None:
        async with someone.at_the_program():
            await connects_everything(someone)
            await someone.press("main.change")
            await someone.hands.seen("wizard.next")
            await someone.settled()
            await someone.reads_the_organization()
            await someone.ticks("Payments Production")
            await someone.next()
            await someone.press("settings.no-metrics")
            await someone.next()
            await someone.hands.until(lambda: someone.can_press("wizard.next"), "the preview")
            assert f"{MEMBERS}-filtered" in someone.page_says("change.stack")
            await someone.next()
            await someone.run_has_ended()

    run_on_qt_loop(job)
    assert with_the_role(aws) == asked.active_accounts(aws) - {asked.management_account(aws), out}
    described = aws.client("cloudformation").describe_stack_set(StackSetName=f"{MEMBERS}-filtered")["StackSet"]
    told = {one["ParameterKey"]: one["ParameterValue"] for one in described["Parameters"]}
    assert told["DisableMetricCollection"] == "true"
    assert described["AutoDeployment"] == {"Enabled": False}


def test_refused_keys_and_registered_accounts_are_found_before_anything_is_made(
    aws: EmbeddedAws, administrator: Person, vendor: VendorServer
) -> None:
    someone = administrator
    (registered,) = asked.by_name(aws, "Payments Production")
    vendor.accounts = [registered, "999999999999"]

    async def job() -> None:
        async with someone.at_the_program():
            await reaches_the_settings(someone)
            await someone.type("settings.api-key", API_KEY[::-1])
            await someone.type("settings.app-key", APP_KEY)
            await someone.next()
            await someone.checks_are_done()
            assert "refuses the keys" in someone.check_says("checks.vendor-keys")
            assert not someone.can_press("wizard.next")
            await someone.press("wizard.back")
            await someone.settled()
            await someone.type("settings.api-key", API_KEY)
            await someone.next()
            await someone.checks_are_done()
            assert "takes both keys" in someone.check_says("checks.vendor-keys")
            said = someone.check_says("checks.vendor-accounts")
            assert "Payments Production" in said
            assert "leave them out" in said
            assert not someone.can_press("wizard.next")
            await someone.press("wizard.back")
            await someone.settled()
            await someone.press("wizard.back")
            await someone.settled()
            await someone.reads_the_organization()
            await someone.ticks("Payments Production")
            await someone.next()
            await someone.next()
            await someone.passes_the_checks()
            assert "none of the chosen accounts" in someone.check_says("checks.vendor-accounts")
            vendor.status = 429
            await someone.press("checks.again")
            await someone.checks_are_done()
            assert "asked us to slow down" in someone.check_says("checks.vendor-keys")

    run_on_qt_loop(job)
    assert stack_sets(aws) == []
    assert vendor.paths >= {"/api/v1/validate", "/api/v2/integration/aws/accounts"}


def test_disconnecting_asks_first_for_keys_that_work(
    aws: EmbeddedAws, administrator: Person, vendor: VendorServer
) -> None:
    someone = administrator

    async def job() -> None:
        async with someone.at_the_program():
            await connects_everything(someone)
            vendor.keys = ("f" * 32, "f" * 40)
            await someone.press("main.disconnect")
            await someone.press("main.confirm-disconnect.yes")
            await someone.hands.until(
                lambda: (
                    someone.sees("main.run.message")
                    and "no longer takes the keys" in someone.page_says("main.run.message")
                ),
                "the run to rest",
            )
            said = someone.page_says("main.run.message")
            assert "Nothing was deleted yet" in said
            assert stack_sets(aws) == [MEMBERS]
            assert with_the_role(aws)
            vendor.keys = (API_KEY, APP_KEY)
            await someone.press("main.run.go-on")
            await someone.hands.until(
                lambda: someone.sees("main.news") and "is disconnected from" in someone.page_says("main.news"),
                "the row to go",
            )

    run_on_qt_loop(job)
    assert with_the_role(aws) == set()
