"""Reads what people paste instead of a template: its address in S3, or a vendor's quick-create link."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from wizard.providers.template import TemplateError
from wizard.providers.template_address import REGION, TemplateAddress, template_address

MAX_LENGTH = 50_000
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|(?:https?|s3)%3A%2F%2F", re.IGNORECASE)
_TEMPLATE = re.compile(r"[?&]templateURL=", re.IGNORECASE)
_IN_QUERY = re.compile(rf"[?&]region=({REGION})(?![a-z0-9-])")
_IN_HOST = re.compile(rf"//({REGION})\.console\.")
_CONSOLE = re.compile(
    r"//[^/?#]*(?:console\.|signin\.)[^/?#]*(?:aws\.amazon\.com|amazonaws[a-z-]*\.(?:cn|com)|aws\.eu)"
)
_OF_THE_ADDRESS = re.compile(
    r"x-amz-.*|awsaccesskeyid|signature|expires|versionid|response-.*|key-pair-id", re.IGNORECASE
)
_PARAMETER = "param_"
_TIMES = 3


@dataclass(frozen=True, slots=True)
class TemplateLink:
    """What a link says.

    region:     where the stack is to be made; empty where the link does not say
    stack_name: what the vendor suggests; empty likewise
    values:     by parameter; can hold secrets
    """

    address: TemplateAddress
    region: str = ""
    stack_name: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


def is_link(text: str) -> bool:
    """Tell whether a text is an address, and not the name of a file."""
    return _SCHEME.match(text.strip().strip("<>\"'")) is not None


def read_link(text: str) -> TemplateLink:
    """Understand a pasted link. Raises TemplateError with a sentence. Asks nobody.

    A quick-create link is understood whatever was encoded on its way: not at all, its fragment once, or twice.
    """
    link = _tidied(text)
    if len(link) > MAX_LENGTH:
        raise TemplateError("This text is too long for a link.")
    for _ in range(_TIMES):
        match = _TEMPLATE.search(link)
        if match is not None:
            return _quick_create(link, match.start() + 1)
        if _decodable(link):
            link = unquote(link)
    return _plain(_tidied(text))


def _tidied(text: str) -> str:
    """Take off what comes along when a link is copied out of a mail or a web page's source."""
    link = "".join(text.split("\n")).replace("\r", "").replace("\t", "").strip().strip("<>\"'")
    link = link.replace("&amp;", "&")
    return unquote(link) if re.match(r"(?:https?|s3)%3A", link, re.IGNORECASE) else link


def _decodable(link: str) -> bool:
    """Whether decoding the link can bring a quick-create link to light; an address in S3 stays as it is."""
    return "templateurl" in link.lower() and "%" in link


def _plain(link: str) -> TemplateLink:
    if _CONSOLE.search(link.lower()):
        raise TemplateError(
            "This link leads to the AWS console, but names no template. A quick-create link holds templateURL=… : "
            "copy it from the vendor's page, before it is opened."
        )
    address = template_address(link)
    return TemplateLink(address)


def _quick_create(link: str, start: int) -> TemplateLink:
    """Take a link apart whose parameters can be read; they begin behind the question mark before `start`."""
    begin = link.rfind("?", 0, start) + 1
    given = [one.partition("=") for one in link[begin:].split("&") if one]
    named = [(unquote(name), unquote(value)) for name, _, value in given]
    found = {name.lower(): value for name, value in reversed(named)}
    url, extra = _decoded(found.get("templateurl", ""))
    if not url:
        raise TemplateError("The link names no template: there is nothing behind templateURL=.")
    url = _with_its_own(url, given)
    values = {name.removeprefix(_PARAMETER): value for name, value in named if name.startswith(_PARAMETER)}
    return TemplateLink(
        address=template_address(url),
        region=_region(link),
        stack_name=_again(found.get("stackname", ""), extra),
        values={name: _again(value, extra) for name, value in values.items() if name},
    )


def _decoded(url: str) -> tuple[str, int]:
    """Decode an address until it is one; give how often that took. What is encoded inside it stays."""
    for times in range(_TIMES):
        if _SCHEME.match(url) and "%3a%2f%2f" not in url[:16].lower():
            return url, times
        url = unquote(url)
    return url, 0


def _again(value: str, times: int) -> str:
    for _ in range(times):
        value = unquote(value)
    return value


def _with_its_own(url: str, given: list[tuple[str, str, str]]) -> str:
    """Give an address back what belongs behind its own question mark, where the vendor did not encode that."""
    own = [f"{name}={value}" for name, _, value in given if _OF_THE_ADDRESS.fullmatch(name)]
    if not own or "?" not in url:
        return url
    return "&".join([url, *own])


def _region(link: str) -> str:
    match = _IN_QUERY.search(link) or _IN_HOST.search(link)
    return match[1] if match else ""
