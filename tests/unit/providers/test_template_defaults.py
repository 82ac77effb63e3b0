"""Chosen values become a template's defaults, and nothing else of it changes."""

import difflib
import json

import pytest

from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.template import TemplateError
from wizard.providers.template_defaults import with_defaults
from wizard.providers.template_reader import read_template

VALUES = {
    "TrustedPrincipal": "arn:aws:iam::111122223333:role/a+b=c,d.e@f",
    "ExternalId": "0012",
    "RoleName": "Reader",
    "Status": "Active",
    "OrganizationalUnitIds": "",
    "FilteredUnitIds": "ou-ab12-11111111,ou-ab12-22222222",
    "ExcludedAccountIds": "000011112222",
    "AccountParentIds": "",
    "AccountIds": "",
    "ConnectionId": "c0ffee",
}
SMALL = """\
# before
Parameters:
  Name:   # the name
    Type: String
    Default: old   # why
  Empty:
    Type: String
    Default:
  Flow: {Type: String, Default: 'x', NoEcho: false}
  FlowWithout: {Type: Number}
  Block:
    Default: |
      several
      lines
    Type: String
  Secret:
    Type: String
    NoEcho: true
Resources:
  Topic:
    Type: AWS::SNS::Topic   # kept
"""


def ours():
    return ProviderCatalogue().template_text("cloud-entitlements")


def defaults(text):
    return {name: one.default for name, one in read_template(text).parameters.items()}


def test_every_value_is_the_default_of_our_own_template():
    filled = with_defaults(ours(), VALUES)
    assert defaults(filled.text) == VALUES
    assert filled.to_type == ()


def test_only_lines_with_defaults_change_in_our_own_template():
    filled = with_defaults(ours(), VALUES).text
    changed = [line for line in difflib.ndiff(ours().splitlines(), filled.splitlines()) if line[0] in "+-"]
    assert changed
    assert all(line[1:].strip().startswith("Default: ") for line in changed)


@pytest.mark.parametrize(
    "value", ["", "it's", 'say "yes"', "a\\b", "# no comment", "yes", "0012", "*", "!Ref x", "ü 🚀", "{a: b}", "x: y"]
)
def test_any_text_comes_back_as_it_was_written(value):
    values = dict.fromkeys(("Name", "Empty", "Flow", "FlowWithout", "Block"), value)
    filled = with_defaults(SMALL, values).text
    assert defaults(filled) == {**values, "Secret": None}


def test_comments_and_everything_around_stay_byte_for_byte():
    filled = with_defaults(SMALL, {"Name": "new", "Empty": "e", "Flow": "f", "FlowWithout": "2"}).text
    assert filled == (
        SMALL.replace("Default: old   # why", 'Default: "new"   # why')
        .replace("Default:\n", 'Default: "e"\n')
        .replace("Default: 'x'", 'Default: "f"')
        .replace("{Type: Number}", '{"Default": "2", Type: Number}')
    )


def test_secrets_are_never_written_but_named():
    filled = with_defaults(SMALL, {"Secret": "hunter2", "Name": "word"}, frozenset({"Name"}))
    assert filled.text == SMALL
    assert filled.to_type == ("Secret", "Name")


def test_line_ends_of_windows_stay():
    text = SMALL.replace("\n", "\r\n")
    filled = with_defaults(text, {"Name": "new"}).text
    assert filled == text.replace("Default: old", 'Default: "new"')


@pytest.mark.parametrize("indent", [None, 2])
def test_a_template_in_json_is_edited_as_well(indent):
    template = {
        "Parameters": {"A": {"Type": "String"}, "B": {"Type": "String", "Default": "b"}, "C": {"Default": ["x", "y"]}},
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
    }
    text = json.dumps(template, indent=indent)
    filled = with_defaults(text, {"A": 'a "quoted" one', "B": "", "C": "z"}).text
    parameters = {name: one["Default"] for name, one in json.loads(filled)["Parameters"].items()}
    assert parameters == {"A": 'a "quoted" one', "B": "", "C": "z"}


def test_a_name_that_the_template_does_not_have_is_refused():
    with pytest.raises(TemplateError, match="no parameter Elsewhere"):
        with_defaults(SMALL, {"Elsewhere": "x"})


def test_an_edit_that_would_change_more_is_refused():
    shared = SMALL.replace(
        "  Empty:\n    Type: String\n    Default:\n", "  Empty: &both\n    Type: String\n  Twin: *both\n"
    )
    with pytest.raises(TemplateError, match="could not be written"):
        with_defaults(shared, {"Empty": "one", "Twin": "two"})
