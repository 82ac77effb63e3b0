"""Sentences about what is going on while a connection is removed, and about what stays."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "keys.asking": QT_TRANSLATE_NOOP("Messages", "Asking {provider} whether the keys still work."),
    "keys.no-answer": QT_TRANSLATE_NOOP("Messages", "{provider} could not be asked about the keys: {reason}"),
    "keys.going-on": QT_TRANSLATE_NOOP("Messages", "Going on although {provider} refuses the keys."),
    "settle.stack": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS is still at work on the stack {name} ({status}); waiting for it to finish.",
    ),
    "settle.stack-set": QT_TRANSLATE_NOOP(
        "Messages",
        "Waiting for the StackSet {name}: the operation {action} runs since {since}, {done} of {total} accounts done.",
    ),
    "settle.stopping": QT_TRANSLATE_NOOP(
        "Messages",
        "Asking AWS to stop the operation {action} of the StackSet {name}; accounts under way are finished.",
    ),
    "stack.waiting-to-delete": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS is still at work on the stack {name}; it is deleted as soon as that has ended.",
    ),
    "stack.stopped-removing": QT_TRANSLATE_NOOP(
        "Messages",
        "Stopped. What AWS has begun to delete for the stack {name} goes on; the rest stays until you go on.",
    ),
    "stack-set.stopped-removing": QT_TRANSLATE_NOOP(
        "Messages",
        "Stopped. What AWS has begun to delete for the StackSet {name} goes on; the rest stays until you go on.",
    ),
    "stack-set.letting-go": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS reaches these accounts no more, because they are suspended, closed, or have left the organization: "
        "{accounts}. The StackSet {name} lets them go, and what is in them stays as it is.",
    ),
    "accounts.cannot-watch-removal": QT_TRANSLATE_NOOP(
        "Messages",
        "What happens in each account cannot be shown: {reason} Removing goes on.",
    ),
    "protection.turning-off": QT_TRANSLATE_NOOP(
        "Messages",
        "Turning off the protection of the stack {name} against deletion.",
    ),
    "leave.taking-trust": QT_TRANSLATE_NOOP(
        "Messages",
        "Taking the trust away from the role {role}, so that nobody can take it on any more.",
    ),
    "leave.taking-trust-there": QT_TRANSLATE_NOOP(
        "Messages",
        "Taking the trust away from the role {role} in the account {account}.",
    ),
    "gone.asking": QT_TRANSLATE_NOOP("Messages", "Asking AWS whether everything is gone."),
    "gone.all": QT_TRANSLATE_NOOP("Messages", "Everything that this connection made is gone."),
    "gone.left-role": QT_TRANSLATE_NOOP(
        "Messages",
        "Left behind: the role {role} in the management account {account}. Nobody can take it on. To remove it, open "
        "IAM › Roles in the AWS console of that account, detach its policies and delete it.",
    ),
    "gone.left-accounts": QT_TRANSLATE_NOOP(
        "Messages",
        "Left behind: the role {role} and its stack in {accounts}. To remove them, open CloudFormation › Stacks in the "
        "AWS console of each account, look at why the stack could not be deleted, and delete it.",
    ),
    "gone.still-trusted": QT_TRANSLATE_NOOP(
        "Messages",
        "Left behind and still in force: the role {role} in {accounts}. Its trust could not be taken away from here, "
        "so the service can still take it on. Open IAM › Roles in the AWS console of each account and delete it.",
    ),
    "gone.let-go": QT_TRANSLATE_NOOP(
        "Messages",
        "Left behind: the role {role} in {accounts}. AWS reaches these accounts no more. Should one come back, open "
        "CloudFormation › Stacks in its AWS console and delete the stack with that role.",
    ),
    "gone.not-ours": QT_TRANSLATE_NOOP(
        "Messages",
        "Not made by this connection, so left as it is: the {what} in the account {account}.",
    ),
}
