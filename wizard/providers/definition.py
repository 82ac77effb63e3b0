"""A provider's definition (`provider.yaml`) as typed objects.

Plain dataclasses, which `loading` fills and validates through pydantic: whoever only needs the types does not load it.
A `__post_init__` raises ValueError with a sentence where an object contradicts itself.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import Any, ClassVar

from wizard.model.connection import Names
from wizard.model.directory import STORE_ID
from wizard.providers.setting import STRICT as _STRICT
from wizard.providers.setting import Setting, When, check_id, check_links

_PLACEHOLDERS = frozenset({"partition", "region", "account", "stack", "stack_set", "stack_set_filtered", "role"})


LAST = 100


class Scope(StrEnum):
    """What is connected as one."""

    ORGANIZATION = "organization"
    ACCOUNT = "account"


class Deploy(StrEnum):
    """How the template is deployed."""

    STACK = "stack"
    STACK_SET = "stack-set"
    NONE = "none"


class Reads(StrEnum):
    """What a service reads by itself, where nothing is deployed for it.

    IDENTITY_CENTER: the people, groups and memberships of Identity Center
    """

    NOTHING = ""
    IDENTITY_CENTER = "identity-center"


class Extra(StrEnum):
    """What the program offers besides for a connected organization, where a provider profits from it.

    RESOURCE_EXPLORER: verifies Resource Explorer across the organization, account by account and region by region
    """

    RESOURCE_EXPLORER = "resource-explorer"


class Where(StrEnum):
    """In which accounts a permission holds."""

    MANAGEMENT_ACCOUNT = "management-account"
    EVERY_ACCOUNT = "every-account"


@dataclass(frozen=True, slots=True)
class ProviderSummary:
    """What choosing a provider needs.

    icon: a file name in the provider's folder
    rank: those with a lower one are listed first, those with the same by name
    deploys: something is made at AWS for it; else it reads by itself
    by_stack: a stack is made; otherwise every account gets a role of its own by a StackSet that no stack owns
    extras: what the program offers besides for a connected organization
    account: ID of the definition that connects one account; empty where this one is for all scopes
    """

    id: str
    name: str
    summary: str
    scopes: tuple[Scope, ...]
    icon: str = "icon.svg"
    rank: int = LAST
    deploys: bool = True
    by_stack: bool = True
    extras: tuple[Extra, ...] = ()
    account: str = ""


@dataclass(frozen=True, slots=True)
class DefinedNames:
    """What is made is called so; `role` is a default where `role_setting` names the setting that can change it."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    stack: str = ""
    stack_set: str = ""
    stack_set_filtered: str = ""
    role: str = ""
    role_setting: str = ""


@dataclass(frozen=True, slots=True)
class Trust:
    """The template's parameters that say whom the role trusts; a template without an external ID has none of that.

    An empty name says that there is none.
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    principal: str = "TrustedPrincipal"
    external_id: str = "ExternalId"


@dataclass(frozen=True, slots=True)
class AttachedPolicy:
    """A policy that a role of the person's own must have for what they chose.

    role:   ID of the setting that holds the role's ARN
    policy: name of the policy
    when:   the choice that needs it
    reason: what does not work without it, in a sentence
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    role: str
    policy: str
    when: When
    reason: str


@dataclass(frozen=True, slots=True)
class StatusParameter:
    """The template's parameter that takes the role's trust away; `note` says what people should know of it."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    parameter: str
    active: str
    inactive: str
    note: str = ""


HANDED_OVER = (
    "root-id",
    "role-arn",
    "management-account",
    "region",
    "profile",
    "excluded-units",
    "excluded-accounts",
    STORE_ID,
    "member-role-arn",
)
"""Values of a connection that no setting holds. The excluded ones follow the accounts that were chosen."""


@dataclass(frozen=True, slots=True)
class HandoverValue:
    """A value to copy, one of HANDED_OVER or a setting's ID, and the vendor's field for it.

    also: a setting whose list is added to that value; empty for none
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    value: str
    label: str
    where: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """The same as code, for people who set the vendor up by Terraform.

    template: file in the provider's folder, as `wizard.handover.code_template` reads it
    file:     what a saved copy is called
    note:     what is left to fill in, in a sentence
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    template: str
    file: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """One line of a target: a text as it stands, or a value as in HandoverValue; `other` where that is empty."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    key: str
    text: str = ""
    value: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class TargetFile:
    """A YAML file of the vendor's that gets one more entry in a list of it.

    file:    what it is called
    list:    the key of its list
    note:    where it belongs, and what to do with it, in a sentence
    entries: the entry's lines, in order; the first one is what tells it from others
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    file: str
    list: str
    note: str
    entries: tuple[TargetEntry, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """What a profile that the service reads with must be allowed to do.

    file: an IAM policy in the provider's folder
    note: what people should know of it, in a sentence or two
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    file: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """What to paste where at the vendor's, and what happens next, one sentence each."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    place: str
    values: tuple[HandoverValue, ...]
    next_steps: tuple[str, ...]
    code: Code | None = None
    target: TargetFile | None = None


@dataclass(frozen=True, slots=True)
class PermissionGroup:
    """What the service may do, in plain words.

    sids: the statements of the template's policies, or of the provider's policy, that say so
    stands_out: it reaches far, or something that keeps others out is missing
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    title: str
    sentence: str
    reason: str
    where: Where
    sids: tuple[str, ...]
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class NeededActions:
    """Actions that the person who connects must be allowed to do, for one purpose (simulated by the checks, R41).

    operation: the operation that does them; empty where they are needed before any. One that is not among the
               provider's operations comes after connecting, and `reason` then reads on after "may not"
    resources: patterns of ARNs with {partition} {region} {account} {stack} {stack_set} {stack_set_filtered} {role}
    context:   condition keys that the request carries, by name
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    reason: str
    actions: tuple[str, ...]
    resources: tuple[str, ...] = ("*",)
    operation: str = ""
    context: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse placeholders that nobody fills."""
        for resource in self.resources:
            unknown = {name for _, name, _, _ in Formatter().parse(resource) if name is not None} - _PLACEHOLDERS
            if unknown:
                raise ValueError(f"{resource} has an unknown placeholder: {', '.join(sorted(unknown))}")

    def arns(self, names: Names, partition: str, region: str, account_id: str) -> tuple[str, ...]:
        """Give the resources with every placeholder filled."""
        values = {
            "partition": partition,
            "region": region,
            "account": account_id,
            "stack": names.stack,
            "stack_set": names.stack_set,
            "stack_set_filtered": names.filtered_stack_set,
            "role": names.role,
        }
        return tuple(resource.format_map(values) for resource in self.resources)


