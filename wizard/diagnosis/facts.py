"""Reads the facts that a message names: who, what, which policy, in which account."""

import re
from collections.abc import Collection
from dataclasses import dataclass, fields

from wizard.diagnosis.words import worth_reading
from wizard.model.failure import RawFailure


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message names; empty where it does not.

    action:    the refused API action, e.g. "iam:CreateRole"
    principal: ARN of who was refused
    resource:  ARN of what it was refused on
    policy:    ARN of the policy that refuses
    account:   12 digits: where it happened; the failure's own account if it has one
    region:    e.g. "us-east-1"
    role:      name of the role concerned
    stack:     name of the stack concerned
    stack_set: name of the StackSet concerned
    unit:      ID of a root or an OU
    profile:   name of the AWS profile
    parameter: name of the template parameter
    logical_id: the resource's name in the template
    host:      host name of the endpoint or proxy
    file:      path of the configuration file that cannot be read, with the line where that is named
    """

    action: str = ""
    principal: str = ""
    resource: str = ""
    policy: str = ""
    account: str = ""
    region: str = ""
    role: str = ""
    stack: str = ""
    stack_set: str = ""
    unit: str = ""
    profile: str = ""
    parameter: str = ""
    logical_id: str = ""
    host: str = ""
    file: str = ""

    def words(self) -> dict[str, str]:
        """Give the facts that there are, as they are put into sentences; account IDs in groups of four."""
        found = {one.name: value for one in fields(self) if (value := str(getattr(self, one.name)))}
        if "account" in found:
            found["account"] = grouped(found["account"])
        if "policy" in found:
            found["policy"] = found["policy"].rpartition("/")[2]
        return found


def grouped(account: str) -> str:
    """Give an account ID in groups of four: 1111 2222 3333."""
    return " ".join(account[place : place + 4] for place in range(0, len(account), 4))


def facts(failure: RawFailure, names: Collection[str] | None = None) -> Facts:
    """Give what a failure names, read from its text and fields; with `names`, only those facts."""
    text = " ".join(worth_reading(failure.text).split())
    wanted = _PATTERNS.keys() if names is None else _PATTERNS.keys() & names
    read = {name: _first(_PATTERNS[name], text) for name in wanted}
    if "account" in wanted:
        resource = read.get("resource") or _first(_PATTERNS["resource"], text)
        read["account"] = failure.account or _account_of(resource) or read["account"]
    if "region" in wanted:
        read["region"] = failure.region or read["region"]
    return Facts(**read)


_NAME = r"[\w+=,.@-]+"
_ARN = r"arn:[\w-]+:[\w-]+:[\w-]*:(?:aws|\d{0,12}):[^\s\"'),;\]]+"

_PATTERNS = {
    name: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for name, patterns in {
        "action": (
            r"not authorized to perform:?\s+(?:action\s+)?([a-z0-9-]+:[a-z0-9*]+)",
            r"\ballows the ([a-z0-9-]+:[a-z0-9*]+) action",
            r"permission for the '([a-z0-9-]+:[a-z0-9*]+)'",
            r"\bAPI: ([a-z0-9-]+:[a-z0-9*]+)",
        ),
        "principal": (rf"\bUser:\s*({_ARN})",),
        "resource": (rf"\bon resource:?\s*({_ARN})",),
        "policy": (
            rf"\bpolicy:\s*({_ARN})",
            rf"({_ARN.replace('[^', '(?:policy|service_control_policy)/[^', 1)})",
            rf"\bpolicy \[({_NAME})\]",
        ),
        "account": (
            r"\bAccounts? affected:?\s*(\d{12})\b",
            r"\baccount(?: id)?\W{0,3}(\d{12})\b",
            r"\barn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):",
        ),
        "region": (
            r"\bregion\W{1,3}([a-z]{2,3}(?:-[a-z]+)+-\d{1,2})\b",
            r"\.([a-z]{2,3}(?:-[a-z]+)+-\d{1,2}[a-z]?)\.amazonaws\.com",
            r"\bRegions? affected:?\s*([a-z]{2,3}(?:-[a-z]+)+-\d{1,2})\b",
        ),
        "role": (
            rf"\bRole with name \[?({_NAME})\]? already exists",
            rf"'AWS::IAM::Role' with identifier '({_NAME})'",
            rf"\bThe role with name ({_NAME}) cannot be found",
            rf"exceeded for role ({_NAME})",
            rf":role/(?:[\w+=,.@-]+/)*({_NAME})",
            rf":assumed-role/({_NAME})/",
        ),
        "stack": (
            r"\barn:[\w-]+:cloudformation:[\w-]*:\d{12}:stack/([a-z][-a-z0-9]{0,127})",
            r"\bStack \[([a-z][-a-z0-9]{0,127})\]",
            r"\bStack with id ([a-z][-a-z0-9]{0,127}) does not exist",
        ),
        "stack_set": (
            r"\barn:[\w-]+:cloudformation:[\w-]*:\d{12}:stackset/([a-z][-a-z0-9]{0,127})",
            r"\bStackSet ([a-z][-a-z0-9]{0,127}) (?:not found|does not exist|still has)",
        ),
        "unit": (r"\b(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|r-[0-9a-z]{4,32})\b",),
        "profile": (
            r"config profile \(([^)]+)\) could not be found",
            r"\bthe profile \"([^\"]+)\"",
            r"\bin profile \"?([^\s\"]+)\"?",
        ),
        "parameter": (
            r"\bParameters: \[([\w, ]+)\]",
            r"\bParameter '?([A-Za-z]\w*)'? (?:must|failed|contains|value)",
        ),
        "logical_id": (
            r"\bResourceLogicalId:\s*(\w+)",
            r"\bProperties validation failed for resource (\w+)",
        ),
        "host": (
            r"proxy URL: \"?\w+://(?:[^@/\s\"]*@)?([\w.-]+)",
            r"endpoint URL: \"?https?://([\w.-]+)",
            r"SSL validation failed for https?://([\w.-]+)",
            r"\bhost(?:name)? [\"']([\w.-]+)[\"']",
        ),
        "file": (r"\bUnable to parse config file: (.+)",),
    }.items()
}


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    for pattern in patterns:
        found = pattern.search(text)
        if found:
            return found.group(1).rstrip(".,:")
    return ""


def _account_of(arn: str) -> str:
    parts = arn.split(":")
    return parts[4] if len(parts) > 5 and len(parts[4]) == 12 and parts[4].isdigit() else ""
