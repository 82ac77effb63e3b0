"""Answers of a person who does the steps in the AWS console."""

from dataclasses import replace

from tests.unit.flow.data import MANAGEMENT, PROVIDER, ROLE_ARN, ROOT, SETTINGS
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
from wizard.model.organization import OrganizationIdentity
from wizard.model.plan import RunEnd
from wizard.model.profile import Caller, CallerKind
from wizard.model.typed_scope import ScopeReader, TypedScope

BY_HAND = SignInAnswers("", "", Caller("", "", "", CallerKind.ROLE, ""), console=True)
WHOLE = TypedScope(True, {})


def organization_answers(typed: TypedScope = WHOLE, partition: str = "aws", region: str = "eu-west-1"):
    reader = ScopeReader(typed, ROOT, MANAGEMENT)
    return OrganizationAnswers(
        OrganizationIdentity("", ROOT, MANAGEMENT, "Acme Corp"),
        reader.selection(),
        reader.targets(),
        "c0ffee",
        partition=partition,
        region=region,
        typed=typed,
    )


def console_answers(typed: TypedScope = WHOLE, **place: str) -> Answers:
    """Give everything up to the settings."""
    return Answers(
        provider=ProviderAnswers(PROVIDER),
        sign_in=BY_HAND,
        organization=organization_answers(typed, **place),
        settings=SettingsAnswers(SETTINGS, place.get("region", "eu-west-1")),
    )


def console_answers_to_the_end(typed: TypedScope = WHOLE) -> Answers:
    """Give everything up to the RoleARN."""
    return replace(
        console_answers(typed),
        checks=ChecksAnswers(frozenset({"signed-in", "trusted-access"}), frozenset({"permissions"})),
        review=ReviewAnswers(acknowledged=True),
        deploy=DeployAnswers(RunEnd.DONE, (), ""),
        role=RoleAnswers(ROLE_ARN, verified=False),
    )
