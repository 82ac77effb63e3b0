"""Takes over what the list does not know: made in the AWS console, or by another computer."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from wizard.aws import identity, organizations, regions
from wizard.aws.access import AwsAccess
from wizard.model.connection import Connection, ConnectRequest, Way
from wizard.model.failure import RawFailure, WizardError
from wizard.model.identifiers import grouped_account_id
from wizard.model.message import Message
from wizard.operations.adoption import FoundStack, find_stack
from wizard.operations.checks.already_connected import stack_of_another
from wizard.operations.inspection import Inspector, connection_request
from wizard.operations.ownership import CONNECTION_TAG
from wizard.providers.definition import Deploy, ProviderDefinition
from wizard.runner.new_row import new_row
from wizard.runner.renewal import read_tree_of, renew, row_gone
from wizard.runner.workshop import Workshop

_AT_ONCE = 6
"""So many regions are looked through side by side."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How verifying ended.

    connection: the row as AWS says; None where it could not be verified
    problem:    why not; None where it was
    elsewhere:  looking in the other regions could help
    """

    connection: Connection | None = None
    problem: Message | None = None
    elsewhere: bool = False


class Adoption:
    """Takes connections of the console way, and of other computers, over with a profile; changes nothing at AWS."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    async def verify(self, connection_id: str, profile: str, region: str = "") -> Verification:
        """Look for the stack in a region, that of the connection where it is empty, and write down what is true.

        Raises WizardError with what AWS said.
        """
        row, provider = await self._known(connection_id)
        access = self._workshop.factory.open(profile, region or row.region)
        stranger = await _stranger(access, row)
        if stranger is not None:
            return Verification(problem=stranger)
        found = await find_stack(access, row, provider)
        if found is None:
            values = {"regions": access.region, "stack": row.names.stack}
            return Verification(problem=Message("verify.not-found", values), elsewhere=True)
        return Verification(await self._take_over(row, provider, access, found))

    async def verify_anywhere(self, connection_id: str, profile: str) -> Verification:
        """Look in every region that the account can use, and write down what is true. Raises WizardError."""
        row, provider = await self._known(connection_id)
        home = self._workshop.factory.open(profile, row.region)
        stranger = await _stranger(home, row)
        if stranger is not None:
            return Verification(problem=stranger)
        names = await regions.known_regions(row.partition)
        found, silent = await _search(home, names, row, provider)
        if found is not None:
            access, stack = found
            return Verification(await self._take_over(row, provider, access, stack))
        if silent:
            return Verification(problem=Message("verify.regions-unanswered", {"regions": ", ".join(silent)}))
        everywhere = {"regions": ", ".join(names), "stack": row.names.stack}
        return Verification(problem=Message("verify.not-found", everywhere))

    async def use_profile(self, connection_id: str, profile: str) -> Verification:
        """Look after a connection with another profile from now on, once AWS has answered to it.

        Raises WizardError with what AWS said, and with the code "OtherOrganization".
        """
        workshop = self._workshop
        row, provider = await self._known(connection_id)
        other = replace(row, profile=profile)
        if provider.deploy is not Deploy.NONE:
            if not row.identity.is_account:
                stranger = await _stranger(workshop.factory.open(profile, row.region), row)
                if stranger is not None:
                    return Verification(problem=stranger)
            await read_tree_of(workshop, other)
        request = await workshop.store.requests.find(connection_id)
        if request is not None:
            await workshop.store.requests.save(replace(request, profile=profile))
        await workshop.store.connections.save(other)
        return Verification((await renew(workshop, other)).connection)

    async def add(self, request: ConnectRequest) -> Connection:
        """Take another computer's connection to the same service into the list; its stack's tags say which it is.

        Raises WizardError with what AWS said, and with the code "NothingToAdd" where it is gone meanwhile.
        """
        workshop = self._workshop
        provider = await workshop.catalogue.definition(request.provider_id)
        access = workshop.factory.open(request.profile, request.region)
        stack = await stack_of_another(access, request)
        row = _row_of(request, provider, stack, workshop.clock.now()) if stack is not None else None
        found = await find_stack(access, row, provider) if row is not None else None
        if row is None or found is None:
            text = "The stack of that connection is no longer there. Check again, and connect anew."
            raise WizardError(RawFailure(text, "runner", code="NothingToAdd"))
        return await self._take_over(replace(row, created_at=found.stack.created_at), provider, access, found)

    async def _known(self, connection_id: str) -> tuple[Connection, ProviderDefinition]:
        row = await self._workshop.store.connections.by_id(connection_id)
        if row is None:
            raise row_gone()
        return row, await self._workshop.catalogue.definition(row.provider_id)

    async def _take_over(
        self, row: Connection, provider: ProviderDefinition, access: AwsAccess, found: FoundStack
    ) -> Connection:
        """Write the row and its request anew with the real names, and ask AWS how everything stands."""
        workshop = self._workshop
        tree = await organizations.read_tree(access)
        status = provider.status
        mine = replace(
            row,
            identity=tree.identity,
            profile=access.profile,
            region=access.region,
            names=found.names,
            selection=found.selection,
            settings=found.settings,
            way=Way.PROFILE,
            status_at_aws=status is not None and status.parameter in found.stack.parameters,
        )
        inspection = await Inspector(access, provider, workshop.explain).inspect(mine, tree, workshop.clock.now())
        kept = await workshop.store.requests.find(row.connection_id)
        request = replace(connection_request(mine, tree), secrets=kept.secrets if kept else {})
        await workshop.store.requests.save(request)
        await workshop.store.connections.save(inspection.connection)
        await workshop.store.account_results.replace(row.connection_id, inspection.accounts)
        return inspection.connection


