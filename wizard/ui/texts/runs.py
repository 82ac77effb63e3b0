"""What the list and the details say about the run of a connection."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wizard.model.connection import Connection, Phase, Status
from wizard.model.plan import RunEnd, RunKind
from wizard.model.progress import Counted
from wizard.ui.texts.wording import fill

_CONTEXT = "Runs"
_GOING_ON = {
    RunKind.CONNECT: QT_TRANSLATE_NOOP("Runs", "Connecting"),
    RunKind.MEND: QT_TRANSLATE_NOOP("Runs", "Mending"),
    RunKind.SWITCH_ON: QT_TRANSLATE_NOOP("Runs", "Switching on"),
    RunKind.SWITCH_OFF: QT_TRANSLATE_NOOP("Runs", "Switching off"),
    RunKind.DISCONNECT: QT_TRANSLATE_NOOP("Runs", "Disconnecting"),
    RunKind.START_OVER: QT_TRANSLATE_NOOP("Runs", "Starting over"),
    RunKind.CHANGE: QT_TRANSLATE_NOOP("Runs", "Changing"),
    RunKind.RETRY: QT_TRANSLATE_NOOP("Runs", "Trying accounts again"),
    RunKind.REPAIR: QT_TRANSLATE_NOOP("Runs", "Repairing"),
}
_FAILED = {
    RunKind.CONNECT: QT_TRANSLATE_NOOP("Runs", "Connecting failed"),
    RunKind.MEND: QT_TRANSLATE_NOOP("Runs", "Mending failed"),
    RunKind.SWITCH_ON: QT_TRANSLATE_NOOP("Runs", "Switching on failed"),
    RunKind.SWITCH_OFF: QT_TRANSLATE_NOOP("Runs", "Switching off failed"),
    RunKind.DISCONNECT: QT_TRANSLATE_NOOP("Runs", "Disconnecting failed"),
    RunKind.START_OVER: QT_TRANSLATE_NOOP("Runs", "Starting over failed"),
    RunKind.CHANGE: QT_TRANSLATE_NOOP("Runs", "Changing failed"),
    RunKind.RETRY: QT_TRANSLATE_NOOP("Runs", "Trying again failed"),
    RunKind.REPAIR: QT_TRANSLATE_NOOP("Runs", "Repairing failed"),
}
_UNDOING = QT_TRANSLATE_NOOP("Runs", "Putting back")
_UNDOING_FAILED = QT_TRANSLATE_NOOP("Runs", "Putting back failed")
_COUNTED = QT_TRANSLATE_NOOP("Runs", "{done} of {total}")
_WITH_COUNT = QT_TRANSLATE_NOOP("Runs", "{work}: {done} of {total}")
_PAUSED = QT_TRANSLATE_NOOP("Runs", "Waiting for you to sign in")
_PAUSED_SHORT = QT_TRANSLATE_NOOP("Runs", "Needs sign-in")
_UNFINISHED = QT_TRANSLATE_NOOP("Runs", "Not finished")
_UNFINISHED_TITLE = QT_TRANSLATE_NOOP("Runs", "{work}: not finished")
_FINISHED_TITLE = QT_TRANSLATE_NOOP("Runs", "{work}: finished")
_STOPPED_TITLE = QT_TRANSLATE_NOOP("Runs", "{work}: stopped")
_INTERRUPTED_SENTENCE = QT_TRANSLATE_NOOP(
    "Runs",
    "Org Wizard was closed before this was finished. AWS has gone on with what it had begun. Go on, and only what is "
    "still missing is done; nothing is made twice.",
)
_STOPPED_SENTENCE = QT_TRANSLATE_NOOP(
    "Runs",
    "AWS finishes what it has begun; nothing more is started until you go on.",
)
_PAUSED_SENTENCE = QT_TRANSLATE_NOOP("Runs", "It goes on where it is once you have signed in.")
_OVER = {
    RunKind.CONNECT: QT_TRANSLATE_NOOP("Runs", "{name} is connected."),
    RunKind.MEND: QT_TRANSLATE_NOOP("Runs", "It is mended."),
    RunKind.DISCONNECT: QT_TRANSLATE_NOOP("Runs", "{name} is disconnected from {provider}."),
    RunKind.START_OVER: QT_TRANSLATE_NOOP("Runs", "What {name} was connected with is removed. You can start over."),
    RunKind.CHANGE: QT_TRANSLATE_NOOP("Runs", "The change is made."),
    RunKind.RETRY: QT_TRANSLATE_NOOP(
        "Runs",
        "The accounts were tried again. Those that are still not in order are named below, each with its reason.",
    ),
    RunKind.REPAIR: QT_TRANSLATE_NOOP(
        "Runs",
        "What could be repaired is repaired. What is still not in order is named below, with its reason.",
    ),
}
_PARTLY_CONNECTED = QT_TRANSLATE_NOOP(
    "Runs",
    "{name} is partly connected. The accounts that are not are named below, each with its reason.",
)
_ALL_REPAIRED = QT_TRANSLATE_NOOP("Runs", "It is repaired. All is in order now.")
_ALL_TRIED = QT_TRANSLATE_NOOP("Runs", "The accounts were tried again. All are in order now.")
_PUT_BACK = QT_TRANSLATE_NOOP("Runs", "It is put back as it was before.")
_SWITCHED = {
    Status.ACTIVE: QT_TRANSLATE_NOOP("Runs", "The status is on, verified in every account that has the role."),
    Status.INACTIVE: QT_TRANSLATE_NOOP(
        "Runs",
        "The status is off, verified in every account that has the role. {provider} can read nothing here any more.",
    ),
    Status.MIXED: QT_TRANSLATE_NOOP("Runs", "The status is not the same everywhere: some accounts did not follow."),
    Status.UNKNOWN: QT_TRANSLATE_NOOP("Runs", "The status could not be verified. Check again to see what it is."),
}
_SWITCHES = (RunKind.SWITCH_ON, RunKind.SWITCH_OFF)
_REMOVALS = (RunKind.DISCONNECT, RunKind.START_OVER)
_LEFT_OUT_PREFIX = "gone."
_NOT_TOLD = ("gone.asking", "gone.all")


def is_switch(kind: RunKind) -> bool:
    """Tell whether a run turns the status on or off."""
    return kind in _SWITCHES


def is_removal(kind: RunKind) -> bool:
    """Tell whether a run removes what was made."""
    return kind in _REMOVALS


def is_left_behind(key: str) -> bool:
    """Tell whether a sentence of a run names something that stays at AWS when the run is over."""
    return key.startswith(_LEFT_OUT_PREFIX) and key not in _NOT_TOLD


def work_text(kind: RunKind, *, undoing: bool) -> str:
    """Say what is being done, e.g. "Switching off"."""
    return _say(_UNDOING if undoing else _GOING_ON[kind])


def count_text(counted: Counted) -> str:
    """Say how many accounts are done: "131 of 212"."""
    return _say(_COUNTED, _numbers(counted))


def run_text(kind: RunKind, end: RunEnd | None, counted: Counted | None, *, undoing: bool, interrupted: bool) -> str:
    """Say in a few words how a run is that goes on, or rests before its end."""
    work = work_text(kind, undoing=undoing)
    if interrupted or end is RunEnd.STOPPED:
        return _say(_UNFINISHED)
    if end is RunEnd.PAUSED:
        return _say(_PAUSED)
    if end is RunEnd.FAILED:
        return failed_text(kind, undoing=undoing)
    return _say(_WITH_COUNT, {"work": work, **_numbers(counted)}) if counted and counted.total else work


def run_text_short(end: RunEnd | None, counted: Counted | None) -> str:
    """Say the same where there is little room; an empty text where there is nothing shorter."""
    if end is RunEnd.PAUSED:
        return _say(_PAUSED_SHORT)
    return count_text(counted) if end is None and counted and counted.total else ""


def run_title(kind: RunKind, end: RunEnd | None, *, undoing: bool, interrupted: bool) -> str:
    """Give the title over a run."""
    work = {"work": work_text(kind, undoing=undoing)}
    if interrupted:
        return _say(_UNFINISHED_TITLE, work)
    if end is RunEnd.FAILED:
        return failed_text(kind, undoing=undoing)
    titles = {RunEnd.PAUSED: _PAUSED, RunEnd.STOPPED: _STOPPED_TITLE, RunEnd.DONE: _FINISHED_TITLE}
    return _say(titles[end], work) if end is not None else work["work"]


def run_sentence(end: RunEnd | None, *, interrupted: bool) -> str:
    """Say what a run that rests is waiting for; an empty text where it says so itself."""
    if interrupted:
        return _say(_INTERRUPTED_SENTENCE)
    sentences = {RunEnd.STOPPED: _STOPPED_SENTENCE, RunEnd.PAUSED: _PAUSED_SENTENCE}
    return _say(sentences[end]) if end in sentences else ""


def failed_text(kind: RunKind, *, undoing: bool) -> str:
    """Say that it came to nothing."""
    return _say(_UNDOING_FAILED if undoing else _FAILED[kind])


def over_text(kind: RunKind, one: Connection, *, undoing: bool) -> str:
    """Say in one line what is true now that a run is over, from what was verified."""
    names = {"name": one.identity.name, "provider": one.provider_name}
    if undoing and not is_switch(kind):
        return _say(_PUT_BACK)
    if kind is RunKind.CONNECT and one.phase is Phase.PARTLY_CONNECTED:
        return _say(_PARTLY_CONNECTED, names)
    if kind is RunKind.RETRY and one.health.connected == one.health.total:
        return _say(_ALL_TRIED)
    if kind is RunKind.REPAIR and not one.health.problem:
        return _say(_ALL_REPAIRED)
    return _say(_SWITCHED[one.status] if is_switch(kind) else _OVER[kind], names)


def _numbers(counted: Counted) -> dict[str, str]:
    return {name: QLocale().toString(number) for name, number in (("done", counted.done), ("total", counted.total))}


def _say(sentence: object, values: Mapping[str, str] | None = None) -> str:
    return fill(QCoreApplication.translate(_CONTEXT, str(sentence)), values or {})
