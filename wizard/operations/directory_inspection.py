"""Asks AWS again whether a service that reads by itself still finds what it reads."""

from dataclasses import replace
from datetime import datetime

from wizard.aws import identity_store, organizations
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.model.connection import Connection, Health, Phase
from wizard.model.directory import center_of
from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.operations.identity_centers import find_centers
from wizard.operations.inspection import Inspection


async def inspect_directory(access: AwsAccess, row: Connection, now: datetime) -> Inspection:
    """Look for Identity Center, and read one person and one group of it; changes nothing.

    now: UTC, becomes `checked_at`

    Raises AwsError, and WizardError (code "OtherOrganization") where the profile belongs to another organization.
    """
    found = await organizations.describe_organization(access)
    if found.organization_id != row.identity.organization_id:
        text = (
            f"The profile {row.profile or 'of the environment'} now belongs to the organization "
            f"{found.organization_id}, and this connection to {row.identity.organization_id}. "
            "Sign in to the right organization with it, then do it again."
        )
        raise WizardError(RawFailure(text, "runner", code="OtherOrganization", account=found.management_account_id))
    problem = await _problem(access, row)
    health = Health(problem=problem.key if problem else "")
    phase = Phase.FAILED if problem else Phase.CONNECTED
    after = replace(row, phase=phase, health=health, checked_at=now)
    return Inspection(after, (), (), (), (problem,) if problem else ())


async def _problem(access: AwsAccess, row: Connection) -> Message | None:
    center = center_of(row.settings, row.region)
    if center is None:
        return Message("inspect.identity-center-gone")
    try:
        found = await find_centers(access, row.partition)
        here = next((one for one in found.centers if one.store_id == center.store_id), None)
        if here is None:
            return Message("inspect.identity-center-unsure" if found.silent else "inspect.identity-center-gone")
        if here.region != row.region:
            return Message("inspect.identity-center-moved")
        there = access.in_region(here.region)
        await identity_store.first(there, "ListUsers", "Users", here.store_id)
        group = await identity_store.first(there, "ListGroups", "Groups", here.store_id)
        if group is not None:
            members = ("ListGroupMemberships", "GroupMemberships")
            await identity_store.first(there, *members, here.store_id, GroupId=str(group["GroupId"]))
    except AwsError as error:
        if not error.access_denied:
            raise
        return Message("inspect.identity-center-refused")
    return None
