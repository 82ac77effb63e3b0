"""What a vendor may do, in plain words: counted as IAM would, and nothing dangerous goes unsaid."""

import pytest

from wizard.providers.action_words import Reach, managed_policy, reach_of, service_of
from wizard.providers.catalogue import ProviderCatalogue, provider_ids
from wizard.providers.definition import Where
from wizard.providers.markup import read_markup
from wizard.providers.permission_words import permissions_in_words
from wizard.providers.template_reader import read_template
from wizard.providers.template_values import entries, walk

TRUST = (
    "{Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {AWS: '111122223333'},"
    " Condition: {StringEquals: {sts:ExternalId: !Ref Id}}}]}"
)


def role(statement, trust=TRUST, more=""):
    return read_template(
        f"Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {trust}\n"
        f"      Policies: [{{PolicyName: a, PolicyDocument: {{Statement: {statement}}}}}]\n{more}"
    )


def allow(*actions, resource="'*'"):
    return f"{{Effect: Allow, Action: [{', '.join(repr(one) for one in actions)}], Resource: {resource}}}"


def told(template, **more):
    return {one.title: one.sentence for one in permissions_in_words(template, **more)}


@pytest.mark.parametrize(
    ("action", "reach"),
    [
        ("s3:GetObject", Reach.READ),
        ("iam:ListRoles", Reach.READ),
        ("ec2:Describe*", Reach.READ),
        ("iam:GenerateCredentialReport", Reach.READ),
        ("dynamodb:BatchGetItem", Reach.READ),
        ("sts:GetFederationToken", Reach.CHANGE),
        ("dynamodb:BatchWriteItem", Reach.CHANGE),
        ("s3:PutObject", Reach.CHANGE),
        ("iam:Put*", Reach.CHANGE),
        ("new:FrobnicateThing", Reach.CHANGE),
        ("ec2:TerminateInstances", Reach.DELETE),
        ("cloudtrail:StopLogging", Reach.DELETE),
        ("kms:ScheduleKeyDeletion", Reach.DELETE),
        ("iam:D*", Reach.EVERYTHING),
        ("s3:*", Reach.EVERYTHING),
        ("*", Reach.EVERYTHING),
        ("s3:*Object", Reach.EVERYTHING),
    ],
)
def test_what_an_action_does(action, reach):
    assert reach_of(action) is reach


def test_what_a_service_is_called():
    assert [service_of(one) for one in ("s3:GetObject", "new:Thing", "*")] == ["S3", "new", ""]


def test_reading_changing_and_deleting_are_counted_apart():
    template = role(allow("s3:GetBucketAcl", "s3:GetBucketPolicy", "ec2:DescribeInstances", "ec2:StartInstances",
                          "ec2:TerminateInstances"))  # fmt: skip

    assert told(template) == {
        "Read": "3 actions in 2 services: EC2 (1), S3 (2).",
        "Make and change": "1 action in 1 service: EC2 (1).",
        "Delete and switch off": "1 action in 1 service: EC2 (1).",
    }


def test_what_is_denied_is_not_counted():
    assert told(role("{Effect: Deny, Action: 's3:*', Resource: '*'}")) == {}


def test_both_sides_of_a_condition_are_counted():
    template = role(f"!If [C, {allow('s3:GetBucketAcl')}, {allow('s3:PutObject')}]")

    assert told(template).keys() == {"Read", "Make and change"}


@pytest.mark.parametrize(
    ("actions", "title", "words"),
    [
        (("*",), "Everything", "Every action of every service, on every resource."),
        (("s3:*", "ec2:Describe*"), "Whole services", "s3:*."),
        (("iam:PassRole",), "iam:PassRole", "on every resource"),
        (("iam:P*",), "iam:PassRole", "on every resource"),
        (("IAM:attachrolepolicy",), "Can get more", "iam:AttachRolePolicy"),
        (("s3:GetObject",), "Contents", "s3:GetObject"),
        (("secretsmanager:Get*",), "Contents", "secretsmanager:GetSecretValue"),
    ],
)
def test_what_reaches_far_stands_out(actions, title, words):
    assert words in told(role(allow(*actions)))[title]


def test_a_narrow_pass_role_names_what_it_passes():
    template = role(allow("iam:PassRole", resource="arn:aws:iam::111122223333:role/acme"))

    assert "on arn:aws:iam::111122223333:role/acme," in told(template)["iam:PassRole"]


def test_everything_but_a_few_stands_out():
    template = role("{Effect: Allow, NotAction: ['iam:*', 'organizations:*'], Resource: '*'}")

    assert told(template) == {"Everything but a few": "Every action except iam:*, organizations:*, on every resource."}


@pytest.mark.parametrize(
    ("trust", "titles"),
    [
        (TRUST, set()),
        (TRUST.replace(" Condition: {StringEquals: {sts:ExternalId: !Ref Id}}", ""), {"No external ID"}),
        (TRUST.replace("{AWS: '111122223333'}", "'*'"), {"Anybody is trusted"}),
        (TRUST.replace("'111122223333'", "['*']"), {"Anybody is trusted"}),
        ("{Statement: [{Effect: Allow, Action: 'sts:AssumeRole', Principal: {AWS: !Ref Unknown}}]}",
         {"No external ID"}),
    ],
)  # fmt: skip
def test_whom_a_role_trusts(trust, titles):
    assert told(role("[]", trust)).keys() == titles


