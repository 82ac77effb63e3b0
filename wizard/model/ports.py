"""What lower floors need from outside, as protocols: `app` hands in who fulfils them."""

from datetime import datetime
from typing import Protocol

from wizard.model.mfa import MfaQuestion
from wizard.model.progress import Fact


class SecretStore(Protocol):
    """Keeps secrets outside the database: the operating system's keyring, or memory in practice and tests.

    Every method blocks (the keyring may ask the person): never called on the Qt thread.
    """

    def get(self, reference: str) -> str | None:
        """Give the secret kept under `reference`, or None."""

    def put(self, reference: str, secret: str) -> None:
        """Keep a secret. Raises WizardError where the store refuses or is locked."""

    def forget(self, reference: str) -> None:
        """Remove a secret; nothing happens where there is none."""


class MfaPrompt(Protocol):
    """Asks the person for the code of an MFA device; called from worker threads, blocks until answered.

    It is never called while another of its questions is open.
    """

    def ask(self, question: MfaQuestion) -> str:
        """Give the code typed. Raises WizardError where the person cancels."""


class Clock(Protocol):
    """Time, so that tests need not wait."""

    def now(self) -> datetime:
        """Give the time, UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait without holding the thread."""


class Progress(Protocol):
    """Takes facts from running work."""

    def __call__(self, fact: Fact) -> None:
        """Take one fact; must return at once."""
