"""Sentences about profiles that are made in the window: access keys, roles in other accounts, and MFA codes."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = {
    "sign-in.needs-code": QT_TRANSLATE_NOOP(
        "Messages",
        "This profile needs the code of an MFA device. Have the device at hand: the code it shows is asked for in a "
        "window of its own.",
    ),
    "own-keys.id-missing": QT_TRANSLATE_NOOP("Messages", "The access key ID is missing. It begins with AKIA or ASIA."),
    "own-keys.id-malformed": QT_TRANSLATE_NOOP(
        "Messages", "An access key ID begins with AKIA or ASIA and has capital letters and digits only."
    ),
    "own-keys.secret-missing": QT_TRANSLATE_NOOP(
        "Messages", "The secret access key is missing. AWS shows it once, when the key is made."
    ),
    "own-keys.secret-malformed": QT_TRANSLATE_NOOP(
        "Messages", "A secret access key has 40 letters, digits, slashes and plus signs. Copy it once more."
    ),
    "own-keys.token-missing": QT_TRANSLATE_NOOP(
        "Messages", "Keys that begin with ASIA are temporary and need the session token that came with them."
    ),
    "own-keys.token-unexpected": QT_TRANSLATE_NOOP(
        "Messages", "Keys that begin with AKIA have no session token. Empty this field, or take the key beside it."
    ),
    "own-keys.nothing-pasted": QT_TRANSLATE_NOOP(
        "Messages", "There is no access key in this text. Copy the block with all its lines, or fill in the fields."
    ),
    "own-role.missing": QT_TRANSLATE_NOOP(
        "Messages", "The role's ARN is missing. Whoever looks after the other account can tell you."
    ),
    "own-role.not-an-arn": QT_TRANSLATE_NOOP(
        "Messages", "This is not an ARN. The role's begins with arn:aws:iam:: and has :role/ in the middle."
    ),
    "own-role.not-a-role": QT_TRANSLATE_NOOP(
        "Messages", "This is not the ARN of a role: that is arn:aws:iam::, twelve digits, :role/ and the name."
    ),
    "own-role.is-user": QT_TRANSLATE_NOOP(
        "Messages", "This is the ARN of a user. Nobody can take a user on; the ARN of the role is needed."
    ),
    "own-role.is-session": QT_TRANSLATE_NOOP(
        "Messages",
        "This is the ARN of a session, not of the role itself. The role's own stands in the AWS console under "
        "IAM › Roles.",
    ),
    "own-role.is-account": QT_TRANSLATE_NOOP(
        "Messages", "This is an account ID. The ARN of a role in that account is needed."
    ),
    "own-role.external-id": QT_TRANSLATE_NOOP(
        "Messages", "An external ID has 2 to 1,224 letters, digits and the signs + = , . @ : / - _ only."
    ),
    "own-role.device": QT_TRANSLATE_NOOP(
        "Messages", "A device is named by its ARN, arn:aws:iam::…:mfa/…, or by the serial number printed on it."
    ),
}
