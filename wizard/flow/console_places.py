"""Where in the AWS console a failure is put right."""

from wizard.model.console import HOSTS, ConsolePage, console_address

_BY_BEGINNING = (
    ("stackset-", ConsolePage.STACK_SETS),
    ("member-", ConsolePage.STACK_SETS),
    ("failure-tolerance-", ConsolePage.STACK_SETS),
    ("ou-not-in-stackset", ConsolePage.STACK_SETS),
    ("iam-role-", ConsolePage.ROLES),
    ("delete-failed-role-", ConsolePage.ROLES),
    ("denied-by-scp", ConsolePage.ORGANIZATION),
    ("target-id-", ConsolePage.ORGANIZATION),
    ("not-in-organization", ConsolePage.ORGANIZATION),
    ("all-features-", ConsolePage.ORGANIZATION_SETTINGS),
    ("region-not-enabled-", ConsolePage.REGIONS),
)
"""By how a cause's ID begins; everything else happens to stacks."""


def place_of_cause(cause: str, partition: str, region: str) -> str:
    """Give the console's page for a cause; an empty text for a partition without a console here."""
    if partition not in HOSTS:
        return ""
    page = next((page for beginning, page in _BY_BEGINNING if cause.startswith(beginning)), ConsolePage.STACKS)
    return console_address(page, partition, region)
