"""A connection of which everything is known, with a planted secret in every corner where one could get to."""

from datetime import UTC, datetime

import pytest

from wizard.handover.bundle.contents import About, Accounts, BundledRun, Checks, Contents, Runs
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import Connection, ConnectRequest, Health, Names, Phase, Status
from wizard.model.failure import Diagnosis, RawFailure, Retry
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity
from wizard.model.plan import OperationState, Plan, RunEnd
from wizard.model.progress import AccountProgress, AccountResult, Counted, ResourceChanged
from wizard.model.run_state import RunReport
from wizard.model.targets import Selection, Targets
from wizard.store.reports import CheckRecord
from wizard.store.runs import Direction, JournalEntry

NOW = datetime(2026, 11, 30, 8, 9, 10, tzinfo=UTC)
SECRETS = {
    "access key": "AKIACANARY0000000001",
    "secret key": "CanarySecret0wJalrXUtnFEMIK7MDENGbPxRfiC",
    "session token": "IQoJb3JpZ2luX2VjCanary" + "a1B2c3D4" * 20,
    "external ID": "canary-external-id-7",
    "MFA code": "908172",
    "vendor API key": "canaryvendorkey0123",
}
PEOPLE = {
    "account": "222222222222",
    "management account": "111122223333",
    "account's name": "Shop Production",
    "organization's name": "Acme Corp",
    "organization": "o-a1b2c3d4e5",
    "root": "r-ab12",
    "unit": "ou-ab12-12345678",
    "role": "AcmeReader",
    "stack": "acme-stack",
    "profile": "anna-admin",
    "address": "anna@acme.example",
    "ARN": "arn:aws:iam::111122223333:role/AcmeReader",
}
_IDENTITY = OrganizationIdentity("o-a1b2c3d4e5", "r-ab12", "111122223333", "Acme Corp")
_NAMES = Names("acme-stack", "acme-set", "acme-filtered", "AcmeReader")


def _failure() -> RawFailure:
    planted = " ".join(f"{name}={value}" for name, value in SECRETS.items() if name != "MFA code")
    text = (
        "User: arn:aws:iam::111122223333:role/AcmeReader (anna@acme.example) is not authorized to perform "
        f"iam:CreateRole in 2222 2222 2222, unit ou-ab12-12345678. {planted} mfa code: {SECRETS['MFA code']}"
    )
    return RawFailure(text, "StackSet result", "cloudformation", "AccessDenied", account="222222222222", at=NOW)


@pytest.fixture
def contents() -> Contents:
    failure = _failure()
    settings = {"external-id": SECRETS["external ID"], "api-key": SECRETS["vendor API key"], "note": "for Acme Corp"}
    connection = Connection(
        connection_id="c-1",
        provider_id="cloud-entitlements",
        provider_name="Cloud Entitlements",
        identity=_IDENTITY,
        profile="anna-admin",
        region="eu-central-1",
        partition="aws",
        phase=Phase.PARTLY_CONNECTED,
        status=Status.ACTIVE,
        names=_NAMES,
        selection=Selection(frozenset({"r-ab12"}), frozenset({"ou-ab12-12345678"})),
        settings=settings,
        role_arn=PEOPLE["ARN"],
        health=Health(1, 2, "inspect.accounts-not-connected"),
        created_at=NOW,
    )
    request = ConnectRequest(
        "c-1",
        "cloud-entitlements",
        "anna-admin",
        "eu-central-1",
        "aws",
        _IDENTITY,
        connection.selection,
        Targets(connected=frozenset({"222222222222", "333333333333"})),
        _NAMES,
        settings,
        {"api-key": "keyring:c-1/api-key"},
        {"222222222222": "Shop Production", "333333333333": "stack"},
    )
    diagnosis = Diagnosis(
        "scp-deny", ("scp-deny",), True, "Denied.", failure.text, ("try-again",), Retry.AFTER_FIX, failure
    )
    accounts = (
        AccountResult("222222222222", "Shop Production", AccountProgress.FAILED, failure, diagnosis),
        AccountResult("333333333333", "stack", AccountProgress.SUCCEEDED),
    )
    run = BundledRun(
        Plan("run-1", "c-1", "r-ab12", ("trusted-access", "stack")),
        Direction.FORWARD,
        NOW,
        NOW,
        RunEnd.DONE,
        (JournalEntry("stack", OperationState.FAILED, failure, NOW),),
        RunReport(
            (ResourceChanged("Role", "AWS::IAM::Role", "CREATE_FAILED", failure.text, PEOPLE["ARN"], NOW),),
            accounts,
            (Message("stack.creating", {"name": "acme-stack"}),),
            Counted(1, 2, 1),
        ),
    )
    check = CheckResult(
        "role-name", CheckState.PROBLEM, Message("k", {"name": "AcmeReader"}), "", (failure.text,), failure
    )
    return Contents(
        About(1, NOW, masked=False, versions={"program": "1.2.3"}, settings={"theme": "dark"}),
        connection,
        request,
        Checks({"role-name": CheckRecord(check, NOW)}),
        Runs((run,)),
        Accounts(accounts),
        f"2026-11-30 INFO wizard.runner Acme Corp: {failure.text}\n",
    )
