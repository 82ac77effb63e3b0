"""What every operation is given."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wizard.aws.access import AwsAccess
from wizard.model.connection import ConnectRequest
from wizard.model.failure import Diagnosis, RawFailure
from wizard.model.ports import Clock
from wizard.operations.protocol import StepJournal
from wizard.providers.definition import ProviderDefinition
from wizard.vendors.api import VendorApi

Explain = Callable[[RawFailure], Diagnosis]
"""Gives the cause of a failure; without I/O."""

Remembered = Callable[[str, str], Awaitable[Sequence[str]]]
"""Gives what an operation (its key) noted for a step in all runs of the connection since it was last connected."""


async def nothing_remembered(operation: str, step: str) -> Sequence[str]:
    """Give nothing: there were no earlier runs."""
    del operation, step
    return ()


@dataclass(frozen=True, slots=True)
class Context:
    """Everything an operation works with; built by `app` for one operation of one run.

    request:       what the pages collected
    provider:      the definition of the service
    template_body: the CloudFormation template that is deployed, as text
    access:        AWS with the profile and in the region of the request
    journal:       the journal of this operation
    clock:         time, so that tests need not wait
    explain:       gives the cause of a failure
    capabilities:  what creating the stack has to acknowledge, computed from the template (R14)
    secrets:       values of secret settings by setting ID; never printed, never journaled
    previous:      what is connected now, where the run changes it; None for every other run
    remembered:    what earlier runs of this connection noted
    vendor:        the vendor's API, with those secrets; None where it has none that is spoken here, and in practice
    """

    request: ConnectRequest
    provider: ProviderDefinition
    template_body: str
    access: AwsAccess
    journal: StepJournal
    clock: Clock
    explain: Explain
    capabilities: Sequence[str] = ("CAPABILITY_NAMED_IAM",)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    previous: ConnectRequest | None = None
    remembered: Remembered = nothing_remembered
    vendor: VendorApi | None = None
