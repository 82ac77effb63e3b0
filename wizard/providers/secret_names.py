"""Tells by its name whether a parameter or an output holds a secret: vendors forget NoEcho."""

import re

_SECRET = re.compile(r"(key|token|secret|password|passwd|passphrase|pwd|credentials?)[0-9]*", re.IGNORECASE)
_ACCESS_TOKEN = re.compile(r"(?:.*(?:[a-z0-9](?=P)|_|-))?(?:Pat|PAT|pat)[0-9]*")
"""A personal access token, as a word of its own: GithubPat and GITHUB_PAT, not Compat."""


def looks_secret(name: str) -> bool:
    """Whether a name ends like that of a secret: ApiKey, Token, TrustSecret, DbPassword, GithubPat."""
    if _ACCESS_TOKEN.fullmatch(name):
        return True
    return any(match.end() == len(name) for match in _SECRET.finditer(name))
