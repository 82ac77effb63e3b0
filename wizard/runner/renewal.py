"""Asks AWS how a connection stands, and writes its row anew."""

from wizard.aws import identity, organizations
from wizard.aws.access import AwsAccess
from wizard.model.connection import Connection, Way
from wizard.model.failure import RawFailure, WizardError
from wizard.model.identifiers import grouped_account_id
from wizard.model.organization import OrganizationTree
from wizard.operations.directory_inspection import inspect_directory
from wizard.operations.inspection import Inspection, Inspector
from wizard.providers.definition import Deploy
from wizard.runner.workshop import Workshop


def row_gone() -> WizardError:
    """Make the error for a connection that is not in the list."""
    return WizardError(RawFailure("The connection is no longer in the list.", "database", code="RowGone"))


def access_of(workshop: Workshop, row: Connection) -> AwsAccess:
    """Give AWS as a row's profile sees it, without I/O.

    Raises WizardError (code "NotSignedIn") for what was made in the AWS console: with no profile, the credentials of
    the environment would be used, which may be anybody's.
    """
    if row.way is Way.CONSOLE and not row.profile:
        text = (
            f"{row.identity.name} was connected in the AWS console, so there is no profile to ask AWS with. "
            "Sign in to verify it; after that it can be checked, switched and disconnected from here."
        )
        raise WizardError(RawFailure(text, "runner", code="NotSignedIn"))
    return workshop.factory.open(row.profile, row.region)


async def read_tree_of(workshop: Workshop, row: Connection) -> OrganizationTree:
    """Read the organization of a row.

    Raises WizardError with what AWS said, with the code "NotSignedIn" as `access_of` does, and with the code
    "OtherOrganization" where the profile belongs to another organization by now.
    """
    if row.identity.is_account:
        return await _account_of(access_of(workshop, row), row)
    tree = await organizations.read_tree(access_of(workshop, row))
    if tree.identity.root_id != row.identity.root_id:
        text = (
            f"The profile {row.profile or 'of the environment'} now belongs to the organization "
            f"{tree.identity.organization_id}, and this connection to {row.identity.organization_id}. "
            "Sign in to the right organization with it, then do it again."
        )
        raise WizardError(
            RawFailure(text, "runner", code="OtherOrganization", account=tree.identity.management_account_id)
        )
    return tree


async def _account_of(access: AwsAccess, row: Connection) -> OrganizationTree:
    """Give the one account of a row as a tree without units: nothing of an organization is asked for."""
    found = (await identity.caller(access)).account_id
    if found != row.identity.management_account_id:
        text = (
            f"The profile {row.profile or 'of the environment'} now belongs to account {grouped_account_id(found)}, "
            f"and this connection to {grouped_account_id(row.identity.management_account_id)}. "
            "Sign in to the right account with it, then do it again."
        )
        raise WizardError(RawFailure(text, "runner", code="OtherOrganization", account=found))
    return OrganizationTree(row.identity, {}, {})


async def renew(workshop: Workshop, row: Connection) -> Inspection:
    """Ask AWS, and keep the row and its accounts as they are now; nothing is kept where the row changed meanwhile.

    Raises WizardError as `read_tree_of` does, and where the database cannot be written.
    """
    provider = await workshop.catalogue.definition(row.provider_id)
    access = access_of(workshop, row)
    if provider.deploy is Deploy.NONE:
        seen = await inspect_directory(access, row, workshop.clock.now())
        await workshop.store.connections.renew(row, seen.connection)
        return seen
    tree = await read_tree_of(workshop, row)
    found = await Inspector(access, provider, workshop.explain).inspect(row, tree, workshop.clock.now())
    await workshop.store.connections.renew(row, found.connection, found.accounts)
    return found
