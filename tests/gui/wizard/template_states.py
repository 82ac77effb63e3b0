"""The first page while it takes any other service's template, and what follows from that."""

from tests.gui.wizard.opened import Opened
from wizard.flow.answers import Answers
from wizard.flow.steps import StepId

LINK = "https://acme-templates.s3.eu-west-1.amazonaws.com/v1/acme.yaml"


async def _unfolded(opened: Opened) -> None:
    await opened.loaded()
    await opened.go_to(StepId.PROVIDER, Answers())
    opened.widget("provider.another").setChecked(True)
    await opened.drawn()


async def provider_another(opened: Opened) -> None:
    await _unfolded(opened)


async def provider_another_read(opened: Opened) -> None:
    await _unfolded(opened)
    opened.page.foreign.type_link(LINK)
    await opened.page.foreign.read_link()
    await opened.drawn()


async def provider_another_choice(opened: Opened) -> None:
    opened.desk.vendor_templates.text = "Resources: {Role: {Type: AWS::IAM::Role, Properties: {}}}"
    await provider_another_read(opened)


async def provider_another_refused(opened: Opened) -> None:
    await _unfolded(opened)
    opened.page.foreign.type_link("http://acme.example.com/a.yaml")
    await opened.page.foreign.read_link()
    await opened.drawn()


TEMPLATE_STATES = {
    state.__name__.replace("_", "-"): state
    for state in (provider_another, provider_another_read, provider_another_choice, provider_another_refused)
}
