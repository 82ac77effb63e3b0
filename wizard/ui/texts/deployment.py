"""Sentences about what is going on during a run."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "trusted-access.turning-on": QT_TRANSLATE_NOOP(
        "Messages",
        "Turning on trusted access for CloudFormation StackSets.",
    ),
    "stack.creating": QT_TRANSLATE_NOOP("Messages", "Creating the stack {name}."),
    "stack.updating": QT_TRANSLATE_NOOP("Messages", "Updating the stack {name} to what was chosen."),
    "stack.watching": QT_TRANSLATE_NOOP("Messages", "AWS is at work on the stack {name} already; watching it."),
    "stack.stopped-watching": QT_TRANSLATE_NOOP(
        "Messages",
        "Stopped watching. AWS goes on with the stack {name}; open the connection again later to see how it ended.",
    ),
    "stack.deleting": QT_TRANSLATE_NOOP("Messages", "Deleting the stack {name}, and with it what it made."),
    "stack.not-ours": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack {name} was not made by this connection, so it is left as it is.",
    ),
    "stack-set.creating": QT_TRANSLATE_NOOP("Messages", "Creating the StackSet {name}."),
    "stack-set.updating": QT_TRANSLATE_NOOP("Messages", "Updating the StackSet {name} to what was chosen."),
    "stack-set.deploying": QT_TRANSLATE_NOOP("Messages", "AWS deploys the StackSet {name} to the accounts."),
    "stack-set.taking-out": QT_TRANSLATE_NOOP(
        "Messages",
        "Taking {count} accounts out of the StackSet {name}; those that stay are connected again in a moment.",
    ),
    "stack-set.stopped-watching": QT_TRANSLATE_NOOP(
        "Messages",
        "Stopped watching. AWS goes on with the StackSet {name}; open the connection again later to see how it ended.",
    ),
    "stack-set.deleting": QT_TRANSLATE_NOOP(
        "Messages",
        "Deleting the StackSet {name} with {count} stack instances.",
    ),
    "change.making-room": QT_TRANSLATE_NOOP(
        "Messages",
        "Updating the stack {name}: accounts that move from one StackSet to the other leave the first one.",
    ),
    "change.applying": QT_TRANSLATE_NOOP("Messages", "Updating the stack {name} to the accounts and settings chosen."),
    "change.putting-back": QT_TRANSLATE_NOOP("Messages", "Updating the stack {name} back to what it was before."),
    "watch.slowed-down": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS asked us to slow down. Its work goes on; only the news comes later.",
    ),
    "watch.no-answer": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS does not answer at the moment. Its work goes on; trying again.",
    ),
    "accounts.cannot-watch": QT_TRANSLATE_NOOP(
        "Messages",
        "What happens in each account cannot be shown: {reason} The deployment goes on.",
    ),
    "accounts.judging": QT_TRANSLATE_NOOP("Messages", "Looking at every account."),
    "role.found": QT_TRANSLATE_NOOP("Messages", "The RoleARN is {arn}."),
    "status.switching": QT_TRANSLATE_NOOP(
        "Messages",
        "Changing the status in the stack {name}; the accounts follow.",
    ),
    "status.confirming": QT_TRANSLATE_NOOP("Messages", "Looking at every account, to see whether it followed."),
    "status.on-everywhere": QT_TRANSLATE_NOOP("Messages", "On in all {followed} accounts."),
    "status.off-everywhere": QT_TRANSLATE_NOOP("Messages", "Off in all {followed} accounts."),
    "status.on-mixed": QT_TRANSLATE_NOOP(
        "Messages",
        "On in {followed} accounts. {behind} did not follow and may still be off.",
    ),
    "status.off-mixed": QT_TRANSLATE_NOOP(
        "Messages",
        "Off in {followed} accounts. {behind} did not follow and may still be on.",
    ),
    "retry.waiting": QT_TRANSLATE_NOOP("Messages", "Waiting until AWS has finished what it is doing already."),
    "retry.trying": QT_TRANSLATE_NOOP("Messages", "Trying the accounts again that are not in order: {count}."),
    "rollback.continuing": QT_TRANSLATE_NOOP("Messages", "Letting the stack {name} finish its way back."),
    "repair.trust": QT_TRANSLATE_NOOP("Messages", "Setting whom the role {role} trusts."),
    "repair.scope": QT_TRANSLATE_NOOP("Messages", "Updating the stack {name} to the accounts that are chosen by now."),
    "run.retry-in": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS could not do it just now; trying again in {seconds} s ({attempt} of {limit}).",
    ),
}
