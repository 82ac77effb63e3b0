"""Links as people paste them: whatever was encoded on the way, the same template comes out."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from wizard.providers.template import TemplateError
from wizard.providers.template_address import template_address
from wizard.providers.template_link import is_link, read_link

PLAIN = "https://acme-templates.s3.eu-west-1.amazonaws.com/v1/role%2Bset.yaml"
SIGNED = (
    "https://acme-templates.s3.amazonaws.com/v1/role.yaml?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260102T030405Z"
    "&X-Amz-Expires=3600&X-Amz-Signature=ab%2Fcd%2B"
)
HOME = "https://console.aws.amazon.com/cloudformation/home"


def query(url):
    return f"templateURL={quote(url, safe='')}&stackName=acme-role&param_ExternalId=a%2Bb%20c&param_Empty="


SHAPES = {
    "as it should be": lambda url: f"{HOME}?region=eu-west-1#/stacks/quickcreate?{query(url)}",
    "fragment encoded": lambda url: f"{HOME}?region=eu-west-1#{quote('/stacks/quickcreate?' + query(url), safe='/')}",
    "fragment encoded twice": lambda url: (
        f"{HOME}?region=eu-west-1#{quote(quote('/stacks/quickcreate?' + query(url), safe=''), safe='')}"
    ),
    "all behind the question mark encoded": lambda url: (
        f"{HOME}?region=eu-west-1{quote('#/stacks/quickcreate?' + query(url), safe='')}"
    ),
    "region in the host": lambda url: (
        f"https://eu-west-1.console.aws.amazon.com/cloudformation/home#/stacks/quickcreate?{query(url)}"
    ),
    "review page": lambda url: f"{HOME}?region=eu-west-1#/stacks/create/review?{query(url)}",
    "out of a page's source": lambda url: f"{HOME}?region=eu-west-1#/stacks/quickcreate?{query(url)}".replace(
        "&", "&amp;"
    ),
    "out of a mail": lambda url: f" <{HOME}?region=eu-west-1#/stacks/\n  quickcreate?{query(url)}>\n".replace("  ", ""),
    "other letters": lambda url: f"{HOME}?region=eu-west-1#/stacks/quickCreate?{query(url)}".replace("URL", "Url"),
}


@pytest.mark.parametrize("url", [PLAIN, SIGNED], ids=["plain", "presigned"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_quick_create_link_of_any_shape(shape, url):
    link = read_link(shape(url))

    assert link.address == template_address(url)
    assert link.address.url == url
    assert (link.region, link.stack_name) == ("eu-west-1", "acme-role")
    assert link.values == {"ExternalId": "a+b c", "Empty": ""}


def test_a_link_without_a_region():
    assert read_link(f"{HOME}#/stacks/quickcreate?{query(PLAIN)}").region == ""


def test_an_address_that_nobody_encoded_keeps_its_signature():
    link = read_link(f"{HOME}?region=us-east-1#/stacks/quickcreate?templateURL={SIGNED}&stackName=acme&param_A=b")

    assert link.address.url == SIGNED
    assert (link.stack_name, link.values) == ("acme", {"A": "b"})


def test_values_that_were_encoded_twice_with_their_address():
    link = read_link(f"{HOME}#/stacks/quickcreate?templateURL={quote(quote(PLAIN, safe=''), safe='')}&param_A=b%252Fc")

    assert (link.address.url, link.values) == (PLAIN, {"A": "b/c"})


@pytest.mark.parametrize(
    ("url", "bucket", "key", "region"),
    [
        (PLAIN, "acme-templates", "v1/role+set.yaml", "eu-west-1"),
        ("https://acme.s3.amazonaws.com/role.yaml", "acme", "role.yaml", ""),
        ("https://s3.amazonaws.com/acme/v1/role.yaml", "acme", "v1/role.yaml", ""),
        ("https://s3.eu-central-1.amazonaws.com/acme/role.yaml", "acme", "role.yaml", "eu-central-1"),
        ("https://s3-us-west-2.amazonaws.com/acme/role.yaml", "acme", "role.yaml", "us-west-2"),
        ("https://acme.s3-us-west-2.amazonaws.com/role.yaml", "acme", "role.yaml", "us-west-2"),
        ("https://acme.s3.dualstack.us-west-2.amazonaws.com/role.yaml", "acme", "role.yaml", "us-west-2"),
        ("https://acme.s3-accelerate.amazonaws.com/role.yaml", "acme", "role.yaml", ""),
        ("https://acme.s3.cn-north-1.amazonaws.com.cn/role.yaml", "acme", "role.yaml", "cn-north-1"),
        ("https://my.s3.bucket.s3.us-gov-west-1.amazonaws.com/role.yaml", "my.s3.bucket", "role.yaml", "us-gov-west-1"),
        ("HTTPS://ACME.S3.amazonaws.com:443/role.yaml", "acme", "role.yaml", ""),
        ("s3://acme/v1/role.yaml", "acme", "v1/role.yaml", ""),
    ],
)
def test_every_way_to_write_an_address_in_s3(url, bucket, key, region):
    address = read_link(url).address

    assert (address.bucket, address.key, address.region, address.presigned) == (bucket, key, region, False)


def test_a_presigned_address_says_when_it_ends_and_is_not_shown():
    address = read_link(SIGNED).address

    assert address.presigned
    assert address.expires_at == datetime(2026, 1, 2, 4, 4, 5, tzinfo=UTC)
    assert "ab%2Fcd" not in repr(address) + address.shown


@pytest.mark.parametrize("end", ["Expires=1767323045", "Expires=99999999999999999", "Expires=soon"])
def test_a_presigned_address_of_the_old_kind(end):
    address = read_link(f"https://acme.s3.amazonaws.com/a.yaml?AWSAccessKeyId=A&Signature=b&{end}").address

    assert address.presigned
    assert address.expires_at == (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) if end.endswith("045") else None)


def test_a_version_of_an_object():
    assert read_link("https://acme.s3.amazonaws.com/a.yaml?versionId=v1.2").address.version == "v1.2"


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("http://acme.s3.amazonaws.com/a.yaml", "begins with http://, which is not encrypted"),
        (f"{HOME}#/stacks/quickcreate?templateURL=http%3A%2F%2Facme.s3.amazonaws.com%2Fa", "which is not encrypted"),
        ("https://example.com/a.yaml", "example.com is not Amazon S3"),
        ("https://acme.s3.amazonaws.com.example.com/a.yaml", "is not Amazon S3"),
        ("https://s3.amazonaws.com@example.com/a.yaml", "holds a user name or a port"),
        ("https://acme.s3.amazonaws.com:8443/a.yaml", "holds a user name or a port"),
        ("https://169.254.169.254/latest/meta-data", "is not Amazon S3"),
        ("https://acme.s3-website-us-east-1.amazonaws.com/a.yaml", "is the web site of a bucket"),
        ("https://acme.s3.amazonaws.com/", "names a bucket of Amazon S3, but no file in it"),
        ("https://s3.amazonaws.com/acme", "names a bucket of Amazon S3, but no file in it"),
        ("https://acme.s3.amazonaws.com/folder/", "names a bucket of Amazon S3, but no file in it"),
        ("ssm-doc://arn:aws:ssm:us-east-1:111122223333:document/x", "a document of AWS Systems Manager"),
        (f"{HOME}?region=us-east-1#/stacks?filter=active", "leads to the AWS console, but names no template"),
        (f"{HOME}#/stacks/quickcreate?templateURL=&stackName=x", "nothing behind templateURL="),
        ("https://[acme/a.yaml", "cannot be read"),
        ("https://acme.s3.amazonaws.com:port/a.yaml", "cannot be read"),
        ("https://" + "a" * 60_000, "too long for a link"),
        ("file:///etc/passwd", "is no address of a template"),
    ],
)
def test_what_is_no_link_gets_a_sentence(link, sentence):
    with pytest.raises(TemplateError, match=r"^[^{}]+\.$") as raised:
        read_link(link)

    assert sentence in raised.value.failure.text


@pytest.mark.parametrize("name", ["role.yaml", "/home/jo/a b.json", "C:\\templates\\role.yaml", "https.yaml", "-"])
def test_a_file_is_no_link(name):
    assert not is_link(name)


def test_links_are_told_from_files():
    assert is_link(PLAIN)
    assert is_link(quote(PLAIN, safe=""))
