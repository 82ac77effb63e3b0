"""Any template is understood as it was written, and what is none gets a sentence."""

import json
from pathlib import Path

import pytest

from wizard.providers.markup import MarkupError, read_markup
from wizard.providers.template import TemplateError
from wizard.providers.template_reader import read_template

ROLE = "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: {}\n"


def test_scalars_stay_what_was_written() -> None:
    text = "a: false\nb: None\nc: 2010-09-09\nd: 0.11\ne: 007\nf: 0x1F\ng: ~\nh: 'on'\ni: 1_000\nj: !!int 12\nk:\n"
    assert read_markup(text).value == {
        "a": "false",
        "b": "None",
        "c": "2010-09-09",
        "d": "0.11",
        "e": "007",
        "f": "0x1F",
        "g": "~",
        "h": "on",
        "i": "1_000",
        "j": "12",
        "k": "",
    }


def test_json_scalars_are_text_as_well() -> None:
    text = '{"a": true, "b": null, "c": 1.50, "d": [1, false, {"e": 2}], "f": {"g": -1e5}}'
    assert read_markup(text).value == {
        "a": "true",
        "b": "",
        "c": "1.50",
        "d": ["1", "false", {"e": "2"}],
        "f": {"g": "-1e5"},
    }


def test_short_functions_become_long_ones() -> None:
    text = "a: !Ref X\nb: !GetAtt R.Arn\nc: !If [C, !Sub '${A}', !Ref B]\nd: !Condition C\ne: !Join ['', [a, b]]\n"
    assert read_markup(text).value == {
        "a": {"Ref": "X"},
        "b": {"Fn::GetAtt": ["R", "Arn"]},
        "c": {"Fn::If": ["C", {"Fn::Sub": "${A}"}, {"Ref": "B"}]},
        "d": {"Condition": "C"},
        "e": {"Fn::Join": ["", ["a", "b"]]},
    }


def test_lines_are_known() -> None:
    document = read_markup("a: 1\nb:\n  - c: 2\n    d: 3\n  - e\n")
    assert [document.line(path) for path in [("a",), ("b", 0, "d"), ("b", 1), ("b", 0, "none")]] == [1, 4, 2, 3]


def test_an_alias_is_what_it_refers_to() -> None:
    assert read_markup("a: &x [1, 2]\nb: *x\n").value == {"a": ["1", "2"], "b": ["1", "2"]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty."),
        ("a: [1, 2\n]]", "Line 2 is not YAML"),
        ("a:\n\t- b", "Line 2 is not YAML"),
        ("a: 1\na: 2", "Line 2 names 'a' a second time."),
        ("a: *nowhere", "Line 1 refers to *nowhere, which is not defined before it."),
        ("a: &a [*a]", "Line 1 refers to *a, which is not defined before it."),
        ("? [a]\n: b", "Line 1 has a list or mapping where a name should stand."),
        ("a: 1\n---\nb: 2", "Line 2 begins a second document."),
        ("a: \x00", "characters that cannot be read"),
        ("- " * 61 + "a", "nested more than 60 levels deep"),
        ("[" * 100_000, "nested more than 60 levels deep"),
        ('{"a":' * 61 + "1" + "}" * 61, "nested more than 60 levels deep"),
        ('{"a":' * 100_000, "nested more than 60 levels deep"),
        ("a: " + "x" * 1_000_000, "at most 1,000,000 bytes"),
        ("a" + "," * 1_000_001, "at most 1,000,000 bytes"),
    ],
    ids=lambda value: value[:20],
)
def test_what_cannot_be_read_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(MarkupError) as caught:
        read_markup(text)
    assert sentence in str(caught.value)


def test_a_few_lines_cannot_become_millions() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(MarkupError, match="more than 200,000 values"):
        read_markup("\n".join(lines))


def test_a_byte_order_mark_is_no_part_of_the_template() -> None:
    assert read_template("\ufeff" + ROLE).resource_types == {"AWS::IAM::Role": 1}


@pytest.mark.parametrize("text", ["just words", "- a\n- b\n", "a: 1", "Resources:\n", "Resources:\n  R:\n", "[]", "{}"])
def test_what_is_no_template_is_told(text: str) -> None:
    with pytest.raises(TemplateError, match="not a CloudFormation template"):
        read_template(text)


def test_parameters_are_read_with_label_and_group() -> None:
    template = read_template(
        ROLE
        + """\
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Label: {default: First}
        Parameters: [Key, Nothing]
    ParameterLabels:
      Key: {default: The key}
Parameters:
  Key: {Type: String, NoEcho: true, MinLength: 3, AllowedPattern: '[a-z]+', ConstraintDescription: letters}
  Switch: {Type: String, Default: false, AllowedValues: [true, false]}
  Count: {Type: Number, Default: 007}
  Many: {Type: CommaDelimitedList, Default: ''}
  Broken:
"""
    )
    key, switch = template.parameters["Key"], template.parameters["Switch"]
    assert (key.label, key.group, key.no_echo, key.required) == ("The key", "First", True, True)
    assert (key.min_length, key.allowed_pattern, key.constraint) == ("3", "[a-z]+", "letters")
    assert (switch.default, switch.allowed_values, switch.required) == ("false", ("true", "false"), False)
    assert (template.parameters["Count"].type, template.parameters["Count"].default) == ("Number", "007")
    assert (template.parameters["Many"].default, template.parameters["Many"].required) == ("", False)
    assert template.parameters["Broken"].required


@pytest.mark.parametrize(
    ("text", "capabilities"),
    [
        ("Resources: {B: {Type: AWS::S3::Bucket}}", ()),
        (ROLE, ("CAPABILITY_IAM",)),
        (ROLE.replace("{}", "{RoleName: a}"), ("CAPABILITY_NAMED_IAM",)),
        (
            ROLE.replace("{}", "{RoleName: a}") + "Transform: AWS::Include\n",
            ("CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"),
        ),
        (
            "Resources: {B: {Type: AWS::S3::Bucket, Properties: {Fn::Transform: {Name: x}}}}",
            ("CAPABILITY_AUTO_EXPAND",),
        ),
    ],
)
def test_capabilities_are_computed(text: str, capabilities: tuple[str, ...]) -> None:
    assert read_template(text).capabilities == capabilities


def test_yaml_and_json_are_the_same() -> None:
    as_json = {
        "Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": {}}},
        "Outputs": {"A": {"Value": {"Fn::GetAtt": ["R", "Arn"]}}},
    }
    from_json = read_template(json.dumps(as_json, indent="\t"))
    from_yaml = read_template(
        ROLE.replace("{}", "{A: b}") + "Outputs:\n  A:\n    Value: !GetAtt R.Arn\n  B:\n    Value: !Ref R\n"
    )
    assert from_json.role_arn_outputs == from_yaml.role_arn_outputs == ("A",)
    assert from_json.resource_types == from_yaml.resource_types


def test_a_long_body_needs_s3() -> None:
    template = read_template(ROLE + "Description: " + "ä" * 30_000 + "\n")
    assert template.body_bytes > 60_000
    assert template.needs_s3


def test_stack_sets_inside_are_found() -> None:
    path = Path(__file__).parents[3] / "resources" / "providers" / "cloud-entitlements" / "template.yaml"
    template = read_template(path.read_text(encoding="utf-8"))
    assert [(one.logical_id, one.permission_model) for one in template.stack_sets] == [
        ("MemberRoles", "SERVICE_MANAGED"),
        ("FilteredMemberRoles", "SERVICE_MANAGED"),
    ]
    assert template.capabilities == ("CAPABILITY_NAMED_IAM",)
    assert not template.needs_s3
