"""Secrets that stand in the environment of this process: they must be in nothing that leaves it."""

from collections.abc import Mapping

from wizard.providers.secret_names import looks_secret

_SHORTEST = 8
"""Anything shorter is more likely a switch than a secret, and would be found inside of ordinary words."""


def environment_secrets(environment: Mapping[str, str]) -> frozenset[str]:
    """Give the values of all variables that are named like a secret, AWS's among them."""
    return frozenset(
        value for name, value in environment.items() if len(value) >= _SHORTEST and looks_secret(name.lower())
    ) | frozenset(filter(None, (environment.get("AWS_ACCESS_KEY_ID"), environment.get("AWS_SECRET_ACCESS_KEY"))))