def _row_of(
    request: ConnectRequest, provider: ProviderDefinition, stack: Mapping[str, Any], now: datetime
) -> Connection:
    """Give the row of a connection that only its stack's tag is known of yet."""
    tags = {tag["Key"]: tag["Value"] for tag in stack["Tags"]}
    return new_row(replace(request, connection_id=tags[CONNECTION_TAG]), provider, now)


async def _stranger(access: AwsAccess, row: Connection) -> Message | None:
    """Say why a profile is not that of the connection's management account; None where it is. Raises AwsError."""
    caller = await identity.caller(access)
    organization = await organizations.describe_organization(access)
    if caller.account_id != organization.management_account_id:
        accounts = (caller.account_id, organization.management_account_id)
        found, expected = (grouped_account_id(one) for one in accounts)
        return Message("verify.member-account", {"found": found, "expected": expected})
    root_id = await organizations.root_id(access)
    if root_id != row.identity.root_id:
        return Message("verify.other-organization", {"found": root_id, "expected": row.identity.root_id})
    return None


async def _search(
    home: AwsAccess, names: Sequence[str], row: Connection, provider: ProviderDefinition
) -> tuple[tuple[AwsAccess, FoundStack] | None, tuple[str, ...]]:
    """Look in several regions side by side; gives where the stack is, and the regions that did not answer.

    A region that the account has not enabled cannot hold it, and refuses with the credentials: it is asked about first.
    """
    room = asyncio.Semaphore(_AT_ONCE)
    places = [home.in_region(name) for name in names]

    async def look(access: AwsAccess) -> FoundStack | WizardError | None:
        async with room:
            try:
                return await find_stack(access, row, provider) if await _usable(home, access.region) else None
            except WizardError as error:
                return error

    answers = await asyncio.gather(*(look(one) for one in places))
    found = [(place, one) for place, one in zip(places, answers, strict=True) if isinstance(one, FoundStack)]
    silent = (place.region for place, one in zip(places, answers, strict=True) if isinstance(one, WizardError))
    return (found[0] if found else None), tuple(silent)


async def _usable(home: AwsAccess, region: str) -> bool:
    """Ask whether the account has the region; True where it may not ask."""
    try:
        status = await regions.opt_status(home, region)
    except WizardError:
        return True
    return status not in (regions.RegionStatus.DISABLED, regions.RegionStatus.DISABLING)
