"""What a denial by policies is called, why it is, and what to ask whoever manages the policies for."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wizard.model.policies import Target, TargetKind
from wizard.operations.policy_change import changed, excepted_principal, statement_with_exception, whole_services
from wizard.operations.policy_decision import Denial, Question
from wizard.operations.policy_documents import texts

_ACCOUNTS_NAMED = 5
_STATEMENTS_ASKED_FOR = 3
_OWN = "the account itself"


@dataclass(frozen=True, slots=True)
class Denied:
    """Accounts that are denied for the same reason.

    accounts:  IDs and names
    questions: what was refused, one for each account
    denials:   why; where a policy is attached to the accounts themselves, the first account stands for all
    """

    accounts: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    denials: tuple[Denial, ...]

    @property
    def certain(self) -> tuple[Denial, ...]:
        """Those that can be relied on; all of them where none can."""
        return tuple(one for one in self.denials if one.certain) or self.denials


def title(denied: Denied) -> str:
    """Name the policies and where they are attached, in a sentence that can follow "3 accounts: "."""
    chosen = denied.certain
    explicit = [one for one in chosen if one.policy is not None]
    if not explicit:
        return f"No policy attached to {_and(_place(one.targets[0]) for one in chosen)} allows this."
    named = dict.fromkeys(
        f"“{one.policy.name}” attached to {_places(one.targets)}" for one in explicit if one.policy is not None
    )
    verb = "Denied" if chosen[0].certain else "Perhaps denied"
    return f"{verb} by the {'policy' if len(named) == 1 else 'policies'} {_and(named)}."


def explanation(denied: Denied) -> str:
    """Say what denies what, and what to do now."""
    sentences = [_reason(one, denied) for one in denied.certain]
    unsure = [one for one in denied.denials if one not in denied.certain]
    if unsure:
        sentences.append(f"{_capital(_and(_statement(one) for one in unsure))} may deny it too.")
    sentences.append("Not even an administrator of the account can get around that.")
    sentences.append(
        "Whoever manages the organization's policies can let it through: send them the request, which holds the "
        "least change. After that, try these accounts again; or leave them out."
    )
    return " ".join(sentences)


def request(denied: Denied) -> str:
    """Word the request to whoever manages the policies: ten lines at most, each changed statement on one."""
    asked = denied.certain[:_STATEMENTS_ASKED_FOR]
    lines = [
        f"A service control policy stops AWS CloudFormation StackSets in {_accounts(denied)}.",
        f"Refused: {_refused(denied)}.",
    ]
    for one in asked:
        lines += [_what_to_do(one), json.dumps(changed(one, denied.questions), ensure_ascii=False)]
    lines.append(_otherwise(asked, denied))
    if len(denied.certain) > len(asked):
        lines.append(f"{len(denied.certain) - len(asked)} more statements deny it too; those come next.")
    return "\n".join(lines)


def _reason(one: Denial, denied: Denied) -> str:
    actions = _and(sorted({question.action for question in denied.questions}))
    if one.policy is None:
        return f"No policy attached to {_place_with_id(one.targets[0])} allows {actions}."
    verb = "denies" if one.certain else "may deny"
    places = _and(dict.fromkeys(_place_with_id(target) for target in one.targets))
    sentence = f"{_capital(_statement(one))} {verb} {actions}; the policy is attached to {places}."
    return sentence if one.certain else f"{sentence} Its conditions cannot be judged from here."


def _what_to_do(one: Denial) -> str:
    if one.policy is None:
        return f"Add this statement to a policy attached to {_place_with_id(one.targets[0])}:"
    places = _and(dict.fromkeys(_place_with_id(target) for target in one.targets))
    return f"Replace {_statement(one)}, attached to {places}, by this one, which makes one exception:"


def _otherwise(asked: Sequence[Denial], denied: Denied) -> str:
    """Name the wider changes too: the owner of a policy may prefer one of them."""
    ways = []
    for one in asked:
        if one.policy is None:
            ways.append(f"attach FullAWSAccess to {_place(one.targets[0])} again")
            continue
        if one.statement is not None and "NotAction" in one.statement:
            services = set(whole_services(denied.questions)) - set(texts(one.statement["NotAction"]))
            ways.append(f"add {_and(sorted(services))} to the NotAction of “{one.policy.name}” for everyone")
        ways.append(f"take {_places(one.targets)} out of the targets of “{one.policy.name}”")
    excepted = _and(sorted({who for one in denied.questions if (who := excepted_principal(one))}))
    whom = f"The exception is for {excepted} alone. " if excepted else ""
    return f"{whom}Other ways: {'; or '.join(dict.fromkeys(ways))}."


def _refused(denied: Denied) -> str:
    found = dict.fromkeys(f"{one.action} in {one.region}" for one in denied.questions)
    return _and(found)


def _accounts(denied: Denied) -> str:
    named = [f"{name} ({account})" for account, name in denied.accounts[:_ACCOUNTS_NAMED]]
    more = len(denied.accounts) - len(named)
    count = "1 account" if len(denied.accounts) == 1 else f"{len(denied.accounts)} accounts"
    return f"{count}: {', '.join(named)}" + (f" and {more} more" if more else "")


def _statement(one: Denial) -> str:
    if one.policy is None or one.statement is None:
        return f"the missing Allow at {_place(one.targets[0])}"
    sid = one.statement.get("Sid")
    which = f"the statement “{sid}”" if sid else f"statement number {one.number}"
    return f"{which} of the policy “{one.policy.name}” ({one.policy.policy_id})"


def _places(targets: Sequence[Target]) -> str:
    return _and(dict.fromkeys(_place(one) for one in targets))


def _place(target: Target) -> str:
    if target.kind is TargetKind.ROOT:
        return "the root"
    return f"the unit “{target.name}”" if target.kind is TargetKind.UNIT else _OWN


def _place_with_id(target: Target) -> str:
    return _OWN if target.kind is TargetKind.ACCOUNT else f"{_place(target)} ({target.target_id})"


def unread(missing: str) -> str:
    """Say that nobody could look which statement it is; `missing`: the permission, empty where AWS did not answer."""
    if missing:
        return f"Which statement it is could not be read: your sign-in lacks the permission {missing}."
    return "Which statement denies it could not be read just now; check again later."


def request_unread(denied: Denied, policies: Sequence[str]) -> str:
    """Word the request where the policies could not be read; `policies`: IDs of those that AWS named."""
    which = f"the policy {_and(policies)}" if policies else "the policy that denies it"
    lines = [
        f"A service control policy stops AWS CloudFormation StackSets in {_accounts(denied)}.",
        f"Refused: {_refused(denied)}.",
        f"Add this condition to the statement of {which} that denies it, so that it makes one exception:",
        json.dumps({"Condition": statement_with_exception({}, denied.questions)["Condition"]}, ensure_ascii=False),
    ]
    return "\n".join(lines)


def _and(words: Iterable[str]) -> str:
    found = list(words)
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
