"""Trying a role before a profile is written for it."""

from wizard.aws import identity
from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.aws.mfa import is_wrong_code
from wizard.model.mfa import MfaTrouble
from wizard.model.profile import Caller
from wizard.model.sign_in import RoleToAssume

_SESSION = "org-wizard"


async def try_role(factory: AccessFactory, role: RoleToAssume, region: str) -> Caller:
    """Assume a role as its profile would, and give who one is then; asks for the MFA code where the role has a device.

    Raises AwsError where AWS refuses, WizardError where the person does not type the code.
    """
    access = factory.open(role.source, region)
    parameters: dict[str, str | int] = {"RoleArn": role.role_arn, "RoleSessionName": _SESSION}
    if role.external_id:
        parameters["ExternalId"] = role.external_id
    if role.seconds:
        parameters["DurationSeconds"] = role.seconds
    trouble, code = MfaTrouble.NONE, ""
    while True:
        if role.mfa_serial:
            code = await factory.mfa_code(role.source, role.mfa_serial, trouble)
            parameters |= {"SerialNumber": role.mfa_serial, "TokenCode": code}
        try:
            reply = await access.call("sts", "AssumeRole", **parameters)
        except AwsError as error:
            if not code or not is_wrong_code(error.failure):
                raise
            trouble = MfaTrouble.WRONG
            continue
        if code:
            factory.mfa_served(role.mfa_serial, code)
        arn = str(reply["AssumedRoleUser"]["Arn"])
        return identity.caller_of(arn, arn.split(":")[4] if arn.count(":") > 4 else "", region)
