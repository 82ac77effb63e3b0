"""One field of the settings page, as a provider's definition declares it. Every value is kept as text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STRICT = {"extra": "forbid"}
"""Tells pydantic to refuse keys that are not known, so that a misspelt one is found."""
YES, NO = "true", "false"
"""The values of a switch and of a tick."""


class Source(StrEnum):
    """Where a setting's value comes from. `VENDOR_TEMPLATE`: typed, or read from the vendor's own template file."""

    TYPED = "typed"
    VENDOR_TEMPLATE = "vendor-template"


class Generated(StrEnum):
    """What the program can make where the vendor gives nothing. `EXTERNAL_ID`: 128 random bits."""

    NOTHING = ""
    EXTERNAL_ID = "external-id"


class Kind(StrEnum):
    """How a setting is asked for.

    TEXT:    one line
    LINES:   several lines
    CHOICE:  one of the options; the value is the option's
    CHOICES: some of the options; the value is theirs, joined by commas, in the options' order
    SWITCH:  yes or no
    TICK:    something that the person confirms; where it is required, nothing but yes will do
    """

    TEXT = "text"
    LINES = "text-lines"
    CHOICE = "choice"
    CHOICES = "choices"
    SWITCH = "switch"
    TICK = "tick"


class Offered(StrEnum):
    """Options that the program knows or finds.

    REGIONS:                the regions of the partition
    IDENTITY_CENTER_REGION: the same, and the one where AWS says that Identity Center lives is chosen (R42)
    """

    NOTHING = ""
    REGIONS = "regions"
    IDENTITY_CENTER_REGION = "identity-center-region"


class Found(StrEnum):
    """What the program knows of the organization, and fills in where nobody typed anything.

    ROOT_ID, ORGANIZATION_ID, MANAGEMENT_ACCOUNT: of the organization that is connected
    REGION:  the region of the stack
    """

    NOTHING = ""
    ROOT_ID = "root-id"
    ORGANIZATION_ID = "organization-id"
    MANAGEMENT_ACCOUNT = "management-account"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: what is kept, and what people read."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = STRICT

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class When:
    """Asked only where another setting has a value, or has it among its values."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = STRICT

    setting: str
    value: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of the settings page.

    parameter:  the template's parameter that it feeds; empty where it feeds none
    help:       what it is and where a person finds it
    pattern:    the whole value must match it; empty: anything
    max_length: characters of the whole value; 0: any number
    message:    what is wanted, in words, where the value does not match
    example:    shown in the empty field
    advanced:   has a default that hardly anybody changes
    group:      title of what it is folded into, with all others of that title; empty where it always shows
    preview:    title of a picture of what others will read; empty for none
    requires:   settings that need a value where this one has one
    when:       asked only then
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = STRICT

    id: str
    label: str
    help: str
    parameter: str = ""
    kind: Kind = Kind.TEXT
    options: tuple[Option, ...] = ()
    offered: Offered = Offered.NOTHING
    pattern: str = ""
    max_length: int = 0
    message: str = ""
    default: str = ""
    example: str = ""
    required: bool = True
    secret: bool = False
    advanced: bool = False
    group: str = ""
    preview: str = ""
    requires: tuple[str, ...] = ()
    when: When | None = None
    source: Source = Source.TYPED
    generated: Generated = Generated.NOTHING
    found: Found = Found.NOTHING

    def __post_init__(self) -> None:
        """Refuse a pattern that does not work, or that nobody explains, and options that nobody can choose."""
        check_id(self.id)
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"the pattern of {self.id} does not work: {error}") from error
        if (self.pattern or self.max_length) and not self.message:
            raise ValueError(f"{self.id} has a pattern but no message that says what is wanted")
        if self.chosen is not bool(self.options or self.offered):
            raise ValueError(f"{self.id} must have options exactly where one can choose")
        if any("," in one.value for one in self.options):
            raise ValueError(f"{self.id} has an option with a comma in its value")
        if self.default and not self.accepts(self.default):
            raise ValueError(f"the default of {self.id} does not match its own pattern")

    @property
    def chosen(self) -> bool:
        """True where a person chooses among options."""
        return self.kind in (Kind.CHOICE, Kind.CHOICES)

    def accepts(self, value: str) -> bool:
        """Whether a value is complete and in the right form; the whole value must match."""
        if self.kind is Kind.TICK:
            return value == YES or not self.required
        if not value:
            return not self.required
        if self.kind is Kind.SWITCH:
            return value in (YES, NO)
        if self.options:
            picked = value.split(",") if self.kind is Kind.CHOICES else [value]
            return set(picked) <= {one.value for one in self.options}
        if self.max_length and len(value) > self.max_length:
            return False
        return not self.pattern or re.fullmatch(self.pattern, value) is not None

    def asked(self, values: Mapping[str, str]) -> bool:
        """Whether it is asked, with the values of all settings by ID."""
        return self.when is None or self.when.value in values.get(self.when.setting, "").split(",")

    def labelled(self, value: str) -> str:
        """Give a value as people read it: an option by its label, several joined by a comma and a space."""
        labels = {one.value: one.label for one in self.options}
        return ", ".join(labels.get(one, one) for one in value.split(",")) if labels else value


def check_id(text: str) -> None:
    """Raise ValueError where a text is no ID."""
    if not _ID.fullmatch(text):
        raise ValueError(f"{text!r} must be lower-case letters and digits, joined by hyphens")


def check_links(settings: Sequence[Setting]) -> None:
    """Raise ValueError where a setting speaks of another one that is not there."""
    known = {one.id for one in settings}
    for one in settings:
        named = {*one.requires, *((one.when.setting,) if one.when else ())}
        if named - known:
            raise ValueError(f"{one.id} speaks of {min(named - known)}, and there is no such setting")
