"""Sentences about the RoleARN."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "role.empty": QT_TRANSLATE_NOOP(
        "Messages",
        "The RoleARN is missing. It is the output RoleARN of the stack, and begins with arn:aws:iam::",
    ),
    "role.well-formed": QT_TRANSLATE_NOOP("Messages", "Has the form of a RoleARN."),
    "role.white-space-removed": QT_TRANSLATE_NOOP(
        "Messages",
        "Has the form of a RoleARN; the spaces and line breaks around it were left out.",
    ),
    "role.is-user": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ARN of a user. A service cannot take a user on; the ARN of the role is needed. It is the "
        "output RoleARN of the stack, and has :role/ in the middle.",
    ),
    "role.is-group": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ARN of a group of users. The ARN of the role is needed: the output RoleARN of the stack, "
        "with :role/ in the middle.",
    ),
    "role.is-policy": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ARN of a policy. The ARN of the role is needed: the output RoleARN of the stack, with :role/ "
        "in the middle.",
    ),
    "role.is-instance-profile": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ARN of an instance profile, which often has the same name as a role. The ARN of the role has "
        ":role/ in the middle.",
    ),
    "role.is-session": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ARN of a session of the role {role}, not of the role itself. The role's own ARN stands in "
        "the AWS console under IAM › Roles › {role}.",
    ),
    "role.is-root-user": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ARN of an account's root user. The ARN of the role is needed: the output RoleARN of the "
        "stack, with :role/ in the middle.",
    ),
    "role.is-stack": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ARN of a stack. The RoleARN stands on the tab Outputs of that stack.",
    ),
    "role.other-service": QT_TRANSLATE_NOOP(
        "Messages",
        "This is an ARN of the AWS service {service}. The ARN of the role has :iam:: and :role/ in it.",
    ),
    "role.not-a-role": QT_TRANSLATE_NOOP(
        "Messages",
        "This ARN belongs to IAM but is not quite a role's: arn:aws:iam::, twelve digits, :role/ and the name. "
        "Copy it again from the stack's output RoleARN.",
    ),
    "role.not-an-arn": QT_TRANSLATE_NOOP(
        "Messages",
        "This is not an ARN. The RoleARN begins with arn: and is the output RoleARN of the stack.",
    ),
    "role.is-root-id": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the organization's root ID. The RoleARN begins with arn: and is the output RoleARN of the stack.",
    ),
    "role.is-organization-id": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the organization ID. The RoleARN begins with arn: and is the output RoleARN of the stack.",
    ),
    "role.is-ou-id": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ID of an organizational unit. The RoleARN begins with arn: and is the output RoleARN of the "
        "stack.",
    ),
    "role.is-account-id": QT_TRANSLATE_NOOP(
        "Messages",
        "This is an account ID. The RoleARN begins with arn: and has the account ID in the middle.",
    ),
    "role.right-account": QT_TRANSLATE_NOOP("Messages", "In account {expected}, as it should be."),
    "role.wrong-account": QT_TRANSLATE_NOOP(
        "Messages",
        "This role is in account {found}, but the organization's management account is {expected}. Copy the "
        "RoleARN from the stack in the management account.",
    ),
    "role.wrong-partition": QT_TRANSLATE_NOOP(
        "Messages",
        "This role is in the AWS partition {partition}, but the organization is in {expected-partition}. Copy the "
        "RoleARN from the stack in the management account.",
    ),
    "role.exists": QT_TRANSLATE_NOOP("Messages", "The role {name} exists."),
    "role.does-not-exist": QT_TRANSLATE_NOOP(
        "Messages",
        "There is no role {name} in account {account}. Compare the RoleARN with the output of the stack; a role "
        "that was made this minute can take another minute to show.",
    ),
    "role.other-path": QT_TRANSLATE_NOOP("Messages", "The role {name} exists, but its ARN is {arn}. Use that one."),
    "role.could-not-check": QT_TRANSLATE_NOOP("Messages", "This could not be checked: {reason}"),
    "role.trusts": QT_TRANSLATE_NOOP(
        "Messages", "Trusts {principal}, as its template says. Compare that with what the service shows."
    ),
    "role.has-permissions": QT_TRANSLATE_NOOP(
        "Messages", "The role has the permissions that its template gives it; the Review page lists them."
    ),
    "role.trust-right": QT_TRANSLATE_NOOP("Messages", "Trusts {principal}."),
    "role.trust-taken-away": QT_TRANSLATE_NOOP("Messages", "The status is off: the role trusts nobody, as it should."),
    "role.still-trusted": QT_TRANSLATE_NOOP(
        "Messages",
        "The status is off, but the role still trusts somebody. Check again; if it stays so, somebody changed the "
        "role by hand.",
    ),
    "role.trusts-nobody": QT_TRANSLATE_NOOP(
        "Messages",
        "The role lets nobody take it on, so {principal} gets no access. Its status is off, or its trust policy "
        "was changed by hand; deploy the stack again with the status Active.",
    ),
    "role.trusts-other-principal": QT_TRANSLATE_NOOP(
        "Messages",
        "The role trusts {found}, but {principal} was chosen. The service would be refused. Compare the trusted "
        "principal with what the service shows.",
    ),
    "role.no-external-id": QT_TRANSLATE_NOOP(
        "Messages",
        "The role trusts {principal} without asking for an external ID, so others could use the service to get "
        "in. Its trust policy was changed by hand; deploy the stack again.",
    ),
    "role.other-external-id": QT_TRANSLATE_NOOP(
        "Messages",
        "The role trusts {principal}, but asks for another external ID. The service would be refused. Compare the "
        "external ID with what the service shows.",
    ),
    "role.permissions-right": QT_TRANSLATE_NOOP("Messages", "The role may do all {count} actions of the template."),
    "role.permissions-missing": QT_TRANSLATE_NOOP(
        "Messages",
        "The role lacks {missing} of the {count} actions of the template, listed under Details. Its policies were "
        "changed; deploy the stack again.",
    ),
    "role.no-permissions": QT_TRANSLATE_NOOP(
        "Messages",
        "The role has no permissions at all, so the service would see nothing. Deploy the stack again.",
    ),
}
