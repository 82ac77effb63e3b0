"""Sentences about Identity Center and the people in it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "directory.none": QT_TRANSLATE_NOOP(
        "Messages",
        "This organization has no Identity Center, so there is nobody to read. Turn it on in the AWS console under IAM "
        "Identity Center, then come back to this page.",
    ),
    "directory.unanswered": QT_TRANSLATE_NOOP(
        "Messages",
        "Identity Center was not found, but not every Region said whether it is there. No answer came from {regions}. "
        "Sign in with a profile that may list instances in the Region where it is.",
    ),
    "directory.refused": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS does not let this profile look for Identity Center ({action}). This permission counts only when it is "
        "given on every resource (*); given on the ARN of an instance it is refused. The policy below has it right: "
        "give it to the profile, or choose another profile.",
    ),
    "directory.people-refused": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS does not let this profile read the people of Identity Center ({action}). The policy below has all that is "
        "needed: give it to the profile, or choose another profile.",
    ),
    "directory.members-unread": QT_TRANSLATE_NOOP(
        "Messages",
        "You can go on: the checks say what is missing. {reason}",
    ),
    "check.identity-center.passed": QT_TRANSLATE_NOOP("Messages", "It is in {region}; its identity store is {store}."),
    "check.identity-center.refused": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS does not let this profile list the instances of Identity Center. The permission sso:ListInstances counts "
        "only when it is given on every resource (*); given on the ARN of an instance it is refused. The policy on the "
        "Review page has it right.",
    ),
    "check.identity-center.not-described": QT_TRANSLATE_NOOP(
        "Messages",
        "Identity Center was found, but this profile may not read what it is. Add the permission sso:DescribeInstance; "
        "the policy on the Review page has it.",
    ),
    "check.identity-center.gone": QT_TRANSLATE_NOOP(
        "Messages",
        "The identity store {store} is in no Region any more. Go back to Organization and look for it again.",
    ),
    "check.identity-center.unanswered": QT_TRANSLATE_NOOP(
        "Messages",
        "The identity store {store} was not found, and no answer came from {regions}. Check again.",
    ),
    "check.identity-center.moved": QT_TRANSLATE_NOOP(
        "Messages",
        "Identity Center is in {found} now, no longer in {region}. Go back to Organization and look for it again.",
    ),
    "check.identity-center.of-one-account": QT_TRANSLATE_NOOP(
        "Messages",
        "The identity store {store} in {region} belongs to one account alone, and not to the organization. Only the "
        "people of that account are in it.",
    ),
    "check.identity-store.passed": QT_TRANSLATE_NOOP(
        "Messages",
        "Users, groups and memberships can be read; {count} calls were really made.",
    ),
    "check.identity-store.refused": QT_TRANSLATE_NOOP(
        "Messages",
        "AWS refused {count} of the calls that are needed, {first} first; Details lists them. Give the profile the "
        "policy that is on the Review page, then check again.",
    ),
    "inspect.identity-center-gone": QT_TRANSLATE_NOOP(
        "Messages",
        "Identity Center is not there any more, or another one has taken its place: nobody is read.",
    ),
    "inspect.identity-center-unsure": QT_TRANSLATE_NOOP(
        "Messages",
        "Identity Center was not found, but not every Region gave an answer. Check again.",
    ),
    "inspect.identity-center-moved": QT_TRANSLATE_NOOP(
        "Messages",
        "Identity Center is in another Region now, where nobody looks for it. Press Change to write the right one "
        "down.",
    ),
    "inspect.identity-center-refused": QT_TRANSLATE_NOOP(
        "Messages",
        "The profile may no longer read Identity Center. Its permissions were changed at AWS.",
    ),
    "gone.nothing-made": QT_TRANSLATE_NOOP(
        "Messages",
        "Nothing was made in AWS, so nothing has to go there. What the profile {profile} may do stays as it is.",
    ),
}
