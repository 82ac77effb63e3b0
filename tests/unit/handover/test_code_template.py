"""Code for the provider: right for a real parser, whatever a value holds."""

import re

import hcl2
import pytest

from wizard.handover.code_template import fill_code, quoted

ODD = [
    'say "hi"',
    "back\\slash",
    "${var.secret}",
    "%{if true}",
    "two\nlines",
    "tab\there",
    "émoji 🚀",
    'end"\n}',
    "#",
    "\u2028x",
]
TEMPLATE = """\
# Of @@words name@@
resource "thing" "one" {
  name = @@name@@
@@if note@@
  note = @@note@@
@@end@@
  ids  = @@list ids@@
}
"""


def unquoted(text: str) -> str:
    """Read a string of HCL as Terraform does."""
    inner = text[1:-1]
    named = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
    read = re.sub(
        r'\\(u[0-9a-f]{4}|[nrt"\\])',
        lambda match: chr(int(match[1][1:], 16)) if match[1][0] == "u" else named[match[1]],
        inner,
    )
    return read.replace("$${", "${").replace("%%{", "%{")


def filled(**values: str) -> str:
    given = {"name": "acme", "note": "", "ids": "", **values}
    return fill_code(TEMPLATE, given, given)


@pytest.mark.parametrize("odd", ODD)
def test_no_value_breaks_out_of_its_string_or_its_comment(odd: str) -> None:
    code = filled(name=odd, note=odd)
    parsed = hcl2.loads(code)
    assert len(parsed["resource"]) == 1
    assert unquoted(quoted(odd)) == odd
    assert "\n" not in quoted(odd)
    assert not re.search(r"(?<!\$)\$\{|(?<!%)%\{", quoted(odd))
    assert code.splitlines()[1].startswith("resource")


def test_lists_take_entries_with_and_without_spaces_once_each() -> None:
    assert 'ids  = ["1", "2", "3"]' in filled(ids="1,2 , 3\n1,,")
    assert "ids  = []" in filled()


def test_what_is_empty_is_left_out_and_said_in_comments() -> None:
    assert "note" not in filled()
    assert 'note = "x"' in filled(note="x")
    assert filled(name="").startswith("# Of not set\n")


def test_a_mark_that_nobody_fills_is_a_bug_that_shows() -> None:
    with pytest.raises(KeyError):
        fill_code("@@nothing@@", {}, {})