def test_a_role_of_a_service_of_aws_is_not_the_vendors():
    trust = "{Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {Service: lambda.amazonaws.com}}]}"
    more = "  More: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: [%s]}}}\n"

    assert told(role(allow("*"), trust, more % allow("*"))) == {
        "For services of AWS alone": "1 role that services of AWS use: Role."
    }


def test_policies_that_stand_apart_or_as_text():
    more = (
        "  A: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument:"
        ' \'{"Statement": {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}}\'}}\n'
        "  B: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role], PolicyDocument: {Statement: [%s]}}}\n"
    )

    assert told(role("[]", more=more % allow("ec2:RunInstances")))["Make and change"] == (
        "2 actions in 2 services: EC2 (1), S3 (1)."
    )


def test_policies_that_aws_keeps():
    template = read_template(
        f"Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {TRUST}\n"
        "      ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess',"
        " arn:aws:iam::aws:policy/SecurityAudit]\n"
    )

    assert told(template) == {
        "A policy of AWS": "Do everything in the account.",
        "All that a policy of AWS allows": "Read how nearly every service is configured.",
    }
    assert managed_policy("arn:aws:iam::aws:policy/AmazonS3FullAccess").reach is Reach.EVERYTHING
    assert managed_policy("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess").reach is Reach.READ


def test_in_which_accounts():
    template = role(
        allow("s3:GetBucketAcl", "organizations:ListAccounts"),
        more="  Members:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      TemplateBody: |\n"
        "        Resources:\n          R:\n            Type: AWS::IAM::Role\n            Properties:\n"
        f"              Policies: [{{PolicyDocument: {{Statement: {allow('s3:GetBucketAcl')}}}}}]\n",
    )
    groups = permissions_in_words(template)

    assert [(one.where, one.sentence) for one in groups] == [
        (Where.EVERY_ACCOUNT, "1 action in 1 service: S3 (1)."),
        (Where.MANAGEMENT_ACCOUNT, "1 action in 1 service: Organizations (1)."),
    ]


def test_a_template_that_is_itself_deployed_to_every_account():
    (group,) = permissions_in_words(role(allow("s3:GetBucketAcl")), in_every_account=True)

    assert group.where is Where.EVERY_ACCOUNT


def test_actions_that_are_computed_are_said_to_be_unread():
    assert "Could not be read" in told(role("{Effect: Allow, Action: !Ref Actions, Resource: '*'}"))


def test_a_user_with_a_key_stands_out():
    template = read_template("Resources: {K: {Type: AWS::IAM::AccessKey, Properties: {UserName: acme}}}")

    assert "1 access key of a user that does not end by itself" in told(template)["A lasting access key"]


@pytest.mark.parametrize("provider_id", provider_ids())
def test_our_providers_words_agree_with_their_templates(provider_id):
    """A group that says "Read" or "Ask" holds nothing that changes or deletes, and every action is in a group."""
    catalogue = ProviderCatalogue()
    definition = catalogue.load(provider_id)
    if not definition.template:
        return
    document = read_markup(catalogue.template_text(provider_id)).value
    by_sid = {}
    for _, value in walk(document):
        if isinstance(value, dict) and value.get("Effect") == "Allow" and "Principal" not in value:
            actions = [one for one in entries(value.get("Action")) if isinstance(one, str)]
            by_sid.setdefault(value.get("Sid"), set()).update(actions)
    said = {sid for group in definition.permissions for sid in group.sids}

    assert set(by_sid) <= said
    for group in definition.permissions:
        if group.sentence.startswith(("Read ", "Ask ")):
            actions = {one for sid in group.sids for one in by_sid.get(sid, ())}
            assert {one for one in actions if reach_of(one) is not Reach.READ} == set(), group.title


def test_nothing_stands_out_in_a_provider_that_only_reads():
    template = read_template(ProviderCatalogue().template_text("cloud-entitlements"))

    assert told(template).keys() == {"Read"}


def test_what_only_reads_how_things_are_set_up_does_not_stand_out():
    far = {one.title for one in permissions_in_words(role(allow("s3:*", "s3:GetBucketAcl"))) if one.stands_out}

    assert far == {"Whole services", "Contents"}


@pytest.mark.parametrize(
    ("arns", "titles"),
    [
        ("[!If [C, arn:aws:iam::aws:policy/SecurityAudit, !Ref AWS::NoValue]]", {"All that a policy of AWS allows"}),
        ("!If [C, [arn:aws:iam::aws:policy/SecurityAudit], !Ref AWS::NoValue]", {"All that a policy of AWS allows"}),
        ("[!Ref Chosen]", {"Could not be read"}),
    ],
)
def test_policies_that_a_condition_leaves_out_and_that_are_computed(arns, titles):
    template = read_template(
        f"Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {TRUST}\n"
        f"      ManagedPolicyArns: {arns}\n"
    )

    assert told(template).keys() == titles
