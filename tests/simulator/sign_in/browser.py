"""Plays the browser: opens the login page, fills in its form, presses a button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener


class _OnLoopback(HTTPRedirectHandler):
    """Follows redirects within the embedded AWS only: nobody listens where an authorization code goes."""

    def redirect_request(self, request, *answer):
        address = answer[-1]
        inside = urlsplit(address).netloc == urlsplit(request.full_url).netloc
        return super().redirect_request(request, *answer) if inside else None


@dataclass
class Page(HTMLParser):
    """What a browser shows: address, status, source, and the form's fields and buttons."""

    address: str
    status: int
    source: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    action: str = ""
    text: str = ""

    def __post_init__(self):
        super().__init__()
        self.feed(self.source)

    def __hash__(self):
        return id(self)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "form":
            self.action = values["action"]
        elif tag == "input":
            self.fields[values["name"]] = values.get("value", "")
        elif tag == "button" and "value" in values:
            self.buttons[values["value"]] = values["name"]

    def handle_data(self, data):
        self.text += data + " "

    def press(self, button, **filled):
        """Press a button of the form, with other texts in its fields."""
        sent = {**self.fields, **filled, self.buttons[button]: button}
        return visit(urljoin(self.address, self.action), urlencode(sent).encode())

    @property
    def brought_back(self):
        """What the address holds that the browser was sent to."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.address).query).items()}


def visit(address, body=None):
    """Open an address; gives the page, or with the redirect's status the address outside that it leads to."""
    request = Request(address, data=body)
    try:
        with build_opener(_OnLoopback).open(request) as answer:
            return Page(answer.url, answer.status, answer.read().decode())
    except HTTPError as error:
        with error:
            return Page(error.headers.get("Location") or error.url, error.code, error.read().decode())
