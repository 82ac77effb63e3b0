"""How long to wait before an operation is tried again, and how often."""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential backoff with jitter and a limit: up to three minutes of patience as it stands.

    Throttling is normal (R44), and IAM can need up to a minute to settle (R38).

    limit:   how many times an operation is tried again before its failure is shown
    first:   seconds before the first retry, before jitter
    ceiling: the longest wait in seconds, before jitter
    calm:    seconds of work after which earlier retries no longer count
    jitter:  gives a number from 0 to 1; half of every wait depends on it
    """

    limit: int = 8
    first: float = 1.0
    ceiling: float = 60.0
    calm: float = 120.0
    jitter: Callable[[], float] = random.random

    def delay(self, attempt: int) -> float:
        """Give the seconds to wait before retry number `attempt`, which counts from 1."""
        full = min(self.ceiling, self.first * 2.0 ** (attempt - 1))
        return full * (0.5 + 0.5 * self.jitter())
