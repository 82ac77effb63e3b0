"""A person who connects a service that reads by itself, page by page."""

from tests.end_to_end.window.person import Person
from wizard.flow.pages.read_organization import ReadOrganizationPage
from wizard.flow.steps import StepId

PROVIDER = "raito"


async def looks(someone: Person, profile: str = "administrator") -> None:
    """Go to the page that shows who would be read, and wait until all memberships are there."""
    await someone.opens_the_wizard(PROVIDER)
    await someone.goes_past_the_sign_in(profile)
    assert someone.wizard.navigation.current is StepId.READ_ORGANIZATION
    page = someone.wizard.page
    assert isinstance(page, ReadOrganizationPage)
    await page.settled()
    await someone.settled()


async def goes_to_the_checks(someone: Person, profile: str = "administrator") -> None:
    """Go on to the checks with the settings as they are offered, and wait for them."""
    await looks(someone, profile)
    await someone.next()
    await someone.next()
    await someone.checks_are_done()


async def connects(someone: Person, profile: str = "administrator") -> None:
    """Go to the last page, and wait until the row is written."""
    await goes_to_the_checks(someone, profile)
    await someone.next()
    await someone.next()
    await someone.hands.until(lambda: someone.can_press("connected.save-target"), "the row to be written")
