"""Sentences about the root ID and the organization."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "root-id.belongs": QT_TRANSLATE_NOOP("Messages", "Belongs to {name}"),
    "root-id.well-formed": QT_TRANSLATE_NOOP("Messages", "Has the form of a root ID"),
    "root-id.is-empty": QT_TRANSLATE_NOOP(
        "Messages",
        "The root ID is missing. It begins with r- and stands in the AWS console under "
        "AWS Organizations › AWS accounts, beside the name Root.",
    ),
    "root-id.is-organization": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the organization ID: it begins with o-. The root ID begins with r- and stands under "
        "AWS Organizations › AWS accounts, beside the name Root.",
    ),
    "root-id.is-organizational-unit": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ID of an organizational unit: it begins with ou-. The root ID begins with r- and stands one "
        "level higher, at the top of AWS Organizations › AWS accounts.",
    ),
    "root-id.is-account": QT_TRANSLATE_NOOP(
        "Messages",
        "This is an account ID: it has 12 digits. The root ID begins with r- and stands under "
        "AWS Organizations › AWS accounts, beside the name Root.",
    ),
    "root-id.is-arn": QT_TRANSLATE_NOOP(
        "Messages",
        "This is an ARN. Only its last part is wanted here, the root ID: it begins with r- and stands beside the "
        "name Root under AWS Organizations › AWS accounts.",
    ),
    "root-id.is-almost-root": QT_TRANSLATE_NOOP(
        "Messages",
        "This is not quite a root ID: r- is followed by 4 to 32 small letters and digits, and nothing else. "
        "Copy it again from AWS Organizations › AWS accounts.",
    ),
    "root-id.is-unknown": QT_TRANSLATE_NOOP(
        "Messages",
        "This is not a root ID: one begins with r- followed by 4 to 32 small letters and digits. It stands under "
        "AWS Organizations › AWS accounts, beside the name Root.",
    ),
    "root-id.other-organization": QT_TRANSLATE_NOOP(
        "Messages",
        "This root ID belongs to another organization. You are signed in to {name}, whose root ID is {root}. "
        "Use that one, or go back and sign in to the other organization.",
    ),
    "organization.already-connected": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} is connected to {provider} already, since {date}. It stands in the list of connected organizations "
        "under the name {name}; close this window to find it there.",
    ),
}
