"""Computers and accounts on which connecting cannot go on, and what the window says to each."""

import socket
from collections.abc import Callable

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.ui.widgets.radio_card import RadioCard

ROLE = "arn:aws:iam::111122223333:role/R"


def test_no_profiles_at_all(untouched_aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.can_reach(untouched_aws.exports)

    async def job() -> None:
        async with someone.at_the_program():
            await someone.opens_the_wizard()
            await someone.next()
            await someone.hands.until(lambda: bool(someone.reads_strip("sign-in.message")), "the files to be read")
            said = someone.reads_strip("sign-in.message")
            assert said.startswith("No AWS profile was found on this computer.")
            assert "Sign in with one of the buttons below, and one is made for you." in said
            assert not someone.can_press("wizard.next")
            someone.has_profiles(untouched_aws.exports, "AWS")
            await someone.press("sign-in.again")
            await someone.hands.until(lambda: not someone.reads_strip("sign-in.message"), "the message to go")
            await someone.chooses_profile("administrator")
            assert someone.can_press("wizard.next")

    run_on_qt_loop(job)


def test_a_profile_that_does_not_exist(
    untouched_aws: EmbeddedAws, person: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = person()
    someone.has_profiles(untouched_aws.exports, "AWS")
    monkeypatch.setenv("AWS_PROFILE", "gone")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.opens_the_wizard()
            await someone.next()
            await someone.chooses_profile("gone")
            assert "does not work" in someone.profile_says("gone")
            assert not someone.can_press("wizard.next")
            await someone.chooses_profile("administrator")
            assert someone.can_press("wizard.next")
            await someone.next()
            await someone.reads_the_organization()

    run_on_qt_loop(job)


def test_the_list_follows_the_config_file_while_it_is_open_and_the_choice_stays(
    looker: Person, untouched_aws: EmbeddedAws
) -> None:
    looker.has_profiles(untouched_aws.exports, "AWS", "MEMBER", "LIMITED")
    config, credentials = looker.home / "aws" / "config", looker.home / "aws" / "credentials"

    def chosen() -> list[str]:
        return [one.choice_id for one in looker.wizard.findChildren(RadioCard) if one.isVisible() and one.isChecked()]

    async def job() -> None:
        async with looker.at_the_program():
            await looker.opens_the_wizard()
            await looker.next()
            await looker.hands.until(lambda: bool(looker.profile_says("member")), "the profiles")
            await looker.chooses_profile("administrator")
            assert not looker.profile_says("acme")
            region, lines = untouched_aws.exports["AWS_DEFAULT_REGION"], "[profile member]\nregion = "
            text = config.read_text(encoding="utf-8")
            assert lines in text
            added = f"[profile acme]\nregion = {region}\nrole_arn = {ROLE}\nsource_profile = administrator\n"
            config.write_text(text.replace(f"{lines}{region}\n", "") + added, encoding="utf-8")
            await looker.hands.until(lambda: bool(looker.profile_says("acme")), "the new profile")
            assert looker.profile_says("member"), "its keys are there still"
            sections = [f"[{one}" for one in credentials.read_text(encoding="utf-8").split("[") if one]
            kept = (one for one in sections if not one.startswith("[member]"))
            credentials.write_text("".join(kept), encoding="utf-8")
            await looker.hands.until(lambda: not looker.profile_says("member"), "the removed profile to go")
            assert looker.profile_says("limited")
            assert looker.profile_says("acme")
            assert chosen() == ["administrator"]
            config.write_text(config.read_text(encoding="utf-8").replace(added, ""), encoding="utf-8")
            await looker.hands.until(lambda: not looker.profile_says("acme"), "the other one to go again")
            assert chosen() == ["administrator"]
            await looker.next()
            await looker.reads_the_organization()

    run_on_qt_loop(job)


def test_a_malformed_config_file(person: Callable[[], Person]) -> None:
    someone = person()
    config = someone.home / "aws" / "config"
    config.write_text("[profile well]\nregion = us-east-1\n[profile broken\n")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.opens_the_wizard()
            await someone.next()
            said = someone.reads_strip("wizard.message")
            assert said.startswith("The AWS configuration file on this computer cannot be read.")
            assert f"{config}, line 3." in said
            assert not someone.can_press("wizard.next")

    run_on_qt_loop(job)


def test_not_the_management_account(untouched_aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.has_profiles(untouched_aws.exports, "MEMBER")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in("member")
            said = someone.reads_strip("wizard.message")
            assert "not the organization's management account" in said
            assert not someone.can_press("wizard.next")
            assert someone.sees("wizard.action.choose-another-profile")

    run_on_qt_loop(job)


def test_no_organization(embedded: Callable[[str], EmbeddedAws], person: Callable[[], Person]) -> None:
    someone = person()
    someone.has_profiles(embedded("no-organization").exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in()
            said = someone.reads_strip("wizard.message")
            assert said.startswith("This account does not belong to an organization.")
            assert "AWS Organizations › Create an organization" in said
            assert not someone.can_press("wizard.next")

    run_on_qt_loop(job)


def test_no_network(person: Callable[[], Person]) -> None:
    someone = person()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, but nobody listens: every connection is refused
        keys = {
            "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "made-up",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        endpoint = f"http://127.0.0.1:{closed.getsockname()[1]}"
        someone.has_profiles(keys | {"AWS_ENDPOINT_URL": endpoint}, "AWS")

        async def job() -> None:
            async with someone.at_the_program():
                await someone.opens_the_wizard()
                await someone.next()
                await someone.chooses_profile("administrator")
                assert "does not work" in someone.profile_says("administrator")
                said = someone.reads_strip("sign-in.message")
                assert said.startswith("AWS cannot be reached from this network.")
                assert "look at the network connection" in said
                assert not someone.can_press("wizard.next")

        run_on_qt_loop(job)


def test_consolidated_billing_only(embedded: Callable[[str], EmbeddedAws], person: Callable[[], Person]) -> None:
    aws = embedded("billing-only")
    someone = person()
    someone.has_profiles(aws.exports, "AWS")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in()
            await someone.reads_the_organization()
            await someone.next()
            await someone.fills_in_settings(aws.exports["VENDOR_PRINCIPAL"])
            await someone.next()
            await someone.checks_are_done()
            said = someone.check_says("checks.all-features")
            assert said.startswith("The organization has all features: Problem. ")
            assert "consolidated billing only" in said
            assert "Begin process to enable all features" in said
            assert not someone.can_press("wizard.next")

    run_on_qt_loop(job)


def test_missing_permissions(untouched_aws: EmbeddedAws, person: Callable[[], Person]) -> None:
    someone = person()
    someone.has_profiles(untouched_aws.exports, "LIMITED")

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in("limited")
            await someone.reads_the_organization()
            await someone.next()
            await someone.fills_in_settings(untouched_aws.exports["VENDOR_PRINCIPAL"])
            await someone.next()
            await someone.checks_are_done()
            said = someone.check_says("checks.permissions")
            assert said.startswith(
                "You may do everything that is needed: Problem. AWS refuses limited already to look:"
            )
            assert "cloudformation:DescribeOrganizationsAccess" in said
            assert "Ask an administrator of the management account for what is needed: copy the request" in said
            assert not someone.can_press("wizard.next")

    run_on_qt_loop(job)
