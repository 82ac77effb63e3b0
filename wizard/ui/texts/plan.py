"""What the lines of the review say: kinds of things, and where they are made."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_KINDS = {
    "trusted-access": QT_TRANSLATE_NOOP("Plan", "Trusted access"),
    "stack": QT_TRANSLATE_NOOP("Plan", "Stack"),
    "role": QT_TRANSLATE_NOOP("Plan", "Role"),
    "stack-set": QT_TRANSLATE_NOOP("Plan", "StackSet"),
    "filtered-stack-set": QT_TRANSLATE_NOOP("Plan", "Second StackSet"),
    "member-roles": QT_TRANSLATE_NOOP("Plan", "Member roles"),
}
_PLACES = {
    "organization": QT_TRANSLATE_NOOP("Plan", "for CloudFormation StackSets, if it is not on yet"),
    "management-account": QT_TRANSLATE_NOOP("Plan", "{name}, in the management account"),
    "account": QT_TRANSLATE_NOOP("Plan", "{name}, in the account"),
    "whole-units": QT_TRANSLATE_NOOP("Plan", "{name}, with accounts that join later"),
    "filtered-units": QT_TRANSLATE_NOOP("Plan", "{name}, for chosen accounts of units with something left out"),
    "member-accounts": QT_TRANSLATE_NOOP("Plan", "{name}, in each of {count} member accounts"),
}


def planned_kind(kind: str) -> str:
    """Say what will be made. Raises KeyError for a kind without words."""
    return QCoreApplication.translate("Plan", str(_KINDS[kind]))


def planned_where(place: str) -> str:
    """Say where, with room for {name} and {count}. Raises KeyError for a place without words."""
    return QCoreApplication.translate("Plan", str(_PLACES[place]))
