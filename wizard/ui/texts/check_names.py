"""What the checks are called."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_NAMES = {
    "signed-in": QT_TRANSLATE_NOOP("CheckNames", "You are signed in"),
    "management-account": QT_TRANSLATE_NOOP("CheckNames", "This is the management account"),
    "all-features": QT_TRANSLATE_NOOP("CheckNames", "The organization has all features"),
    "trusted-access": QT_TRANSLATE_NOOP("CheckNames", "Trusted access for StackSets is on"),
    "permissions": QT_TRANSLATE_NOOP("CheckNames", "You may do everything that is needed"),
    "stack-name": QT_TRANSLATE_NOOP("CheckNames", "The stack's name is free"),
    "stack-set-name": QT_TRANSLATE_NOOP("CheckNames", "The StackSets' names are free"),
    "role-name": QT_TRANSLATE_NOOP("CheckNames", "The role's name is free"),
    "already-connected": QT_TRANSLATE_NOOP("CheckNames", "The organization is not connected yet"),
    "region-enabled": QT_TRANSLATE_NOOP("CheckNames", "The Region is enabled"),
    "attached-policies": QT_TRANSLATE_NOOP("CheckNames", "Your own roles have the policies that they need"),
    "vendor-keys": QT_TRANSLATE_NOOP("CheckNames", "The keys work"),
    "vendor-accounts": QT_TRANSLATE_NOOP("CheckNames", "No chosen account is registered yet"),
    "targets": QT_TRANSLATE_NOOP("CheckNames", "The choice of accounts fits into one stack"),
    "identity-center": QT_TRANSLATE_NOOP("CheckNames", "Identity Center is found"),
    "identity-store": QT_TRANSLATE_NOOP("CheckNames", "Users, groups and memberships can be read"),
    "template": QT_TRANSLATE_NOOP("CheckNames", "AWS understands the template, and its names are free"),
    "role.form": QT_TRANSLATE_NOOP("CheckNames", "It has the form of a RoleARN"),
    "role.account": QT_TRANSLATE_NOOP("CheckNames", "It belongs to the right account"),
    "role.name": QT_TRANSLATE_NOOP("CheckNames", "It has the name from the settings"),
    "role.exists": QT_TRANSLATE_NOOP("CheckNames", "The role exists"),
    "role.trust": QT_TRANSLATE_NOOP("CheckNames", "It trusts the provider, and nobody in its place"),
    "role.permissions": QT_TRANSLATE_NOOP("CheckNames", "It has the permissions that were shown"),
}


def check_name(check: str) -> str:
    """Give a check's name: the sentence that is true when it passes."""
    return QCoreApplication.translate("CheckNames", str(_NAMES.get(check, check)))