@dataclass(frozen=True, slots=True)
class ProviderDefinition:
    """All that the wizard knows of a provider.

    template:   file name in the provider's folder; empty where nothing is deployed
    reads:      what the service reads by itself then
    policy:     what its profile must be allowed to do then
    extras:     what the program offers besides for a connected organization
    outputs:    output keys of the template by what they are, e.g. {"role_arn": "RoleARN"}
    checks:     names of checks, in the order they are shown
    operations: keys of operations, in the order of the plan
    rank:       those with a lower one are listed first
    account:    ID of the definition that connects one account, which has a template and settings of its own
    unit_parameter: the template's parameter for one whole unit or the root, beside the list of our contract; empty
                where it has none
    chooses_accounts: False where the template follows no contract of ours: it gets the values of the settings and
                nothing else, and decides by itself which accounts besides the management account it reaches
    region:     where its stack is usually made; empty: where the profile says
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _STRICT

    id: str
    name: str
    summary: str
    documentation: str
    scopes: tuple[Scope, ...]
    deploy: Deploy
    handover: Handover
    checks: tuple[str, ...]
    operations: tuple[str, ...] = ()
    names: DefinedNames = field(default_factory=DefinedNames)
    template: str = ""
    icon: str = "icon.svg"
    rank: int = LAST
    settings: tuple[Setting, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    status: StatusParameter | None = None
    permissions: tuple[PermissionGroup, ...] = ()
    needed_actions: tuple[NeededActions, ...] = ()
    trust: Trust = field(default_factory=Trust)
    attached_policies: tuple[AttachedPolicy, ...] = ()
    unit_parameter: str = ""
    reads: Reads = Reads.NOTHING
    policy: Policy | None = None
    chooses_accounts: bool = True
    region: str = ""
    extras: tuple[Extra, ...] = ()
    account: str = ""

    def __post_init__(self) -> None:
        """Refuse what does not fit together."""
        check_id(self.id)
        check_links(self.settings)
        settings = [one.id for one in self.settings]
        for what, entries in (("setting", settings), ("check", self.checks), ("operation", self.operations)):
            twice = {entry for entry in entries if list(entries).count(entry) > 1}
            if twice:
                raise ValueError(f"the {what} {min(twice)} stands there twice")
        if not self.documentation.startswith("https://"):
            raise ValueError("the documentation link must begin with https://")
        self._check_deployment()
        if self.names.role_setting and self.names.role_setting not in settings:
            raise ValueError(f"names.role_setting: there is no setting {self.names.role_setting}")
        self._check_handover({*HANDED_OVER, *settings})
        for policy in self.attached_policies:
            if {policy.role, policy.when.setting} - set(settings):
                raise ValueError(f"attached_policies: there is no setting {policy.role} or {policy.when.setting}")

    def _check_deployment(self) -> None:
        if (self.deploy is Deploy.NONE) is bool(self.template):
            raise ValueError("a template is needed exactly where something is deployed")
        if (self.deploy is Deploy.NONE) is not bool(self.reads):
            raise ValueError("what the service reads by itself is needed exactly where nothing is deployed")
        if self.deploy is Deploy.NONE and (self.operations or self.status or self.names != DefinedNames()):
            raise ValueError("where nothing is deployed there are no operations, no names and no status")

    def _check_handover(self, known: Collection[str]) -> None:
        target = self.handover.target
        used = [one for each in self.handover.values for one in (each.value, each.also) if one]
        used += [one for entry in (target.entries if target else ()) for one in (entry.value, entry.other) if one]
        for value in used:
            if value not in known:
                raise ValueError(f"handover: there is no value {value}")

    @property
    def by_stack(self) -> bool:
        """False where every account gets a role of its own by a StackSet, and no stack is made to hold it."""
        return self.deploy is not Deploy.STACK_SET

    def needed_later(self, needed: NeededActions) -> bool:
        """Whether actions are needed for what comes after connecting, and not for connecting itself."""
        return bool(needed.operation) and needed.operation not in self.operations

    def setting(self, setting_id: str) -> Setting:
        """Give one setting. Raises KeyError where there is none of that ID."""
        return {one.id: one for one in self.settings}[setting_id]

    def connection_names(self, values: Mapping[str, str]) -> Names:
        """Give what will be called how, with the role's name as the settings say (`values`: by setting ID)."""
        role = values.get(self.names.role_setting, "") or self.names.role
        names = self.names
        return Names(names.stack, names.stack_set, names.stack_set_filtered, role, own_stack_sets=not self.by_stack)
