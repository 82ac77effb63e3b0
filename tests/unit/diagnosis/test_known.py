"""What is known from the checks decides where words fit several causes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from wizard.diagnosis.classifier import Classifier
from wizard.diagnosis.known import Known
from wizard.model.failure import RawFailure

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
REFUSED_ROLE = "User: arn:aws:iam::111122223333:user/x is not authorized to perform: sts:AssumeRole"
STRANGE_TOKEN = "The security token included in the request is invalid"
NO_CONNECTION = 'Could not connect to the endpoint URL: "https://sts.eu-west-1.amazonaws.com/"'
NO_REGION = 'Could not connect to the endpoint URL: "https://sts.eu-west-77.amazonaws.com/"'
NOT_ORGANIZATION = "AccessDeniedException: You don't have permissions to access this resource."
NOT_DELEGATED = "Account used is not a delegated administrator"


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.mark.parametrize(
    ("text", "known", "cause"),
    [
        (REFUSED_ROLE, {"role_created_at": NOW - timedelta(seconds=20)}, "iam-propagation-delay"),
        (REFUSED_ROLE, {"scp_denies": True}, "denied-by-scp"),
        (REFUSED_ROLE, {"target_is_management": True}, "management-account-not-targeted"),
        (STRANGE_TOKEN, {"credentials_expire_at": NOW - timedelta(minutes=1)}, "temporary-credentials-expired"),
        (STRANGE_TOKEN, {"region_enabled": False}, "region-not-enabled-for-account"),
        (NO_CONNECTION, {"names_resolve": False}, "dns-failure"),
        (NO_CONNECTION, {"region_exists": True, "names_resolve": True}, "endpoint-unreachable"),
        (NO_REGION, {"region_exists": False}, "region-does-not-exist"),
        (NOT_ORGANIZATION, {"management_account": True}, "organizations-permission-missing"),
        (NOT_ORGANIZATION, {"management_account": False}, "not-management-account"),
        (NOT_DELEGATED, {"delegated_admin": True}, "organizations-permission-missing"),
        (NOT_DELEGATED, {"organizations_allowed": True}, "not-delegated-admin"),
    ],
)
def test_what_is_known_makes_it_certain(classifier: Classifier, text: str, known: dict[str, Any], cause: str) -> None:
    without = classifier.diagnose(RawFailure(text, at=NOW))
    diagnosis = classifier.diagnose(RawFailure(text, at=NOW), Known(**known))

    assert not without.certain
    assert (diagnosis.cause, diagnosis.certain) == (cause, True)


@pytest.mark.parametrize(
    ("text", "known", "gone"),
    [
        (REFUSED_ROLE, {"role_created_at": NOW - timedelta(hours=1)}, "iam-propagation-delay"),
        (REFUSED_ROLE, {"scp_denies": False}, "denied-by-scp"),
        (STRANGE_TOKEN, {"credentials_expire_at": NOW + timedelta(hours=1)}, "temporary-credentials-expired"),
        (NO_CONNECTION, {"region_exists": True}, "region-does-not-exist"),
    ],
)
def test_what_is_known_rules_out_a_cause_and_leaves_the_others(
    classifier: Classifier, text: str, known: dict[str, Any], gone: str
) -> None:
    without = classifier.diagnose(RawFailure(text, at=NOW))
    diagnosis = classifier.diagnose(RawFailure(text, at=NOW), Known(**known))

    assert gone in without.candidates
    assert diagnosis.candidates == tuple(cause for cause in without.candidates if cause != gone)
    assert not diagnosis.certain


def test_nothing_known_changes_nothing(classifier: Classifier) -> None:
    failure = RawFailure(REFUSED_ROLE, at=NOW)

    assert classifier.diagnose(failure, Known()) == classifier.diagnose(failure)


def test_what_is_known_does_not_overrule_clear_words(classifier: Classifier) -> None:
    failure = RawFailure("with an explicit deny in a service control policy", at=NOW)

    assert classifier.diagnose(failure, Known(scp_denies=False)).cause == "denied-by-scp"


def test_a_region_that_aws_has_comes_last_and_one_that_it_has_not_comes_first(classifier: Classifier) -> None:
    real, made_up = (classifier.diagnose(RawFailure(text)) for text in (NO_CONNECTION, NO_REGION))

    assert (real.candidates[-1], made_up.cause) == ("region-does-not-exist", "region-does-not-exist")
    assert not real.certain
    assert not made_up.certain


def test_what_a_custom_resource_says_is_not_certain(classifier: Classifier) -> None:
    inside = "Role with name Audit already exists."
    wrapped = f"Received response status [FAILED] from custom resource. Message returned: {inside}"

    assert classifier.diagnose(RawFailure(inside)).certain
    diagnosis = classifier.diagnose(RawFailure(wrapped))
    assert (diagnosis.cause, diagnosis.certain) == ("iam-role-name-taken", False)
