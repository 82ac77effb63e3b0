"""What the list of connected organizations says about each."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from wizard.model.connection import Connection, Health, Phase, Status, Way
from wizard.model.message import Message
from wizard.ui.texts.wording import fill, sentences, word

_CONTEXT = "MainWindow"
_GENERIC_PROBLEM = "inspect.accounts-not-connected"
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_DAYS_COUNTED = 30
_STATUSES = {
    Status.ACTIVE: QT_TRANSLATE_NOOP("MainWindow", "Active"),
    Status.INACTIVE: QT_TRANSLATE_NOOP("MainWindow", "Inactive"),
    Status.MIXED: QT_TRANSLATE_NOOP("MainWindow", "Mixed"),
    Status.UNKNOWN: QT_TRANSLATE_NOOP("MainWindow", "Not verified"),
}
_NOT_FINISHED = QT_TRANSLATE_NOOP("MainWindow", "Not finished")
_NOT_WORKING = QT_TRANSLATE_NOOP("MainWindow", "Not working")
_NEEDS_ATTENTION = QT_TRANSLATE_NOOP("MainWindow", "Needs attention")
_CONNECTED = QT_TRANSLATE_NOOP("MainWindow", "Connected")
_COUNTED = QT_TRANSLATE_NOOP("MainWindow", "{connected} of {total}")
_MISSING = QT_TRANSLATE_NOOP("MainWindow", "{missing} of {total} not connected")
_UNFINISHED_SENTENCE = QT_TRANSLATE_NOOP(
    "MainWindow",
    "Connecting was not finished. Go on with it where it stood, or start over.",
)
_ALL_SENTENCE = QT_TRANSLATE_NOOP("MainWindow", "All {total} accounts have the role.")
_ONLY_SENTENCE = QT_TRANSLATE_NOOP("MainWindow", "The one account has the role.")
_ACCOUNT_SENTENCE = QT_TRANSLATE_NOOP("MainWindow", "The account has the role.")
_NONE_SENTENCE = QT_TRANSLATE_NOOP("MainWindow", "The management account has the role; no other account was chosen.")
_MISSING_SENTENCE = QT_TRANSLATE_NOOP("MainWindow", "{missing} of {total} accounts are not connected.")
_ONE_MISSING_SENTENCE = QT_TRANSLATE_NOOP("MainWindow", "1 of {total} accounts is not connected.")
_UNKNOWN_PROBLEM = QT_TRANSLATE_NOOP("MainWindow", "Something is not in order. Check again to see what.")
_CONSOLE_SENTENCE = QT_TRANSLATE_NOOP(
    "MainWindow",
    "This organization was connected in the AWS console. Nothing of it was verified yet.",
)
_CHECKING = {
    "running": QT_TRANSLATE_NOOP("MainWindow", "Checking"),
    "unanswered": QT_TRANSLATE_NOOP("MainWindow", "Could not be checked"),
    "needs-sign-in": QT_TRANSLATE_NOOP("MainWindow", "Needs sign-in"),
}
_LOCAL_STATUS = QT_TRANSLATE_NOOP(
    "MainWindow",
    "This status is a mark in this list alone: the template of {provider} has none to switch at AWS, so the role "
    "trusts the service until you disconnect.",
)
_READS_ALONE_STATUS = QT_TRANSLATE_NOOP(
    "MainWindow",
    "This status is a mark in this list alone: nothing was made in AWS that could be switched. {provider} can read as "
    "long as the profile that it uses may.",
)
_READS_ALONE_SENTENCE = QT_TRANSLATE_NOOP(
    "MainWindow",
    "{provider} reads by itself with a profile, and what it reads is there. Nothing was made in AWS.",
)
_UNKNOWN_STATUS = QT_TRANSLATE_NOOP("MainWindow", "What is not verified cannot be switched. Check again first.")
_NOTHING_TO_SWITCH = QT_TRANSLATE_NOOP(
    "MainWindow",
    "There is nothing to switch: what this connection made is not all there any more.",
)
_GONE = ("inspect.stack-gone", "inspect.stack-foreign", "inspect.role-gone")
_JUST_NOW = QT_TRANSLATE_NOOP("MainWindow", "Just now")
_MINUTES_AGO = QT_TRANSLATE_NOOP("MainWindow", "{number} min ago")
_HOURS_AGO = QT_TRANSLATE_NOOP("MainWindow", "{number} h ago")
_A_DAY_AGO = QT_TRANSLATE_NOOP("MainWindow", "1 day ago")
_DAYS_AGO = QT_TRANSLATE_NOOP("MainWindow", "{number} days ago")
_NOT_YET = QT_TRANSLATE_NOOP("MainWindow", "Not yet")


def _say(sentence: object, values: Mapping[str, str] | None = None) -> str:
    return fill(QCoreApplication.translate(_CONTEXT, str(sentence)), values or {})


def _numbers(health: Health) -> dict[str, str]:
    counts = {"connected": health.connected, "total": health.total, "missing": health.total - health.connected}
    return {name: QLocale().toString(count) for name, count in counts.items()}


def status_text(connection: Connection) -> str:
    """Say in a word or two what was verified of the status switch."""
    return _say(_STATUSES[Status.UNKNOWN if connection.way is Way.CONSOLE else connection.status])


def status_note(connection: Connection) -> str:
    """Say what the status means where that is not plain; an empty text where it is."""
    if connection.way is Way.CONSOLE:
        return ""
    if not connection.names.anything:
        return _say(_READS_ALONE_STATUS, {"provider": connection.provider_name})
    if not connection.status_at_aws:
        return _say(_LOCAL_STATUS, {"provider": connection.provider_name})
    if connection.status is not Status.UNKNOWN:
        return ""
    return _say(_NOTHING_TO_SWITCH if connection.health.problem in _GONE else _UNKNOWN_STATUS)


def checking_text(checking: str) -> str:
    """Say how asking AWS again goes. Raises KeyError where nobody asks."""
    return _say(_CHECKING[checking])


def health_text(connection: Connection) -> str:
    """Say in a few words how a connection is."""
    if connection.way is Way.CONSOLE:
        return _say(_STATUSES[Status.UNKNOWN])
    health = connection.health
    if connection.phase in (Phase.CONNECTING, Phase.FAILED):
        broken = connection.phase is Phase.FAILED and health.problem
        return _say(_NOT_WORKING if broken else _NOT_FINISHED)
    if health.connected < health.total:
        return _say(_MISSING, _numbers(health))
    if health.problem:
        return _say(_NEEDS_ATTENTION)
    return _say(_COUNTED, _numbers(health)) if health.total else _say(_CONNECTED)


def health_sentence(connection: Connection) -> str:
    """Say in a sentence or two how a connection is and what is wrong with it."""
    if connection.way is Way.CONSOLE:
        return _say(_CONSOLE_SENTENCE)
    problem = _problem(connection.health)
    if connection.phase in (Phase.CONNECTING, Phase.FAILED):
        return problem or _say(_UNFINISHED_SENTENCE)
    if not connection.names.anything:
        return problem or _say(_READS_ALONE_SENTENCE, {"provider": connection.provider_name})
    counted = _say(_ACCOUNT_SENTENCE) if connection.identity.is_account else _counted(connection.health)
    if connection.health.problem == _GENERIC_PROBLEM and connection.health.connected < connection.health.total:
        return counted  # says the same, in numbers
    return " ".join(filter(None, (problem, counted)))


def _problem(health: Health) -> str:
    if not health.problem:
        return ""
    known = health.problem in sentences()
    return word(Message(health.problem)) if known else _say(_UNKNOWN_PROBLEM)


def _counted(health: Health) -> str:
    missing = health.total - health.connected
    if missing > 0:
        return _say(_ONE_MISSING_SENTENCE if missing == 1 else _MISSING_SENTENCE, _numbers(health))
    if health.total > 1:
        return _say(_ALL_SENTENCE, _numbers(health))
    return _say(_ONLY_SENTENCE if health.total else _NONE_SENTENCE)


def time_ago(at: datetime | None, now: datetime) -> str:
    """Say how long ago something was; a date where it is more than 30 days, None is "Not yet"."""
    if at is None:
        return _say(_NOT_YET)
    age = now - at
    if age < _MINUTE:
        return _say(_JUST_NOW)
    if age.days > _DAYS_COUNTED:
        return QLocale().toString(_local(at).date(), QLocale.FormatType.ShortFormat)
    units = ((_DAY, _DAYS_AGO), (_HOUR, _HOURS_AGO), (_MINUTE, _MINUTES_AGO))
    unit, sentence = next(one for one in units if age >= one[0])
    number = age // unit
    singular = unit == _DAY and number == 1
    return _say(_A_DAY_AGO if singular else sentence, {"number": QLocale().toString(number)})


def date_text(at: datetime) -> str:
    """Give the date where the person is, in words."""
    return QLocale().toString(_local(at).date(), QLocale.FormatType.LongFormat)


def exact_time(at: datetime) -> str:
    """Give date and time where the person is."""
    time = QLocale().toString(_local(at).time(), QLocale.FormatType.ShortFormat)
    return f"{date_text(at)}, {time}"


def _local(at: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(at.astimezone(UTC).timestamp()))
