"""The trusted principal and the external ID are found in whatever form a vendor writes them."""

import json
from typing import Any

import pytest

from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.template_reader import read_template
from wizard.providers.vendor_trust import VendorTrust, vendor_trust

NOTHING = VendorTrust()


def template(principal: Any, external_id: Any = None, **more: Any) -> dict[str, Any]:
    statement: dict[str, Any] = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    if external_id is not None:
        statement["Condition"] = {"StringEquals": {"sts:ExternalId": external_id}}
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [statement]}}}
    return {"Resources": {"Role": role}, **more}


def trust(document: dict[str, Any], partition: str = "aws") -> VendorTrust:
    return vendor_trust(read_template(json.dumps(document)), partition)


@pytest.mark.parametrize(
    ("principal", "found"),
    [
        ("111122223333", ("111122223333",)),
        ("arn:aws:iam::111122223333:role/a/Reader", ("arn:aws:iam::111122223333:role/a/Reader",)),
        ({"Fn::Sub": "arn:${AWS::Partition}:iam::${Vendor}:root"}, ("arn:aws-us-gov:iam::444455556666:root",)),
        ({"Fn::Sub": ["arn:aws:iam::${A}:root", {"A": {"Ref": "Vendor"}}]}, ("arn:aws:iam::444455556666:root",)),
        (
            {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::1", "11122223333:root"]]},
            ("arn:aws-us-gov:iam::111122223333:root",),
        ),
        ({"Fn::If": ["C", "111122223333", {"Ref": "Vendor"}]}, ("111122223333", "444455556666")),
        (["111122223333", {"Ref": "Vendor"}, "111122223333"], ("111122223333", "444455556666")),
        ({"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}, ()),
        ({"Ref": "Unknown"}, ()),
        ("*", ()),
        ("<VENDOR_ACCOUNT>", ()),
    ],
    ids=str,
)
def test_principals_of_every_form(principal: Any, found: tuple[str, ...]) -> None:
    parameters = {"Vendor": {"Type": "String", "Default": "444455556666"}, "Unknown": {"Type": "String"}}
    document = template({"AWS": principal}, Parameters=parameters)
    assert trust(document, "aws-us-gov") == VendorTrust(found, ())


def test_the_partition_is_never_assumed() -> None:
    document = template({"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::111122223333:root"}})
    assert vendor_trust(read_template(json.dumps(document))) == NOTHING


def test_external_id_from_a_default_and_in_any_spelling() -> None:
    document = template(
        {"AWS": "111122223333"}, {"Ref": "ExternalId"}, Parameters={"ExternalId": {"Default": "tenant-42"}}
    )
    assert trust(document).external_ids == ("tenant-42",)
    text = json.dumps(document).replace("sts:ExternalId", "STS:externalid")
    assert vendor_trust(read_template(text)).external_ids == ("tenant-42",)


def test_services_and_denials_are_not_trusted() -> None:
    assert trust(template({"Service": "ec2.amazonaws.com"})) == NOTHING
    denied = json.dumps(template({"AWS": "111122223333"}, "tenant-42")).replace('"Allow"', '"Deny"')
    assert vendor_trust(read_template(denied)) == NOTHING
    assert trust(template("*")) == NOTHING


@pytest.mark.parametrize("as_text", [json.dumps, lambda one: {"Fn::Sub": json.dumps(one)}], ids=["text", "sub"])
def test_the_inner_template_of_a_stack_set_with_what_it_is_handed(as_text: Any) -> None:
    inner = template({"AWS": {"Ref": "Who"}}, {"Ref": "Id"}, Parameters={"Who": {}, "Id": {"Default": "inner-default"}})
    stack_set = {
        "Type": "AWS::CloudFormation::StackSet",
        "Properties": {
            "TemplateBody": as_text(inner),
            "Parameters": [{"ParameterKey": "Who", "ParameterValue": {"Ref": "Vendor"}}],
        },
    }
    document = {"Parameters": {"Vendor": {"Default": "111122223333"}}, "Resources": {"Set": stack_set}}
    assert trust(document) == VendorTrust(("111122223333",), ("inner-default",))


def test_an_inner_body_that_is_no_template_is_passed_over() -> None:
    stack_set = {"Type": "AWS::CloudFormation::StackSet", "Properties": {"TemplateBody": "a: [", "Parameters": ""}}
    assert trust({"Resources": {"Set": stack_set}}) == NOTHING


def test_our_own_template_has_nothing_to_find_until_values_are_its_defaults() -> None:
    text = ProviderCatalogue().template_text("cloud-entitlements")
    assert vendor_trust(read_template(text), "aws") == NOTHING
    filled = text.replace(
        "  TrustedPrincipal:\n    Type: String", "  TrustedPrincipal:\n    Type: String\n    Default: '111122223333'", 1
    )
    filled = filled.replace(
        "  ExternalId:\n    Type: String", "  ExternalId:\n    Type: String\n    Default: tenant-42", 1
    )
    assert vendor_trust(read_template(filled), "aws") == VendorTrust(("111122223333",), ("tenant-42",))
