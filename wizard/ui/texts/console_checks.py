"""What to look at in the AWS console before anything is made there, check by check."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.ui.texts.wording import fill

_CONTEXT = "ConsoleChecks"
_OTHER = QT_TRANSLATE_NOOP(
    "ConsoleChecks", "Look in the AWS console whether this is so; the documentation of {provider} says where."
)
_TEXTS = {
    "signed-in": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "Open the AWS console and sign in. At the upper right stands who you are: it must not be the root user.",
    ),
    "management-account": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "At the upper right, behind your name, stands the account ID. It must be {account}, which AWS Organizations › "
        "AWS accounts marks as the management account.",
    ),
    "all-features": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "AWS Organizations › Settings must say that the organization has all features enabled. If it says consolidated "
        "billing, begin there to enable all features.",
    ),
    "trusted-access": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "CloudFormation › StackSets must show no button that activates trusted access. If it does, press it: it "
        "changes nothing in any account.",
    ),
    "permissions": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "Under IAM › Roles or IAM › Users, look at yours: the policy AdministratorAccess must be attached, or your "
        "administrator must have allowed CloudFormation, StackSets and IAM.",
    ),
    "attached-policies": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "If you named a role of your own in the settings, look at it under IAM › Roles: it must have the policies that "
        "{provider} asks for.",
    ),
    "stack-name": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "CloudFormation › Stacks in {region} must not list {stack}; failed and deleted ones count while they are "
        "listed as active.",
    ),
    "stack-set-name": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "CloudFormation › StackSets in {region} must not list {stack-sets}.",
    ),
    "role-name": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "Search for {role} under IAM › Roles: nothing must be found. If it is taken, go back to Settings and choose "
        "another role name.",
    ),
    "already-connected": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "{provider} must not list {name} yet. Look there under {place}.",
    ),
    "region-enabled": QT_TRANSLATE_NOOP(
        "ConsoleChecks",
        "Your account page lists the AWS Regions: {region} must be enabled, in the management account and in the "
        "member accounts. Regions that are on by default always are.",
    ),
}


def console_check_text(check: str, values: Mapping[str, str]) -> str:
    """Say what to look at, where, and what it must say; `values` are those of the page."""
    return fill(QCoreApplication.translate(_CONTEXT, str(_TEXTS.get(check, _OTHER))), values)
