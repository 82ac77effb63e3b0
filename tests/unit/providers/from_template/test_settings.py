"""A form made of parameters takes what AWS would take, and refuses what AWS would refuse, as far as that is known."""

import pytest

from wizard.providers.definition import Deploy, Where
from wizard.providers.from_template.definition import VendorTemplate, definition_of
from wizard.providers.from_template.settings import setting_ids
from wizard.providers.setting import Found, Kind
from wizard.providers.template import TemplateError
from wizard.providers.template_reader import read_template

ROLE = "Resources: {R: {Type: AWS::IAM::Role, Properties: {}}}\n"


def made(parameters, name="Acme", **link):
    text = f"Parameters:\n{parameters}{ROLE}"
    return definition_of(VendorTemplate(name, text, "acme.yaml", **link), read_template(text))


def field(parameters, **link):
    (one,) = made(f"  P: {parameters}\n", **link).settings
    return one


def test_names_become_ids_that_are_never_the_same():
    assert setting_ids(["ApiKeyV2", "APIKey", "apiKey", "OrganizationalUnitId", "EC2Enabled"]) == {
        "ApiKeyV2": "api-key-v-2",
        "APIKey": "api-key",
        "apiKey": "api-key-2",
        "OrganizationalUnitId": "organizational-unit-id",
        "EC2Enabled": "ec-2-enabled",
    }


@pytest.mark.parametrize(
    ("parameter", "right", "wrong"),
    [
        ("{Type: String}", ["x", "a b", "a\nb"], [""]),
        ("{Type: String, Default: ''}", ["", "x"], []),
        ("{Type: String, AllowedPattern: '[a-z]+'}", ["abc"], ["abc1", "", "abc\n"]),
        ("{Type: String, AllowedPattern: '^a|b$'}", ["a", "b"], ["ab", "xb"]),
        ("{Type: String, MinLength: 2, MaxLength: 4}", ["ab", "abcd"], ["a", "abcde"]),
        ("{Type: String, MinLength: 3, AllowedPattern: '[0-9]*'}", ["123"], ["12", "abc"]),
        ("{Type: Number, MinValue: 1}", ["1", "0.5", "-3"], ["one", ""]),
        ("{Type: CommaDelimitedList, AllowedPattern: '^[0-9]{3}$'}", ["123", "123,456", "123, 456", ""], ["12", "1,2"]),
        ("{Type: String, AllowedValues: [a, b]}", ["a"], ["c", ""]),
        ("{Type: String, AllowedValues: ['a,b', c]}", ["a,b", "c"], ["a", ""]),
        ("{Type: CommaDelimitedList, AllowedValues: [a, b]}", ["a", "a,b", ""], ["c", "a,c"]),
        ("{Type: String, AllowedPattern: '[a-z&&[^q]]++'}", ["anything", "q"], [""]),
        ("{Type: String, AllowedPattern: '(a+)+$'}", ["a" * 60 + "!"], [""]),
    ],
)
def test_what_a_field_takes(parameter, right, wrong):
    one = field(parameter)

    assert [value for value in right if not one.accepts(value)] == []
    assert [value for value in wrong if one.accepts(value)] == []


def test_two_hundred_allowed_values():
    values = ", ".join(f"v{n}" for n in range(200))
    one = field(f"{{Type: String, AllowedValues: [{values}]}}")

    assert (one.kind, len(one.options)) == (Kind.CHOICE, 200)


def test_true_and_false_are_a_switch_where_there_is_a_default():
    assert field("{Type: String, Default: true, AllowedValues: [true, false]}").kind is Kind.SWITCH
    assert field("{Type: String, AllowedValues: [true, false]}").kind is Kind.CHOICE


def test_texts_come_from_the_template():
    definition = made(
        "  P: {Type: String, AllowedPattern: a, Description: Which letter., ConstraintDescription: must be an a}\n"
        "Metadata: {AWS::CloudFormation::Interface: {ParameterLabels: {P: {default: The letter}}}}\n"
    )
    (one,) = definition.settings

    assert (one.label, one.help, one.message) == ("The letter", "Which letter.", "The value must be an a")


def test_a_default_that_its_own_pattern_refuses_is_left_to_aws():
    one = field("{Type: String, Default: B, AllowedPattern: '[a-z]'}")

    assert (one.default, one.pattern, one.accepts("B")) == ("B", "", True)


