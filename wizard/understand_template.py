"""Joins the rooms that `python -m wizard.providers` needs: it reads a template, wherever that is, and prints it."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wizard import __version__
from wizard.providers.markup import MAX_BYTES
from wizard.providers.template import Template, TemplateError
from wizard.providers.template_bytes import template_text
from wizard.providers.template_facts import facts_of
from wizard.providers.template_link import TemplateLink, is_link, read_link
from wizard.providers.template_reader import read_template

_MOST = MAX_BYTES * 4 + 1
"""UTF-32 needs four bytes where AWS counts one; the byte more tells that there are too many."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is understood of a template, as JSON. Gives 0 where it is one, 1 where not, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m wizard.providers",
        description="Says what the wizard understands of a CloudFormation template.",
    )
    parser.add_argument("template", help="a file, an https address in Amazon S3, or a quick-create link")
    given: str = parser.parse_args(arguments).template
    template, link, errors = _understood(given)
    _print(facts_of(template, errors, link))
    return 0 if template is not None else 1


def _understood(given: str) -> tuple[Template | None, TemplateLink | None, tuple[str, ...]]:
    link = None
    try:
        if is_link(given):
            link = read_link(given)
            data = _fetched(link)
        else:
            data = _file(given)
        return read_template(template_text(data)), link, ()
    except TemplateError as error:
        return None, link, (error.failure.text,)


def _file(name: str) -> bytes:
    """Read a file that somebody named. Raises TemplateError where it cannot be read."""
    path = Path(name)
    try:
        if not path.is_file():  # a pipe or a device could keep one waiting for ever
            kind = "a folder, not a file" if path.is_dir() else "no file" if path.exists() else "not there"
            raise TemplateError(f"{name} is {kind}.")
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError as error:
        raise TemplateError(f"{name} cannot be read: {error.strerror or error}.") from error


def _fetched(link: TemplateLink) -> bytes:
    from wizard.aws.access import AccessFactory
    from wizard.net.http import HttpClient
    from wizard.operations.template_source import TemplateSource

    factory = AccessFactory(__version__)
    http = HttpClient(f"org-wizard/{__version__}", os.environ.get("AWS_CA_BUNDLE", ""))
    try:
        return asyncio.run(TemplateSource(factory, http).read(link.address))
    finally:
        factory.close()


def _print(facts: dict[str, Any]) -> None:
    text = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
