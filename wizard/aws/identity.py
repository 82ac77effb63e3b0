"""Who the credentials are (AWS STS)."""

from wizard.aws.access import AwsAccess
from wizard.aws.errors import CallSite, not_aws_reply
from wizard.model.identifiers import Arn
from wizard.model.profile import Caller, CallerKind

_KINDS = {
    "root": CallerKind.ROOT,
    "user": CallerKind.USER,
    "assumed-role": CallerKind.ROLE,
    "federated-user": CallerKind.FEDERATED,
}


async def caller(access: AwsAccess) -> Caller:
    """Ask AWS who the credentials are (sts:GetCallerIdentity, which needs no permission, R4). Raises AwsError.

    The name is the user's, or the role's without its session.
    """
    reply = await access.call("sts", "GetCallerIdentity")
    return caller_of(reply["Arn"], reply["Account"], access.region)


def caller_of(identity: str, account_id: str, region: str) -> Caller:
    """Read who an ARN of STS names. Raises NotAwsReply where it is none."""
    arn = _parse(identity, region)
    first, *rest = arn.rest.split("/")
    kind = _KINDS.get(first, CallerKind.FEDERATED)
    name = rest[0] if kind is CallerKind.ROLE else "/".join(rest[-1:])
    return Caller(
        account_id=account_id,
        arn=identity,
        partition=arn.partition,
        kind=kind,
        name=name or first,
    )


def _parse(text: str, region: str) -> Arn:
    try:
        return Arn.parse(text)
    except ValueError:
        raise not_aws_reply("an ARN", CallSite("sts", "GetCallerIdentity", region)) from None