@pytest.mark.parametrize("name", ["ApiKey", "DbPassword", "TrustSecret", "GithubPat", "Hidden"])
def test_secrets_are_masked_and_nothing_of_them_is_written_down(name):
    no_echo = ", NoEcho: true" if name == "Hidden" else ""
    definition = made(f"  {name}: {{Type: String, Default: s3cret{no_echo}}}\n", values={name: "s3cret-too"})
    (one,) = definition.settings

    assert (one.secret, one.default, one.required) == (True, "", False)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("OrganizationalUnitId", Found.ROOT_ID),
        ("OrganizationalUnitIds", Found.ROOT_ID),
        ("RootId", Found.ROOT_ID),
        ("OrganizationRootId", Found.ROOT_ID),
        ("OrganizationId", Found.ORGANIZATION_ID),
        ("OrgId", Found.ORGANIZATION_ID),
        ("ManagementAccountId", Found.MANAGEMENT_ACCOUNT),
        ("Region", Found.REGION),
        ("AccountId", Found.NOTHING),
        ("AcmeAccountId", Found.NOTHING),
        ("TrustedPrincipal", Found.NOTHING),
    ],
)
def test_what_the_program_can_fill_in(name, found):
    (one,) = made(f"  {name}: {{Type: String}}\n").settings

    assert one.found is found


def test_what_a_link_suggests_takes_the_place_of_the_default():
    definition = made("  A: {Type: String, Default: x}\n  B: {Type: String}\n", values={"A": "y"}, stack_name="acme")

    assert [one.default for one in definition.settings] == ["y", ""]
    assert definition.names.stack == "acme"


def test_the_region_of_a_link_is_where_the_stack_is_usually_made():
    assert made("  A: {Type: String}\n", region="eu-west-1").region == "eu-west-1"
    assert made("  A: {Type: String}\n").region == ""


def test_a_stack_name_that_aws_refuses_is_not_taken():
    assert made("  A: {Type: String}\n", stack_name="1 acme").names.stack.startswith("org-wizard-acme-")


def test_the_same_template_is_the_same_service():
    text = "Resources: {R: {Type: AWS::IAM::Role, Properties: {}}}"

    assert VendorTemplate("Acme", text).provider_id == VendorTemplate("Acme", text).provider_id
    assert VendorTemplate("Acme", text).provider_id != VendorTemplate("Acme", text + "\n").provider_id
    assert VendorTemplate("ÄÖ", text).provider_id.startswith("vendor-service-")


def test_a_fixed_role_name_is_looked_for_first_and_where_it_can_be_changed():
    fixed = read_template("Resources: {R: {Type: AWS::IAM::Role, Properties: {RoleName: Acme}}}")
    changeable = read_template(
        "Parameters: {Name: {Type: String, Default: Acme}}\n"
        "Resources: {R: {Type: AWS::IAM::Role, Properties: {RoleName: !Ref Name}}}"
    )
    vendor = VendorTemplate("Acme", "")

    assert definition_of(vendor, fixed).names.role == "Acme"
    assert "role-name" in definition_of(vendor, fixed).checks
    assert definition_of(vendor, changeable).connection_names({"name": "Other"}).role == "Other"


def test_a_template_with_stack_sets_needs_trusted_access_and_others_do_not():
    plain = read_template("Resources: {R: {Type: AWS::IAM::Role, Properties: {}}}")
    sets = read_template("Resources: {S: {Type: AWS::CloudFormation::StackSet, Properties: {}}}")

    assert "trusted-access" not in definition_of(VendorTemplate("A", ""), plain).operations
    assert definition_of(VendorTemplate("A", ""), sets).operations == ("trusted-access", "stack")


def test_a_template_that_is_too_large_for_a_call_needs_a_bucket():
    text = "Description: " + "x" * 51_200 + f"\n{ROLE}"
    needed = definition_of(VendorTemplate("A", text), read_template(text)).needed_actions

    assert any("s3:CreateBucket" in one.actions for one in needed)
    assert not any("s3:CreateBucket" in one.actions for one in made("  P: {Type: String}\n").needed_actions)


def test_a_stack_set_takes_what_it_can_and_nothing_else():
    text = f"Parameters: {{A: {{Type: String}}}}\n{ROLE}"
    definition = definition_of(VendorTemplate("Acme", text, as_stack_set=True), read_template(text))
    nested = "Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {}}}"

    assert (definition.deploy, definition.chooses_accounts) == (Deploy.STACK_SET, True)
    assert definition.names.stack_set.endswith("-members")
    assert {one.where for one in definition.permissions} <= {Where.EVERY_ACCOUNT}
    with pytest.raises(TemplateError, match="cannot be deployed by a StackSet"):
        definition_of(VendorTemplate("Acme", nested, as_stack_set=True), read_template(nested))
