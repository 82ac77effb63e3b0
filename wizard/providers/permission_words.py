"""Says in plain words what a template lets its vendor do: grouped and counted, what is dangerous first."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from wizard.providers.action_words import Reach, escalates, managed_policy, reach_of, reads_contents, service_of
from wizard.providers.definition import PermissionGroup, Where
from wizard.providers.template import Template
from wizard.providers.template_grants import UNREAD, Grant, TemplateGrants, grants_of

_MOST_NAMED = 12
_TITLES = {Reach.READ: "Read", Reach.CHANGE: "Make and change", Reach.DELETE: "Delete and switch off"}


def permissions_in_words(template: Template, *, in_every_account: bool = False) -> tuple[PermissionGroup, ...]:
    """Give groups of sentences: first what stands out, then what can be read, changed and deleted.

    in_every_account: the template itself is deployed as a StackSet
    What a policy denies is not taken off: then it would look like less than it may be.
    """
    own, members = grants_of(template)
    if in_every_account:
        own, members = TemplateGrants(), own
    every = list(_told(members, Where.EVERY_ACCOUNT))
    said = {(one.title, one.sentence) for one in every}
    known = frozenset(_actions(members))
    only_here = [one for one in _told(own, Where.MANAGEMENT_ACCOUNT, known) if (one.title, one.sentence) not in said]
    return (*every, *only_here)


def _told(given: TemplateGrants, where: Where, known: frozenset[str] = frozenset()) -> Iterator[PermissionGroup]:
    """Give the groups of one place; `known` are actions that were counted elsewhere."""
    for title, sentence in chain(_trust(given), _dangers(given)):
        yield replace(_group(title, sentence, "", where), stands_out=True)
    for arn in given.managed:
        if arn == UNREAD:
            sentence = "Which policy is attached is computed when the stack is made. Read it in the template."
            yield replace(_group("Could not be read", sentence, "", where), stands_out=True)
            continue
        words = managed_policy(arn)
        reads = words.reach is Reach.READ
        title = "All that a policy of AWS allows" if reads else "A policy of AWS"
        group = _group(title, words.words or f"All that {words.name} allows.", f"Policy {words.name}.", where)
        yield replace(group, stands_out=not reads)
    actions = [one for one in _actions(given) if one not in known]
    for reach, title in _TITLES.items():
        found = [one for one in actions if reach_of(one) is reach]
        if found:
            yield _group(title, _counted(found), "", where)
    if given.helpers:
        sentence = f"{_number(len(given.helpers), 'role')} that services of AWS use: {_several(given.helpers)}."
        yield _group("For services of AWS alone", sentence, "Nobody outside AWS can take them on.", where)


def _actions(given: TemplateGrants) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for grant in given.grants for one in grant.actions if one))


def _group(title: str, sentence: str, reason: str, where: Where) -> PermissionGroup:
    return PermissionGroup(title=title, sentence=sentence, reason=reason, where=where, sids=())


def _trust(given: TemplateGrants) -> Iterator[tuple[str, str]]:
    """Say who may take the roles on, and what is missing there."""
    for one in given.trusts:
        if "*" in one.outside:
            yield (
                "Anybody is trusted",
                f"The role {one.role} names * as who may take it on"
                + (": only its conditions keep others out." if one.conditional else ". Anybody at AWS can."),
            )
        elif not one.external_id and any(_is_aws(who) for who in one.outside):
            yield (
                "No external ID",
                f"The role {one.role} asks for no external ID: another customer of the same vendor could be let in.",
            )
    if given.keys:
        yield (
            "A lasting access key",
            f"{_number(len(given.keys), 'access key')} of a user that does not end by itself: {_several(given.keys)}.",
        )


def _is_aws(principal: str) -> bool:
    return principal == "?" or principal.isdigit() or ":iam::" in principal or "${" in principal


def _dangers(given: TemplateGrants) -> Iterator[tuple[str, str]]:
    """Say which statements reach far."""
    everything = [grant for grant in given.grants if "*" in grant.actions]
    if everything:
        yield "Everything", f"Every action of every service{_on(everything)}."
    excepted = [grant for grant in given.grants if grant.excepted]
    if excepted:
        left_out = _several(dict.fromkeys(one for grant in excepted for one in grant.excepted))
        yield "Everything but a few", f"Every action except {left_out}{_on(excepted)}."
    wild = list(_wildcards(given.grants))
    if wild:
        yield "Whole services", f"Every action that these stand for, of today and later: {_several(wild)}."
    passes = _held(given.grants, escalates)
    if "iam:PassRole" in passes:
        grants = [one for one in given.grants if any("iam:PassRole" in escalates(action) for action in one.actions)]
        yield (
            "iam:PassRole",
            f"Hand roles of yours to services of AWS{_on(grants)}, and so use what those roles may do.",
        )
    more = [one for one in passes if one != "iam:PassRole"]
    if more:
        yield "Can get more", f"Actions by which it can give itself, or take on, more: {_several(more)}."
    contents = _held(given.grants, reads_contents)
    if contents:
        yield "Contents", f"Read contents, and not only how things are set up: {_several(contents)}."
    if any("" in grant.actions for grant in given.grants):
        yield "Could not be read", "Some actions are computed when the stack is made. Read them in the template."


def _wildcards(grants: Sequence[Grant]) -> Iterator[str]:
    """Give the wildcards that hold more than reading; a wildcard that reads is counted with what is read."""
    found = dict.fromkeys(one for grant in grants for one in grant.actions if one != "*" and reach_of(one))
    return (one for one in found if "*" in one and reach_of(one) is not Reach.READ)


def _held(grants: Sequence[Grant], by: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    actions = dict.fromkeys(action for grant in grants for action in grant.actions if action and action != "*")
    return tuple(dict.fromkeys(one for action in actions for one in by(action)))


def _on(grants: Sequence[Grant]) -> str:
    resources = {one for grant in grants for one in grant.resources}
    if resources and "*" not in resources and "" not in resources:
        return f", on {_several(sorted(resources))}"
    return ", on every resource"


def _counted(actions: Sequence[str]) -> str:
    services = Counter(service_of(one) or one for one in actions)
    named = [f"{service} ({count})" for service, count in sorted(services.items(), key=lambda one: one[0].casefold())]
    return f"{_number(len(actions), 'action')} in {_number(len(services), 'service')}: {_several(named)}."


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _several(names: Iterable[str]) -> str:
    known = [one or "…" for one in names]
    more = len(known) - _MOST_NAMED
    return ", ".join(known[:_MOST_NAMED]) + (f", and {more:,} more" if more > 0 else "")
