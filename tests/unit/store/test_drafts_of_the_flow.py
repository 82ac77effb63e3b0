"""What the flow collects can be written and read back, field by field."""

from datetime import UTC, datetime

from wizard.flow.answers import (
    Answers,
    ChecksAnswers,
    DeployAnswers,
    OrganizationAnswers,
    ProviderAnswers,
    ReviewAnswers,
    RoleAnswers,
    SettingsAnswers,
    SignInAnswers,
)
from wizard.model.failure import RawFailure
from wizard.model.organization import FeatureSet, OrganizationIdentity
from wizard.model.plan import RunEnd
from wizard.model.profile import Caller, CallerKind
from wizard.model.progress import AccountProgress, AccountResult
from wizard.model.targets import Selection, Targets

ROLE_ARN = "arn:aws:iam::012345678901:role/AcmeRole"
FULL = Answers(
    provider=ProviderAnswers("cloud-entitlements"),
    sign_in=SignInAnswers(
        "acme",
        "eu-central-1",
        Caller("012345678901", "arn:aws:iam::012345678901:user/ann", "aws", CallerKind.USER, "ann"),
    ),
    organization=OrganizationAnswers(
        OrganizationIdentity("o-a1b2c3d4e5", "r-ab12", "012345678901", "Acme", FeatureSet.CONSOLIDATED_BILLING),
        Selection(frozenset({"r-ab12"}), frozenset({"000000000001"})),
        Targets(whole_units=("ou-1",), accounts=("000000000002",), connected=frozenset({"000000000002"})),
        "c-1",
        {"000000000002": "dev"},
    ),
    settings=SettingsAnswers({"external-id": "007"}, "eu-central-1", {"api-key": "c-1/api-key"}),
    checks=ChecksAnswers(frozenset({"signed-in"}), frozenset({"permissions"})),
    review=ReviewAnswers(acknowledged=True),
    deploy=DeployAnswers(
        RunEnd.DONE,
        (
            AccountResult("000000000002", "dev", AccountProgress.SUCCEEDED),
            AccountResult(
                "000000000003",
                "test",
                AccountProgress.FAILED,
                RawFailure("denied", at=datetime(2026, 1, 1, tzinfo=UTC)),
            ),
        ),
        ROLE_ARN,
    ),
    role=RoleAnswers(ROLE_ARN, verified=True),
)


def test_every_page_comes_back_exactly(run, store):
    run(store.drafts.save("last", FULL))

    assert run(store.drafts.load("last", Answers)) == FULL


def test_pages_that_were_not_answered_stay_so(run, store):
    started = Answers(provider=ProviderAnswers("datadog", "account"))
    run(store.drafts.save("datadog", started))

    assert run(store.drafts.load("datadog", Answers)) == started
