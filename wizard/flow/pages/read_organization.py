"""Page 3 of a service that reads by itself: which organization, and who would be read."""

import asyncio
from typing import ClassVar
from uuid import uuid4

from wizard.flow.answers import Answers, OrganizationAnswers
from wizard.flow.directory_ports import Directories
from wizard.flow.page import Page, Trouble
from wizard.flow.ports import Catalogue, Connections, Explain
from wizard.flow.steps import StepId
from wizard.model.connection import Connection, Phase
from wizard.model.directory import Directory, DirectoryUser, FoundCenters, IdentityCenter
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.organization import OrganizationIdentity
from wizard.model.targets import Selection, Targets
from wizard.providers.definition import ProviderDefinition

_REFUSED = frozenset({"AccessDenied", "AccessDeniedException"})


class ReadOrganizationPage(Page):
    """Find the organization and its Identity Center, and show the people, groups and memberships in it.

    identity:  None until AWS has told
    found:     where Identity Center was found; None until it was looked for
    center:    the one whose people are read
    directory: the people and groups; None until they are read
    progress:  (users, groups) read so far
    members:   by group ID, the user IDs of its members, as far as they are read
    people:    the users by their IDs
    members_trouble: why the memberships are not all read; None where nothing was in the way
    existing:  the row in the list where this organization is connected already
    definition: the service; None until it is needed
    policy:    the policy that the profile lacks, where AWS refused it; else empty
    """

    step: ClassVar[StepId] = StepId.READ_ORGANIZATION

    def __init__(
        self,
        catalogue: Catalogue,
        directories: Directories,
        connections: Connections,
        explain: Explain,
        changed_connection: Connection | None = None,
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._directories = directories
        self._connections = connections
        self._explain = explain
        self._changed_connection = changed_connection
        self._provider_id = ""
        self._profile = ""
        self._region = ""
        self._partition = ""
        self._key: tuple[str, ...] = ()
        self._connection_id = uuid4().hex
        self._reading: asyncio.Task[None] | None = None
        self.definition: ProviderDefinition | None = None
        self._forget()

    def _forget(self) -> None:
        self.identity: OrganizationIdentity | None = None
        self.found: FoundCenters | None = None
        self.center: IdentityCenter | None = None
        self.directory: Directory | None = None
        self.progress = (0, 0)
        self.members: dict[str, tuple[str, ...]] = {}
        self.people: dict[str, DirectoryUser] = {}
        self.members_trouble: Message | None = None
        self.existing: Connection | None = None
        self.policy = ""

    @property
    def found_identity(self) -> OrganizationIdentity | None:
        """The organization, as soon as AWS has told."""
        return self.identity

    @property
    def profile_region(self) -> str:
        """The region that the profile names, where the search began."""
        return self._region

    async def load(self, answers: Answers) -> None:
        """Look for Identity Center with the profile and read it; what was read with the same one is kept."""
        if answers.provider is None or answers.sign_in is None:
            raise ValueError("the provider and the sign-in come first")
        self._provider_id = answers.provider.provider_id
        self._profile, self._region = answers.sign_in.profile, answers.sign_in.region
        self._partition = answers.partition
        key = (self._provider_id, self._profile, self._region)
        if key != self._key:
            self._connection_id = uuid4().hex  # the last one may be that of another organization
        earlier = answers.organization
        if earlier is not None and earlier.center is not None:
            self._connection_id = earlier.connection_id
        if key != self._key or self.directory is None or self._error is not None:
            self._key = key
            await self._read()
        self._read_members()

    async def _read(self) -> None:
        await self.leave()
        self._forget()
        self._error = None
        self._begin()
        try:
            self.identity = await self._directories.identity(self._profile, self._region)
            await self._find_existing(self.identity)
            self.changed.notify()
            self.found = await self._directories.centers(self._profile, self._region, self._partition)
            self.center = self._chosen(self.found, self.identity)
            self.changed.notify()
            if self.center is not None:
                self.directory = await self._directories.people(self._profile, self.center, self._on_progress)
                self.people = {one.user_id: one for one in self.directory.users}
        except WizardError as error:
            self._error = await self._refused(error.failure)
        finally:
            self._end()
        if self._error is None and self.center is None:
            silent = self.found.silent if self.found else ()
            key = "directory.unanswered" if silent else "directory.none"
            self.error = Message(key, {"regions": ", ".join(silent)})

    async def _refused(self, failure: RawFailure) -> Trouble:
        """Say what the profile lacks where AWS refused to read, and have the policy at hand that has it."""
        if self.identity is None or failure.code not in _REFUSED:
            return self._explain(failure)
        self.definition = await self._catalogue.definition(self._provider_id)
        self.policy = await self._catalogue.policy_text(self._provider_id) if self.definition.policy else ""
        refused = f"{failure.service}:{failure.operation}"
        return Message("directory.refused" if self.found is None else "directory.people-refused", {"action": refused})

    @staticmethod
    def _chosen(found: FoundCenters, identity: OrganizationIdentity) -> IdentityCenter | None:
        """Take the organization's own instance before one that somebody made for a single account."""
        own = [one for one in found.centers if one.owner == identity.management_account_id]
        return next(iter([*own, *found.centers]), None)

    async def _find_existing(self, identity: OrganizationIdentity) -> None:
        row = await self._connections.find(self._provider_id, identity.root_id)
        if row is None:
            return
        if row.phase is Phase.CONNECTED and self._changed_connection is None:
            self.existing = row
        else:
            self._connection_id = row.connection_id

    def _on_progress(self, users: int, groups: int) -> None:
        self.progress = (users, groups)
        self.changed.notify()

    def _read_members(self) -> None:
        waiting = self.directory is not None and len(self.members) < len(self.directory.groups)
        if waiting and (self._reading is None or self._reading.done()):
            self._reading = asyncio.create_task(self._read_each_group())

    async def _read_each_group(self) -> None:
        if self.directory is None or self.center is None:
            return
        self.members_trouble = None
        rest = [one for one in self.directory.groups if one.group_id not in self.members]
        try:
            async for group_id, members in self._directories.memberships(self._profile, self.center, rest):
                self.members[group_id] = members
                self.changed.notify()
        except WizardError as error:
            self.members_trouble = Message("directory.members-unread", {"reason": error.failure.text})
        self.changed.notify()

    async def settled(self) -> None:
        """Wait until the memberships are read, or cannot be."""
        if self._reading is not None:
            await asyncio.wait({self._reading})

    @property
    def memberships(self) -> int:
        """So many memberships are read so far."""
        return sum(len(one) for one in self.members.values())

    @property
    def nameless_groups(self) -> int:
        """So many groups have no display name."""
        return sum(not one.display_name for one in self.directory.groups) if self.directory else 0

    @property
    def already_connected(self) -> Message | None:
        """The sentence that says where in the list this organization stands; None where it does not."""
        if self.existing is None:
            return None
        values = {
            "name": self.existing.identity.name,
            "provider": self.existing.provider_name,
            "date": self.existing.created_at.date().isoformat(),
        }
        return Message("organization.already-connected", values)

    @property
    def valid(self) -> bool:
        """True where the people were read; the memberships may follow."""
        return self.directory is not None and self.error is None and self.existing is None

    def collect(self) -> OrganizationAnswers:
        """Give the organization and where its people are."""
        if self.identity is None or self.center is None:
            raise ValueError("Identity Center was not found yet")
        return OrganizationAnswers(
            identity=self.identity,
            selection=Selection.whole(self.identity.root_id),
            targets=Targets(),
            connection_id=self._connection_id,
            center=self.center,
        )

    @property
    def initial_focus(self) -> str:
        """What is shown of the people; the policy where it lacks, and else the message, where they are not read."""
        if self.directory is not None:
            return "directory.show"
        return "directory.show-policy" if self.policy else "wizard.message"

    async def leave(self) -> None:
        """Read no more memberships; they go on when the page comes back."""
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
