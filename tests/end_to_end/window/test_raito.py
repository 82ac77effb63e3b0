"""A service that reads Identity Center by itself: found wherever it is, shown, checked, and handed over."""

import json
from collections.abc import Callable

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.end_to_end.window.reading import connects, looks
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId
from wizard.providers.catalogue import ProviderCatalogue


@pytest.fixture
def elsewhere(embedded: Callable[..., EmbeddedAws]) -> EmbeddedAws:
    """Give an embedded AWS whose Identity Center is in Frankfurt, and the profile's region is not."""
    return embedded("identity-center-elsewhere")


@pytest.fixture
def reader(elsewhere: EmbeddedAws, person: Callable[[], Person]) -> Person:
    """Give an administrator of it."""
    someone = person()
    someone.has_profiles(elsewhere.exports, "AWS")
    return someone


def store_of(aws: EmbeddedAws) -> str:
    found = aws.client("sso-admin", region="eu-central-1").list_instances()["Instances"]
    return str(found[0]["IdentityStoreId"])


def made(aws: EmbeddedAws) -> list[str]:
    stacks = [one["StackName"] for one in aws.client("cloudformation").describe_stacks()["Stacks"]]
    return stacks + [one["StackSetName"] for one in aws.client("cloudformation").list_stack_sets()["Summaries"]]


async def turns_to(someone: Person, kind: str) -> None:
    """Go down the list of what can be shown, with the keyboard, to what comes next."""
    box = await someone.hands.enabled("directory.show")
    assert isinstance(box, QComboBox)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == kind
    await someone.settled()


@pytest.mark.rule(42)
def test_identity_center_is_found_in_another_region_and_everybody_in_it_is_shown(elsewhere, reader):
    async def job():
        async with reader.at_the_program():
            await looks(reader)
            said = reader.page_says()
            assert "eu-central-1, not us-east-1 where your profile looks" in said
            assert store_of(elsewhere) in said
            assert "1 group has no display name." in reader.reads_strip("directory.message")
            assert ["Anna Berg", "anna.berg", "anna.berg@acme.example"] in reader.table("directory.table")
            await turns_to(reader, "Groups (3)")
            groups = reader.table("directory.table")
            assert sorted((name, count) for name, _group_id, count in groups) == [
                ("Administrators", "1"),
                ("Developers", "1"),
                ("No display name", "1"),
            ]
            await turns_to(reader, "Memberships (3)")
            assert ["Administrators", "Anna Berg", "anna.berg"] in reader.table("directory.table")
            await reader.type("directory.search", "okafor")
            await reader.hands.until(lambda: len(reader.table("directory.table")) == 1, "the search")
            assert reader.table("directory.table") == [["Developers", "Chidi Okafor", "chidi.okafor"]]

    run_on_qt_loop(job)


def test_nothing_is_made_and_the_row_and_the_file_say_where_to_read(elsewhere, reader, tmp_path):
    file = tmp_path / "raito.yml"
    file.write_text("# ours\ntargets:\n  - name: snowflake  # the warehouse\n    sf-user: me\n", encoding="utf-8")

    async def job():
        async with reader.at_the_program():
            await connects(reader)
            view = reader.wizard.view
            view._target.save_to(str(file))
            await reader.press("connected.target.confirm.yes")
            await reader.hands.until(lambda: "Written to" in reader.reads_strip("connected.target.message"), "the file")
            await reader.press("wizard.next")
            await reader.is_back_in_the_list()
            [row] = reader.table("main.list")
            assert row[1] == "Raito"
            assert "Connected" in row[4]
            said = reader.page_says("main")
            assert "reads by itself with a profile" in said
            assert "nothing was made in AWS that could be switched" in said
            await reader.checks_again()
            assert "Nothing has changed at AWS" in reader.reads_strip("main.message")

    run_on_qt_loop(job)
    assert made(elsewhere) == []
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# ours\ntargets:\n  - name: snowflake  # the warehouse\n    sf-user: me\n")
    account = elsewhere.client("sts").get_caller_identity()["Account"]
    assert yaml.safe_load(text)["targets"][1] == {
        "name": "aws-organization",
        "connector-name": "raito-io/cli-plugin-aws-organization",
        "identity-store-id": store_of(elsewhere),
        "aws-account-id": account,
        "aws-profile": "administrator",
        "aws-region": "eu-central-1",
    }


def test_the_status_is_marked_and_disconnecting_takes_the_row_alone(elsewhere, reader):
    async def job():
        async with reader.at_the_program():
            await connects(reader)
            await reader.press("wizard.next")
            await reader.is_back_in_the_list()
            QTest.keyClick(await reader.hands.enabled("main.status"), Qt.Key.Key_Space)
            await reader.press("main.confirm-mark.yes")
            await reader.hands.until(lambda: "Inactive" in reader.table("main.list")[0], "the mark")
            await reader.press("main.disconnect")
            assert "Only the row leaves the list" in reader.page_says("main.confirm-disconnect")
            await reader.press("main.confirm-disconnect.yes")
            await reader.hands.until(lambda: not reader.sees("main.list") or not reader.table("main.list"), "the row")

    run_on_qt_loop(job)
    assert made(elsewhere) == []


