"""Tells whether AWS understands the template as the program does, and whether the names that it fixes are free."""

import asyncio
from collections.abc import AsyncIterator

from wizard.aws import roles, stack_sets, templates
from wizard.aws.errors import AwsError
from wizard.model.check import CheckResult
from wizard.model.identifiers import grouped_account_id
from wizard.operations.checks.subject import CheckSubject, passed, problem, warning
from wizard.operations.ownership import Ownership, ownership
from wizard.providers.fixed_names import fixed_names
from wizard.providers.template import Template
from wizard.providers.template_reader import read_template
from wizard.providers.template_rules import broken_rules

CHECK = "template"
_REFUSED = frozenset({"ValidationError"})


async def run(subject: CheckSubject) -> CheckResult:
    """Judge its rules, look for what has its names already, where a second try would end (R40), and ask AWS."""
    template = await asyncio.to_thread(read_template, subject.template_body)
    broken = broken_rules(template, _values(subject))
    if broken:
        reason = broken[0].description or f"The rule {broken[0].rule} does not hold."
        return problem(CHECK, "check.template.rule", {"reason": reason})
    async for taken in _taken(subject, template):
        return taken
    if template.needs_s3:
        return warning(CHECK, "check.template.too-long", {"bytes": f"{template.body_bytes:,}"})
    try:
        summary = await templates.summary(subject.access, subject.template_body)
    except AwsError as error:
        if error.code not in _REFUSED:
            raise
        return problem(CHECK, "check.template.refused", {"reason": error.failure.text}, failure=error.failure)
    more = [one for one in summary.capabilities if not _covered(one, template.capabilities)]
    if more:
        return problem(CHECK, "check.template.more-capabilities", {"capabilities": ", ".join(more)})
    wanted = ", ".join(template.capabilities)
    return passed(CHECK, "check.template.understood" if wanted else "check.template.plain", {"capabilities": wanted})


def _covered(capability: str, known: tuple[str, ...]) -> bool:
    """Whether a capability is among those that are acknowledged; named roles cover the others (R14)."""
    return capability in known or (capability == "CAPABILITY_IAM" and "CAPABILITY_NAMED_IAM" in known)


async def _taken(subject: CheckSubject, template: Template) -> AsyncIterator[CheckResult]:
    """Give what stands in the way: a StackSet or a role of a fixed name that is not this connection's."""
    names = fixed_names(template, _values(subject))
    connection_id = subject.request.connection_id
    for name in names.stack_sets:
        found = await stack_sets.describe(subject.access, name)
        if found is not None and ownership(found.tags, connection_id) is not Ownership.OURS:
            key = _whose(ownership(found.tags, connection_id))
            yield problem(CHECK, f"check.stack-set-name.{key}", {"name": name, "region": subject.request.region})
    account = grouped_account_id(subject.request.identity.management_account_id)
    for name in names.roles:
        if name == subject.request.names.role:
            continue  # the check of the role's name says it
        role = await roles.find(subject.access, name)
        if role is not None and ownership(role.tags, connection_id) is not Ownership.OURS:
            key = _whose(ownership(role.tags, connection_id))
            yield problem(CHECK, f"check.role-name.{key}", {"name": name, "account": account, "found": role.arn})


def _whose(owner: Ownership) -> str:
    return "other-connection" if owner is Ownership.OTHER_CONNECTION else "foreign"


def _values(subject: CheckSubject) -> dict[str, str]:
    """Give what was typed, by the template's parameters."""
    typed = {**subject.request.settings, **subject.secrets}
    return {one.parameter: typed[one.id] for one in subject.provider.settings if one.parameter and one.id in typed}
