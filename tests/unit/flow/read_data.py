"""What the tests of a service that reads by itself talk about: a small directory, and one that is large."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace

from tests.unit.flow.data import ADMINISTRATOR, IDENTITY, MANAGEMENT, ROOT
from wizard.flow.answers import Answers, OrganizationAnswers, ProviderAnswers, SettingsAnswers, SignInAnswers
from wizard.model.directory import Directory, DirectoryGroup, DirectoryUser, FoundCenters, IdentityCenter
from wizard.model.failure import WizardError
from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection, Targets

READER = "raito"
CENTER = IdentityCenter("eu-central-1", "arn:aws:sso:::instance/ssoins-1111", "d-1234567890", MANAGEMENT)
PEOPLE = Directory(
    (
        DirectoryUser("u-1", "anna", "Anna Berg", "anna@acme.example"),
        DirectoryUser("u-2", "chidi", "", "chidi@acme.example"),
        DirectoryUser("u-3", "", "", ""),
    ),
    (DirectoryGroup("g-1", "Administrators"), DirectoryGroup("g-2"), DirectoryGroup("g-3", "<b>Empty</b>")),
)
MEMBERS = {"g-1": ("u-1", "u-2"), "g-2": ("u-9",), "g-3": ()}
SETTINGS = {"target-name": "aws-organization", "profile-name": ""}


def crowd(users: int, groups: int) -> Directory:
    """So many people and groups."""
    people = (DirectoryUser(f"u-{n}", f"user.{n}", f"Person {n:05}", f"user.{n}@acme.example") for n in range(users))
    return Directory(tuple(people), tuple(DirectoryGroup(f"g-{n}", f"Team {n:04}") for n in range(groups)))


def read_answers() -> Answers:
    """Everything up to the checks."""
    organization = OrganizationAnswers(IDENTITY, Selection.whole(ROOT), Targets(), "c0ffee", center=CENTER)
    return Answers(
        provider=ProviderAnswers(READER, deploys=False),
        sign_in=SignInAnswers("acme", "eu-west-1", ADMINISTRATOR),
        organization=organization,
        settings=SettingsAnswers(SETTINGS, "eu-west-1"),
    )


def read_beginning() -> Answers:
    """The provider and the profile."""
    return replace(read_answers(), organization=None, settings=None)


class FakeDirectories:
    """Finds `found` and reads `people`; memberships wait for `gate` where it is set."""

    def __init__(self) -> None:
        self.found = FoundCenters((CENTER,))
        self.people_ = PEOPLE
        self.members = dict(MEMBERS)
        self.error: WizardError | None = None
        self.members_error: WizardError | None = None
        self.centers_error: WizardError | None = None
        self.people_error: WizardError | None = None
        self.gate: asyncio.Event | None = None
        self.people_gate: asyncio.Event | None = None
        self.asked: list[str] = []

    async def identity(self, profile: str, region: str) -> OrganizationIdentity:
        self.asked.append(f"identity {profile} {region}")
        if self.error:
            raise self.error
        return IDENTITY

    async def centers(self, _profile: str, region: str, partition: str) -> FoundCenters:
        self.asked.append(f"centers {region} {partition}")
        if self.centers_error:
            raise self.centers_error
        return self.found

    async def people(self, _profile: str, center: IdentityCenter, on_progress: Callable[[int, int], None]) -> Directory:
        self.asked.append(f"people {center.region}")
        if self.people_error:
            raise self.people_error
        on_progress(1, 1)
        if self.people_gate:
            await self.people_gate.wait()
        return self.people_

    async def memberships(
        self, _profile: str, _center: IdentityCenter, groups: Sequence[DirectoryGroup]
    ) -> AsyncIterator[tuple[str, tuple[str, ...]]]:
        for number, group in enumerate(groups):
            if number and self.gate:
                await self.gate.wait()
            if number and self.members_error:
                raise self.members_error
            self.asked.append(f"members {group.group_id}")
            yield group.group_id, self.members.get(group.group_id, ())
