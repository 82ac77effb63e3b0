"""What the wizard understands of a CloudFormation template, whoever wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.model.failure import RawFailure, WizardError
from wizard.providers.markup import Value
from wizard.providers.secret_names import looks_secret

MAX_INLINE_BYTES = 51_200
"""A longer body must be handed over through S3 (R15)."""


class TemplateError(WizardError):
    """A file that is no CloudFormation template; the message is a sentence for people."""

    def __init__(self, text: str) -> None:
        super().__init__(RawFailure(text, surface="template", code="TemplateError"))


@dataclass(frozen=True, slots=True)
class TemplateParameter:
    """One parameter, everything as the text that the template holds.

    default:         None where the template gives none: then a value is required
    allowed_pattern: the whole value must match; in a list, each element
    label, group:    from `AWS::CloudFormation::Interface`; empty where it says nothing
    constraint:      what is wanted, in the template's own words
    """

    name: str
    type: str = "String"
    default: str | None = None
    allowed_values: tuple[str, ...] = ()
    allowed_pattern: str = ""
    min_length: str = ""
    max_length: str = ""
    min_value: str = ""
    max_value: str = ""
    description: str = ""
    constraint: str = ""
    no_echo: bool = False
    label: str = ""
    group: str = ""

    @property
    def required(self) -> bool:
        """True where somebody must give a value."""
        return self.default is None

    @property
    def is_list(self) -> bool:
        """True where the value is several, joined by commas; each of them must match the pattern."""
        return self.type == "CommaDelimitedList" or "List<" in self.type

    @property
    def secret(self) -> bool:
        """True where the value must be masked, and kept nowhere but in the keyring.

        NoEcho, or a name like a secret's; but what is chosen from a list, or names a resource of AWS, is none.
        """
        return self.no_echo or (looks_secret(self.name) and not self.allowed_values and "AWS::" not in self.type)


@dataclass(frozen=True, slots=True)
class TemplateOutput:
    """One output; `value` is the template's expression, not what it will become."""

    key: str
    value: Value
    description: str = ""


@dataclass(frozen=True, slots=True)
class InnerStackSet:
    """A StackSet that the template makes; `permission_model` is empty where it is computed."""

    logical_id: str
    permission_model: str
    name: str


@dataclass(frozen=True, slots=True)
class Template:
    """A template, read.

    capabilities:     what must be acknowledged to create a stack of it (R14)
    resource_types:   how many resources there are of each type
    role_arn_outputs: keys of outputs whose value is the ARN of a role
    body_bytes:       its size, which decides how it is handed over (R15)
    document:         the whole template, short functions written out
    secret_outputs:   keys of outputs whose value must be masked
    blockers:         why no service-managed StackSet can deploy it (R32), a sentence with its line each
    placeholders:     texts that somebody forgot to replace, each once, as they stand there
    problems:         what AWS will refuse, or what could not be judged: sentences that name the line
    """

    description: str
    parameters: Mapping[str, TemplateParameter]
    capabilities: tuple[str, ...]
    resource_types: Mapping[str, int]
    stack_sets: tuple[InnerStackSet, ...]
    outputs: Mapping[str, TemplateOutput]
    role_arn_outputs: tuple[str, ...]
    body_bytes: int
    document: Mapping[str, Value] = field(repr=False)
    secret_outputs: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def needs_s3(self) -> bool:
        """True where the body is too long to be sent along with the call."""
        return self.body_bytes > MAX_INLINE_BYTES

    @property
    def deploy_as(self) -> tuple[str, ...]:
        """Give how it can be deployed, "stack" and "stack-set"; one that makes StackSets itself is a stack (R32)."""
        return ("stack",) if self.blockers else ("stack", "stack-set")
