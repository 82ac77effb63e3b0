"""What "Test connection" says of each service."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_SERVICES = {
    "sts": QT_TRANSLATE_NOOP("Reach", "Who you are (STS)"),
    "organizations": QT_TRANSLATE_NOOP("Reach", "The organization's accounts (Organizations)"),
    "cloudformation": QT_TRANSLATE_NOOP("Reach", "Stacks and StackSets (CloudFormation)"),
    "iam": QT_TRANSLATE_NOOP("Reach", "Roles (IAM)"),
    "account": QT_TRANSLATE_NOOP("Reach", "Which Regions are on (Account Management)"),
    "s3": QT_TRANSLATE_NOOP("Reach", "Templates of other services (S3)"),
    "sso-oidc": QT_TRANSLATE_NOOP("Reach", "Sign-in with Identity Center"),
    "sso": QT_TRANSLATE_NOOP("Reach", "Accounts of Identity Center"),
    "signin": QT_TRANSLATE_NOOP("Reach", "Sign-in with the console login"),
}


def service_text(service: str) -> str:
    """Say what a service is needed for; one that is not known is called by its name."""
    return QCoreApplication.translate("Reach", str(_SERVICES[service])) if service in _SERVICES else service