@pytest.mark.rule(42)
def test_a_grant_on_an_instance_is_explained_and_the_policy_of_the_review_page_is_enough(elsewhere, reader, tmp_path):
    instance = elsewhere.client("sso-admin", region="eu-central-1").list_instances()["Instances"][0]["InstanceArn"]
    document = json.loads(ProviderCatalogue().policy_text("raito"))
    grant(elsewhere, reader, document, instance)

    async def job():
        async with reader.at_the_program():
            await reader.opens_the_wizard("raito")
            await reader.goes_past_the_sign_in("narrow")
            assert "counts only when it is given on every resource" in reader.reads_strip("wizard.message")
            assert reader.sees("directory.show-policy")
            assert not reader.can_press("wizard.next")
            grant(elsewhere, reader, document)
            await reader.press("wizard.back")
            await reader.settled()
            await reader.next()
            await reader.next()
            await reader.next()
            await reader.checks_are_done()
            assert reader.check_says("checks.identity-center").startswith("Identity Center is found")
            assert "11 calls were really made" in reader.check_says("checks.identity-store")
            await reader.next()
            await reader.press("review.show-policy")
            reader.wizard.view.policy.save_to(str(tmp_path / "policy.json"))
            await reader.hands.until(lambda: "Saved as" in reader.page_says(), "the policy to be saved")

    run_on_qt_loop(job)
    assert json.loads((tmp_path / "policy.json").read_text(encoding="utf-8")) == document


def grant(aws: EmbeddedAws, someone: Person, document: dict, on: str = "") -> None:
    """Let a user of its own have the policy, and what finding the organization takes; `on` narrows ListInstances."""
    iam = aws.client("iam")
    statements = [dict(one) for one in document["Statement"]]
    if on:
        statements[0]["Resource"] = on
    finding = ["organizations:DescribeOrganization", "organizations:ListRoots"]
    statements.append({"Effect": "Allow", "Action": finding, "Resource": "*"})
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    if "narrow" not in [one["UserName"] for one in iam.list_users()["Users"]]:
        iam.create_user(UserName="narrow")
        key = iam.create_access_key(UserName="narrow")["AccessKey"]
        names = {"NARROW_ACCESS_KEY_ID": key["AccessKeyId"], "NARROW_SECRET_ACCESS_KEY": key["SecretAccessKey"]}
        someone.has_profile_at("narrow", {**aws.exports, **names}, "NARROW")
    iam.put_user_policy(UserName="narrow", PolicyName="reading", PolicyDocument=policy)


def test_starting_over_brings_the_pages_back_and_changing_writes_another_name_down(elsewhere, reader):
    async def job():
        async with reader.at_the_program():
            await connects(reader)
            await reader.press("wizard.next")
            await reader.is_back_in_the_list()
            await reader.press("main.change")
            await reader.hands.seen("wizard.next")
            await reader.settled()
            await reader.next()
            await reader.type("settings.target-name", "acme")
            await reader.next()
            await reader.hands.until(lambda: reader.can_press("connected.save-target"), "the row to be written")
            assert "name: acme" in entry(reader)
            await reader.press("wizard.next")
            await reader.is_back_in_the_list()
            await reader.press("main.start-over")
            assert "Nothing is changed in AWS" in reader.page_says("main.confirm-start-over")
            await reader.press("main.confirm-start-over.yes")
            await reader.hands.seen("wizard.next")
            await reader.checks_are_done()
            assert reader.wizard.navigation.current is StepId.CHECKS
            await reader.next()
            await reader.next()
            await reader.hands.until(lambda: reader.can_press("connected.save-target"), "the row to be written")
            assert "name: acme" in entry(reader)
            await reader.press("wizard.next")
            await reader.is_back_in_the_list()
            assert len(reader.table("main.list")) == 1

    run_on_qt_loop(job)
    assert made(elsewhere) == []


def entry(someone: Person) -> str:
    """Read the entry for the vendor's file."""
    card = someone.hands.find("connected.target")
    assert card is not None
    return card.findChild(QPlainTextEdit).toPlainText()


def test_what_is_read_at_the_wrong_time_is_found_by_checking_again(elsewhere, reader):
    async def job():
        async with reader.at_the_program():
            await connects(reader)
            await reader.press("wizard.next")
            await reader.is_back_in_the_list()
            deny = {"Effect": "Deny", "Action": "identitystore:ListUsers", "Resource": "*"}
            policy = json.dumps({"Version": "2012-10-17", "Statement": [deny]})
            iam = elsewhere.client("iam")
            name = elsewhere.client("sts").get_caller_identity()["Arn"].rpartition("/")[2]
            iam.put_user_policy(UserName=name, PolicyName="no-users", PolicyDocument=policy)
            await reader.checks_again()
            assert "may no longer read Identity Center" in reader.page_says("main")
            assert "Not working" in reader.table("main.list")[0][4]

    run_on_qt_loop(job)
