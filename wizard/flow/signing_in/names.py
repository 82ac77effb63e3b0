"""Names for profiles that the program offers."""

import re
from collections.abc import Collection

_MORE_THAN_LETTERS = re.compile(r"[^0-9A-Za-z]+")


def offered_name(*parts: str, taken: Collection[str]) -> str:
    """Join parts to a name that is easy to type and that nobody has: "acme-management-AdministratorAccess"."""
    words: list[str] = []
    for part in parts:
        slug = _MORE_THAN_LETTERS.sub("-", part).strip("-")
        if slug and not (words and slug.lower().startswith(words[-1].lower() + "-")):
            words.append(slug)
        elif slug:
            words[-1] = slug
    name = "-".join(words) or "aws"
    if name not in taken:
        return name
    return next(one for number in range(2, len(taken) + 3) if (one := f"{name}-{number}") not in taken)
