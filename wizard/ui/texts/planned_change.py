"""What CloudFormation would do to a resource, in plain words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.model.planned_change import Action, PlannedChange, Replacement
from wizard.ui.texts.wording import fill

_WHAT = {
    "AWS::IAM::Role": QT_TRANSLATE_NOOP("Change", "The role in the management account ({name})"),
    "AWS::CloudFormation::StackSet": QT_TRANSLATE_NOOP("Change", "The StackSet of member accounts ({name})"),
}
_SOMETHING = QT_TRANSLATE_NOOP("Change", "{type} ({name})")
_ANEW = QT_TRANSLATE_NOOP("Change", "{what}: a new one is made, then the old one is deleted")
_MODIFIED = {
    Replacement.NO: QT_TRANSLATE_NOOP("Change", "Changed"),
    Replacement.YES: QT_TRANSLATE_NOOP("Change", "Replaced"),
    Replacement.CONDITIONAL: QT_TRANSLATE_NOOP("Change", "Changed or replaced"),
}
_ACTIONS = {
    Action.ADD: QT_TRANSLATE_NOOP("Change", "New"),
    Action.REMOVE: QT_TRANSLATE_NOOP("Change", "Deleted"),
    Action.OTHER: QT_TRANSLATE_NOOP("Change", "Something else"),
}


def change_word(change: PlannedChange) -> str:
    """Say in a word or two what happens to a resource."""
    said = _MODIFIED[change.replacement] if change.action is Action.MODIFY else _ACTIONS[change.action]
    return QCoreApplication.translate("Change", str(said))


def changed_what(change: PlannedChange) -> str:
    """Say which resource it happens to, in plain words where there are some for its type."""
    known = _WHAT.get(change.resource_type, _SOMETHING)
    values = {"name": change.logical_id, "type": change.resource_type}
    what = fill(QCoreApplication.translate("Change", str(known)), values)
    if change.action is Action.MODIFY and change.replacement is Replacement.YES:
        return fill(QCoreApplication.translate("Change", str(_ANEW)), {"what": what})
    return what
