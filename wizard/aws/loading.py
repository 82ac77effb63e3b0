"""Loads botocore, which takes a third of a second: in a worker thread, and not when the program starts."""

from typing import TYPE_CHECKING

from wizard.aws.trust import trust_the_system

if TYPE_CHECKING:
    from types import ModuleType


def sessions() -> "ModuleType":
    """Give the module that makes sessions and clients."""
    trust_the_system()
    from wizard.aws import sessions as loaded
    from wizard.aws import shared_files  # noqa: F401 - it keeps the tokens of practice apart

    return loaded
