"""Puts stand-ins in place of IDs, ARNs, names and addresses: the same one for the same thing, in every file."""

import re
from collections.abc import Callable, Iterable

from wizard.model.identifiers import grouped_account_id

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[^:\s\"'<>]*:[^\s\"'<>,;)\]]+")
_ACCOUNT = re.compile(r"(?<![\w-])\d{12}(?![\w-])|(?<!\d)\d{4} \d{4} \d{4}(?!\d)")
_ORGANIZATION = re.compile(r"\bo-[a-z0-9]{10,32}\b")
_UNIT = re.compile(r"\bou-[0-9a-z]{4,32}-[a-z0-9]{8,32}\b")
_ROOT = re.compile(r"\br-[0-9a-z]{4,32}\b")
_POLICY = re.compile(r"\bp-[0-9a-z]{8,128}\b")
_SHORTEST_NAME = 2


class Masker:
    """Replaces what identifies somebody. Stand-ins have the form of what they stand for, so that pages can show them.

    names: what people called things: accounts, the organization, profiles, roles, stacks
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._stand_ins: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        wanted = sorted({one for one in names if len(one) >= _SHORTEST_NAME}, key=lambda one: (-len(one), one))
        any_name = "|".join(map(re.escape, wanted))
        self._names = re.compile(rf"(?<!\w)(?:{any_name})(?!\w)") if wanted else None

    def mask(self, text: str) -> str:
        """Replace IDs, ARNs, addresses and the known names."""
        text = self.mask_ids(text)
        return self._names.sub(self._standing_in("name", "name-{}"), text) if self._names else text

    def mask_ids(self, text: str) -> str:
        """Replace IDs, ARNs and addresses alone: for words of the program, which a name may be equal to."""
        text = _EMAIL.sub(self._standing_in("address", "person-{}@example.invalid"), text)
        text = _ARN.sub(self._standing_in("arn", "masked-arn-{}"), text)
        text = _ACCOUNT.sub(self._account, text)
        text = _ORGANIZATION.sub(self._standing_in("organization", "o-masked{:0>6}"), text)
        text = _UNIT.sub(self._standing_in("unit", "ou-0000-masked{:0>6}"), text)
        text = _ROOT.sub(self._standing_in("root", "r-0{:0>4}"), text)
        return _POLICY.sub(self._standing_in("policy", "p-masked{:0>6}"), text)

    def _account(self, found: re.Match[str]) -> str:
        """An account's ID is one thing, grouped or not."""
        digits = found[0].replace(" ", "")
        masked = self._stand_in("account", "9{:0>11}", digits)
        return grouped_account_id(masked) if " " in found[0] else masked

    def _standing_in(self, kind: str, form: str) -> Callable[[re.Match[str]], str]:
        return lambda found: self._stand_in(kind, form, found[0])

    def _stand_in(self, kind: str, form: str, text: str) -> str:
        if text in self._stand_ins.values():
            return text  # masked before: a text may be masked twice
        key = f"{kind}:{text}"
        if key not in self._stand_ins:
            self._numbers[kind] = self._numbers.get(kind, 0) + 1
            self._stand_ins[key] = form.format(self._numbers[kind])
        return self._stand_ins[key]
