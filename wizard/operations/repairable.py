"""Which of the problems that checking again finds a repair can put right."""

REPAIRABLE = frozenset(
    {
        "inspect.rollback-stuck",
        "inspect.trust-changed",
        "inspect.status-mixed",
        "inspect.accounts-joined",
        "inspect.accounts-not-connected",
        "inspect.accounts-left",
    }
)
"""Problems that a repair can put right; what is gone altogether has to be made anew."""
