"""Sentences for people who do the steps in the AWS console themselves."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "management-account.not-one": QT_TRANSLATE_NOOP(
        "Messages",
        "This is not an account ID: it has 12 digits. The management account's stands in the AWS console under "
        "AWS Organizations › AWS accounts, beside the words management account.",
    ),
    "organization-id.not-one": QT_TRANSLATE_NOOP(
        "Messages",
        "This is not an organization ID: it begins with o- and stands in the AWS console at the left of "
        "AWS Organizations. Leave the field empty if you do not have it.",
    ),
    "scope.not-a-unit": QT_TRANSLATE_NOOP(
        "Messages",
        "{text} is not the ID of an organizational unit: one begins with ou-. It stands under AWS Organizations › "
        "AWS accounts, below the unit's name.",
    ),
    "scope.unit-of-another-organization": QT_TRANSLATE_NOOP(
        "Messages",
        "{text} belongs to another organization: the middle of a unit's ID is the same as the end of the root ID, "
        "{root}.",
    ),
    "scope.unit-twice": QT_TRANSLATE_NOOP(
        "Messages",
        "{text} stands in two of these lists. Its accounts would get the role twice; name it once.",
    ),
    "scope.other-root": QT_TRANSLATE_NOOP("Messages", "{text} is another root ID than the one above, {root}."),
    "scope.root-is-whole": QT_TRANSLATE_NOOP(
        "Messages",
        "{text} is the root, which is the whole organization. Choose that above, or name units only.",
    ),
    "scope.root-and-units": QT_TRANSLATE_NOOP(
        "Messages",
        "{text} is the root and holds every other unit in these lists; their accounts would get the role twice.",
    ),
    "scope.not-an-account": QT_TRANSLATE_NOOP("Messages", "{text} is not an account ID: one has 12 digits."),
    "scope.management-account": QT_TRANSLATE_NOOP(
        "Messages",
        "{text} is the management account. It gets its role from the stack itself, so it does not belong here.",
    ),
    "scope.account-twice": QT_TRANSLATE_NOOP("Messages", "{text} is both left out and chosen. Name it once."),
    "scope.filtered-units-missing": QT_TRANSLATE_NOOP(
        "Messages", "Name the units that these accounts are in; the root ID stands for all."
    ),
    "scope.excluded-accounts-missing": QT_TRANSLATE_NOOP(
        "Messages", "Name the accounts that are left out; without any, the units belong into the first list."
    ),
    "scope.account-parents-missing": QT_TRANSLATE_NOOP(
        "Messages", "Name the units that these accounts are in; the root ID stands for all."
    ),
    "scope.accounts-missing": QT_TRANSLATE_NOOP("Messages", "Name the accounts of these units that are connected."),
    "console-deploy.saved": QT_TRANSLATE_NOOP("Messages", "Saved as {name}"),
    "console-deploy.not-saved": QT_TRANSLATE_NOOP(
        "Messages", "{name} could not be written: {reason}. Choose another folder."
    ),
    "role.right-name": QT_TRANSLATE_NOOP("Messages", "The role is called {expected}, as in the settings."),
    "role.other-name": QT_TRANSLATE_NOOP(
        "Messages",
        "This role is called {found}, but the settings say {expected}. Copy the RoleARN from the stack's outputs; if "
        "you gave the role another name in the AWS console, go back to Settings and type that name.",
    ),
    "verify.member-account": QT_TRANSLATE_NOOP(
        "Messages",
        "This profile belongs to the member account {found}. Only the management account, {expected}, can show the "
        "stack. Choose a profile of that account.",
    ),
    "verify.other-organization": QT_TRANSLATE_NOOP(
        "Messages",
        "This profile belongs to another organization: its root ID is {found}, and {expected} is needed. Choose a "
        "profile of the management account of that organization.",
    ),
    "verify.not-found": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack was not found. No stack in {regions} has the connection ID of this connection, and {stack} is not "
        "one that was made from the saved template. It may be in another Region, AWS may have taken it "
        "back after an error, or another template was uploaded.",
    ),
    "verify.regions-unanswered": QT_TRANSLATE_NOOP(
        "Messages",
        "The stack was not found. {regions} did not answer or may not be looked into with this profile; all other "
        "Regions were looked through. AWS may have taken it back after an error, or another template was uploaded.",
    ),
}
