"""What is asked before a run of a connection is begun, and what its buttons say."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wizard.model.connection import Connection
from wizard.model.identifiers import grouped_account_id
from wizard.model.plan import RunKind
from wizard.ui.texts.wording import fill

_CONTEXT = "RunQuestions"
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_LEAVE = QT_TRANSLATE_NOOP("RunQuestions", "Leave it as it is")
_WHERE_ACCOUNTS = QT_TRANSLATE_NOOP(
    "RunQuestions",
    "{name} (management account {account}), {total} member accounts and the management account",
)
_WHERE_ONE = QT_TRANSLATE_NOOP(
    "RunQuestions",
    "{name} (management account {account}), 1 member account and the management account",
)
_WHERE_MEMBERS = QT_TRANSLATE_NOOP("RunQuestions", "{name} (management account {account}), {total} member accounts")
_WHERE_ALONE = QT_TRANSLATE_NOOP("RunQuestions", "{name} (management account {account})")
_QUESTIONS = {
    RunKind.SWITCH_OFF: (
        QT_TRANSLATE_NOOP("RunQuestions", "Switch off {provider} for {name}?"),
        QT_TRANSLATE_NOOP(
            "RunQuestions",
            "The roles stay, but trust nobody any more: {provider} can no longer read anything. Sessions that it has "
            "open end by themselves within the hour. You can switch it on again at any time.\n\nWhere: {where}.",
        ),
        QT_TRANSLATE_NOOP("RunQuestions", "Switch off"),
    ),
    RunKind.SWITCH_ON: (
        QT_TRANSLATE_NOOP("RunQuestions", "Switch on {provider} for {name}?"),
        QT_TRANSLATE_NOOP(
            "RunQuestions",
            "The roles trust {provider} again, with the settings that they were made with.\n\nWhere: {where}.",
        ),
        QT_TRANSLATE_NOOP("RunQuestions", "Switch on"),
    ),
    RunKind.DISCONNECT: (
        QT_TRANSLATE_NOOP("RunQuestions", "Disconnect {name} from {provider}?"),
        QT_TRANSLATE_NOOP(
            "RunQuestions",
            "The stack, the StackSets and every role that this connection made are deleted, and the row leaves the "
            "list once AWS says that they are gone. What this connection did not make, and trusted access, stay as "
            "they are.\n\nWhere: {where}.",
        ),
        QT_TRANSLATE_NOOP("RunQuestions", "Disconnect"),
    ),
    RunKind.START_OVER: (
        QT_TRANSLATE_NOOP("RunQuestions", "Start over with {name}?"),
        QT_TRANSLATE_NOOP(
            "RunQuestions",
            "The stack, the StackSets and every role that this connection made are deleted. Then the pages come back "
            "with all that you typed and chose, and you connect again. {provider} can read nothing in between."
            "\n\nWhere: {where}.",
        ),
        QT_TRANSLATE_NOOP("RunQuestions", "Delete and start over"),
    ),
    RunKind.REPAIR: (
        QT_TRANSLATE_NOOP("RunQuestions", "Repair {name}?"),
        QT_TRANSLATE_NOOP(
            "RunQuestions",
            "Everything is brought back to what was agreed when {provider} was connected: the role trusts {provider} "
            "again, or nobody where the status is off; accounts that joined or failed get the role; accounts that "
            "are no longer chosen lose it. What does not carry the tag of this connection is left as it is."
            "\n\nWhere: {where}.",
        ),
        QT_TRANSLATE_NOOP("RunQuestions", "Repair"),
    ),
}
_NOTHING_MADE = {
    RunKind.DISCONNECT: (
        _QUESTIONS[RunKind.DISCONNECT][0],
        QT_TRANSLATE_NOOP(
            "RunQuestions",
            "Only the row leaves the list: nothing was made in AWS. {provider} goes on reading until its profile may "
            "no longer, or until the entry is taken out of its file.\n\nWhere: {where}.",
        ),
        _QUESTIONS[RunKind.DISCONNECT][2],
    ),
    RunKind.START_OVER: (
        _QUESTIONS[RunKind.START_OVER][0],
        QT_TRANSLATE_NOOP(
            "RunQuestions",
            "The row leaves the list, and the pages come back with all that you typed and chose. Nothing is changed in "
            "AWS.\n\nWhere: {where}.",
        ),
        QT_TRANSLATE_NOOP("RunQuestions", "Start over"),
    ),
}
_MEND_TITLE = QT_TRANSLATE_NOOP("RunQuestions", "{mend}?")
_WHERE_ACCOUNT = QT_TRANSLATE_NOOP("RunQuestions", "{name} (account {account})")
_MEND_TEXT = QT_TRANSLATE_NOOP("RunQuestions", "{explained}\n\nWhere: {name} (management account {account}).")
_LOCAL = {
    True: (
        QT_TRANSLATE_NOOP("RunQuestions", "Mark {name} as active?"),
        QT_TRANSLATE_NOOP("RunQuestions", "Mark as active"),
    ),
    False: (
        QT_TRANSLATE_NOOP("RunQuestions", "Mark {name} as inactive?"),
        QT_TRANSLATE_NOOP("RunQuestions", "Mark as inactive"),
    ),
}
_LOCAL_TEXT = QT_TRANSLATE_NOOP(
    "RunQuestions",
    "This changes only the mark in this list. The template of {provider} has no status to switch, so nothing changes "
    "at AWS: the role goes on trusting the service until you disconnect.",
)
_NOTHING_TO_SWITCH = QT_TRANSLATE_NOOP(
    "RunQuestions",
    "This changes only the mark in this list. Nothing was made in AWS that could be switched: {provider} goes on "
    "reading as long as the profile that it uses may.",
)


@dataclass(frozen=True, slots=True)
class QuestionText:
    """What a confirmation says: its title, what happens, and both buttons."""

    title: str
    text: str
    do: str
    leave: str


def question_text(kind: RunKind, one: Connection) -> QuestionText:
    """Give what is asked before a run. Raises KeyError for a kind that is not begun from the list."""
    title, text, do = _QUESTIONS[kind] if one.names.anything else _NOTHING_MADE[kind]
    values = {**_names(one), "where": _where(one)}
    return QuestionText(_say(title, values), _say(text, values), _say(do), _say(_LEAVE))


def mark_question_text(one: Connection, *, active: bool) -> QuestionText:
    """Give what is asked before a status is marked that AWS knows nothing of."""
    title, do = _LOCAL[active]
    values = _names(one)
    return QuestionText(
        _say(title, values),
        _say(_LOCAL_TEXT if one.names.anything else _NOTHING_TO_SWITCH, values),
        _say(do),
        _say(_LEAVE),
    )


def mend_question_text(mend: str, explained: str, one: Connection) -> QuestionText:
    """Give what is asked before a mend.

    mend:      what its button says
    explained: what it changes
    """
    title = _say(_MEND_TITLE, {"mend": mend})
    text = _say(_MEND_TEXT, {**_names(one), "explained": explained})
    return QuestionText(title, text, mend, _say(_LEAVE))


def _names(one: Connection) -> dict[str, str]:
    return {
        "name": one.identity.name,
        "provider": one.provider_name,
        "account": grouped_account_id(one.identity.management_account_id).replace(" ", _NO_BREAK_SPACE),
    }


def _where(one: Connection) -> str:
    total = one.health.total
    if one.identity.is_account:
        return _say(_WHERE_ACCOUNT, _names(one))
    sentence = (_WHERE_ALONE, _WHERE_ONE)[total] if total <= 1 else _WHERE_ACCOUNTS
    if one.names.own_stack_sets and total > 0:
        sentence = _WHERE_MEMBERS
    return _say(sentence, {**_names(one), "total": QLocale().toString(total)})


def _say(sentence: object, values: Mapping[str, str] | None = None) -> str:
    return fill(QCoreApplication.translate(_CONTEXT, str(sentence)), values or {})
