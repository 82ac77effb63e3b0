"""Hands a template to CloudFormation: along with the call, or, where it is too long for that, through a bucket (R15).

The bucket is the account's own: private, encrypted, tagged, and gone again as soon as the call is answered, because
CloudFormation reads the template before it answers.
"""

import hashlib
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError

MAX_INLINE_BYTES = 51_200
PREFIX = "org-wizard-"
"""Names of our buckets begin with it; nothing is done to others."""
_KEY = "template.yaml"
_OURS_ALREADY = frozenset({"BucketAlreadyOwnedByYou"})
_ANY_REGION = "us-east-1"
_log = logging.getLogger(__name__)


@asynccontextmanager
async def template_argument(access: AwsAccess, body: str, tags: Mapping[str, str]) -> AsyncIterator[dict[str, str]]:
    """Give the argument that hands over a template, good for one call inside the block. Raises AwsError.

    tags: what is made carries them
    """
    data = body.encode("utf-8")
    if len(data) <= MAX_INLINE_BYTES:
        yield {"TemplateBody": body}
        return
    bucket = _name(access, tags)
    await _make(access, bucket, tags)
    try:
        await access.call("s3", "PutObject", Bucket=bucket, Key=_KEY, Body=data)
        yield {"TemplateURL": _url(access.region, bucket)}
    finally:
        await _remove(access, bucket)


@asynccontextmanager
async def template_or_kept(
    access: AwsAccess, template_body: str | None, tags: Mapping[str, str]
) -> AsyncIterator[dict[str, Any]]:
    """Give the argument that keeps the template (`template_body` empty or None), or hands over another one."""
    if not template_body:
        yield {"UsePreviousTemplate": True}
        return
    async with template_argument(access, template_body, tags) as template:
        yield template


def _name(access: AwsAccess, tags: Mapping[str, str]) -> str:
    """Give a name that the same connection always has: what a killed process left is found and removed."""
    known = "\0".join((access.account_id, access.region, *(f"{key}={tags[key]}" for key in sorted(tags))))
    return PREFIX + hashlib.sha256(known.encode()).hexdigest()[:40]


def _url(region: str, bucket: str) -> str:
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return f"https://{bucket}.s3.{region}.{suffix}/{_KEY}"


async def _make(access: AwsAccess, bucket: str, tags: Mapping[str, str]) -> None:
    """Make the bucket; in us-east-1 AWS refuses to be told the region."""
    where = {} if access.region == _ANY_REGION else {"LocationConstraint": access.region}
    try:
        await access.call(
            "s3", "CreateBucket", Bucket=bucket, **({"CreateBucketConfiguration": where} if where else {})
        )
    except AwsError as error:
        if error.code not in _OURS_ALREADY:
            raise
    try:
        await access.call(
            "s3",
            "PutPublicAccessBlock",
            Bucket=bucket,
            PublicAccessBlockConfiguration=dict.fromkeys(
                ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
            ),
        )
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
        await access.call(
            "s3", "PutBucketEncryption", Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [rule]}
        )
        tag_set = [{"Key": key, "Value": value} for key, value in tags.items()]
        await access.call("s3", "PutBucketTagging", Bucket=bucket, Tagging={"TagSet": tag_set})
    except BaseException:
        await _remove(access, bucket)
        raise


async def _remove(access: AwsAccess, bucket: str) -> None:
    """Remove the template and the bucket. What stays is told in the log; the next try finds it by its name."""
    for operation, more in (("DeleteObject", {"Key": _KEY}), ("DeleteBucket", {})):
        try:
            await access.call("s3", operation, Bucket=bucket, **more)
        except AwsError as error:
            _log.warning("The bucket %s stays: %s", bucket, error.failure.text)
            return
