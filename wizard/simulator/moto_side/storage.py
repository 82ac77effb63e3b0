"""S3, where templates lie: whose bucket it is, and what everyone may read."""

from moto.s3.models import s3_backends

from wizard.simulator.names import PARTITION

_EVERYONE = "http://acs.amazonaws.com/groups/global/AllUsers"


def bucket_owner(bucket: str) -> str:
    """The account that a bucket belongs to, or ""."""
    for account, backends in list(s3_backends.items()):
        if bucket in backends[PARTITION].buckets:
            return str(account)
    return ""


def public_owner(bucket: str, key: str) -> str:
    """The account of an object that everyone may read, or ""."""
    owner = bucket_owner(bucket)
    found = s3_backends[owner][PARTITION].get_object(bucket, key) if owner and key else None
    grants = found.acl.grants if found is not None and found.acl else []
    return owner if any(grantee.uri == _EVERYONE for grant in grants for grantee in grant.grantees) else ""
