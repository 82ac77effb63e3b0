"""A provider whose settings are of every kind."""

from dataclasses import replace

from tests.unit.flow.data import definition
from wizard.providers.definition import DefinedNames, ProviderDefinition
from wizard.providers.setting import Kind, Offered, Option, Setting, When

SECRET = "0123456789abcdef0123456789abcdef"
MORE = "Get more"


def options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(name.lower().replace(" ", "-"), name) for name in names)


def setting(setting_id: str, kind: Kind = Kind.TEXT, **rest) -> Setting:
    given = {"label": setting_id.replace("-", " ").capitalize(), "help": f"About {setting_id}.", **rest}
    return Setting(setting_id, kind=kind, **given)


SETTINGS = (
    setting("name", pattern="[a-z]+", message="Type lower-case letters."),
    setting("api-key", pattern="[0-9a-f]{32}", message="Type 32 hexadecimal digits.", secret=True, parameter="ApiKey"),
    setting("where", Kind.CHOICE, options=options("On premises", "Managed")),
    setting("site", Kind.CHOICE, options=options("One", "Two", "Three", "Four", "Five"), default="two"),
    setting("version", when=When("where", "on-premises")),
    setting("types", Kind.CHOICES, options=options("Roles", "Groups", "Permission Boundary")),
    setting("audit", Kind.SWITCH, default="false", required=False),
    setting("installed", Kind.TICK),
    setting("home", Kind.CHOICE, offered=Offered.IDENTITY_CENTER_REGION),
    setting(
        "details", Kind.LINES, required=False, max_length=20, message="At most 20.", group=MORE, preview="Readers see"
    ),
    setting("owner", required=False, group=MORE),
    setting("resource-owner", required=False, group=MORE, requires=("owner",)),
)
FILLED = {
    "name": "acme",
    "api-key": SECRET,
    "where": "managed",
    "types": "roles,groups",
    "installed": "true",
    "home": "eu-west-1",
}


def every_kind(*, trusted: bool = False) -> ProviderDefinition:
    """Give it under the ID of the provider that the tests know; `trusted`: with that one's own settings before."""
    own = definition()
    settings = (*own.settings, *SETTINGS) if trusted else SETTINGS
    names = own.names if trusted else DefinedNames("stack", "set", "filtered", "Role")
    return replace(own, settings=settings, names=names, handover=replace(own.handover, values=own.handover.values[:2]))
