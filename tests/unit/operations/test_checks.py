import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.operations.cloud import OURS, TRUST_NOBODY, role, stack, stack_set
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import NO_ROLE, NO_STACK, NO_STACK_SET, START, FakeAws, FakeClock, aws_error
from wizard.aws.access import AwsAccess
from wizard.model.check import CheckResult, CheckState
from wizard.model.connection import Connection, ConnectRequest, Health, Phase, Status
from wizard.operations.checks.causes import CAUSES
from wizard.operations.checks.registry import CHECKS, run_all, run_check
from wizard.operations.checks.subject import CheckSubject
from wizard.operations.checks.ways_on import CONSOLE_PAGES, WAYS_ON
from wizard.providers.definition import ProviderDefinition
from wizard.resources import resource_text

OTHERS = {"org-wizard:connection": "c-other", "org-wizard:provider": "cloud-entitlements"}
Check = Callable[[str], CheckResult]


@pytest.fixture
def listed() -> list[Connection]:
    """The list of connected organizations."""
    return []


@pytest.fixture
def subject(
    access: AwsAccess,
    request_: ConnectRequest,
    provider: ProviderDefinition,
    clock: FakeClock,
    listed: list[Connection],
) -> CheckSubject:
    async def find(provider_id: str, root_id: str) -> Connection | None:
        found = [one for one in listed if (one.provider_id, one.identity.root_id) == (provider_id, root_id)]
        return found[0] if found else None

    return CheckSubject(access, request_, provider, find, clock)


@pytest.fixture
def check(run: Run, subject: CheckSubject) -> Check:
    return lambda name: run(run_check(name, subject))


def told(result: CheckResult) -> tuple[CheckState, str]:
    assert result.message is not None
    return result.state, result.message.key


def identity(arn: str, account: str = "111111111111") -> dict[str, str]:
    return {"Account": account, "Arn": arn, "UserId": "A"}


ADMIN = identity("arn:aws:iam::111111111111:user/admin")
ORGANIZATION = {"Id": "o-a1b2c3d4e5", "MasterAccountId": "111111111111", "FeatureSet": "ALL"}


def test_every_problem_that_aws_has_a_cause_for_leads_somewhere() -> None:
    known = json.loads(resource_text("diagnosis", "actions.json"))
    mended_here = {"check.trusted-access.off", "check.stack-name.ours-left-over"}
    nothing_to_press = {"check.trusted-access.needs-all-features", "check.trusted-access.disabled-permanently"}
    assert set(CAUSES) - set(WAYS_ON) == mended_here | nothing_to_press
    assert {action for ways in WAYS_ON.values() for action in ways} <= set(known)
    in_console = {key.split(".")[1] for key, ways in WAYS_ON.items() if "open-console" in ways} - {"no-organization"}
    assert in_console <= set(CONSOLE_PAGES)


def test_every_check_that_the_definition_names_exists(provider: ProviderDefinition) -> None:
    assert set(provider.checks) <= set(CHECKS)


@pytest.mark.rule("R4")
def test_signed_in_says_who(aws: FakeAws, check: Check) -> None:
    aws.answer("GetCallerIdentity", ADMIN)
    result = check("signed-in")
    assert told(result) == (CheckState.PASSED, "check.signed-in.passed")
    assert result.message is not None
    assert result.message.values == {"name": "admin", "account": "1111 1111 1111"}


@pytest.mark.rule("R4")
def test_a_root_user_is_warned(aws: FakeAws, check: Check) -> None:
    aws.answer("GetCallerIdentity", identity("arn:aws:iam::111111111111:root"))
    assert told(check("signed-in")) == (CheckState.WARNING, "check.signed-in.root-user")


def test_a_sign_in_that_is_over_is_a_problem(aws: FakeAws, check: Check) -> None:
    aws.answer("GetCallerIdentity", aws_error("ExpiredToken"))
    result = check("signed-in")
    assert told(result) == (CheckState.PROBLEM, "check.signed-in.not")
    assert result.failure is not None
    assert result.failure.code == "ExpiredToken"


def test_a_sign_in_that_ends_soon_is_told(aws: FakeAws, check: Check) -> None:
    aws.answer("GetCallerIdentity", ADMIN)
    aws.expires = START + timedelta(minutes=5, seconds=30)
    result = check("signed-in")
    assert told(result) == (CheckState.WARNING, "check.signed-in.ends-soon")
    assert result.message is not None
    assert result.message.values["minutes"] == "5"


@pytest.mark.rule("R5")
@pytest.mark.parametrize(
    ("account", "organization", "expected"),
    [
        ("111111111111", ORGANIZATION, (CheckState.PASSED, "check.management-account.passed")),
        ("222222222222", ORGANIZATION, (CheckState.PROBLEM, "check.management-account.member")),
        (
            "111111111111",
            {**ORGANIZATION, "Id": "o-zzzzzzzzzz"},
            (CheckState.PROBLEM, "check.management-account.other-organization"),
        ),
    ],
)
def test_only_the_management_account_of_this_organization_will_do(
    aws: FakeAws, check: Check, account: str, organization: dict[str, str], expected: tuple[CheckState, str]
) -> None:
    aws.answer("GetCallerIdentity", identity(f"arn:aws:iam::{account}:user/admin", account))
    aws.answer("DescribeOrganization", {"Organization": organization})
    assert told(check("management-account")) == expected


@pytest.mark.rule("R6")
@pytest.mark.parametrize("name", ["management-account", "all-features"])
def test_an_account_without_an_organization_is_told_so(aws: FakeAws, check: Check, name: str) -> None:
    aws.answer("GetCallerIdentity", ADMIN)
    aws.answer("DescribeOrganization", aws_error("AWSOrganizationsNotInUseException"))
    assert told(check(name)) == (CheckState.PROBLEM, "check.no-organization")


@pytest.mark.rule("R6")
@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ("ALL", (CheckState.PASSED, "check.all-features.passed")),
        ("CONSOLIDATED_BILLING", (CheckState.PROBLEM, "check.all-features.billing-only")),
    ],
)
def test_all_features_are_needed(aws: FakeAws, check: Check, features: str, expected: tuple[CheckState, str]) -> None:
    aws.answer("DescribeOrganization", {"Organization": {**ORGANIZATION, "FeatureSet": features}})
    assert told(check("all-features")) == expected


@pytest.mark.rule("R11")
@pytest.mark.parametrize(
    ("status", "state", "mend"),
    [
        ("ENABLED", CheckState.PASSED, ""),
        ("DISABLED", CheckState.PROBLEM, "turn-on-trusted-access"),
        ("DISABLED_PERMANENTLY", CheckState.PROBLEM, ""),
    ],
)
def test_trusted_access_that_is_off_can_be_mended(
    aws: FakeAws, check: Check, status: str, state: CheckState, mend: str
) -> None:
    aws.answer("DescribeOrganizationsAccess", {"Status": status})
    result = check("trusted-access")
    assert (result.state, result.mend) == (state, mend)


def simulated(**refused: str) -> Callable[..., dict[str, object]]:
    """IAM's simulator: everything is allowed but `refused`, given by the action's name behind the colon."""

    def answer(asked: dict[str, list[str]]) -> dict[str, object]:
        results = [
            {
                "EvalActionName": action,
                "EvalResourceName": asked["ResourceArns"][0],
                "EvalDecision": refused.get(action.split(":")[1], "allowed"),
            }
            for action in asked["ActionNames"]
        ]
        return {"EvaluationResults": results, "IsTruncated": False}

    return answer


@pytest.fixture
def admin(aws: FakeAws) -> FakeAws:
    aws.answer("GetCallerIdentity", ADMIN)
    aws.answer("DescribeOrganizationsAccess", {"Status": "DISABLED"})
    aws.answer("SimulatePrincipalPolicy", simulated())
    return aws


@pytest.mark.rule("R41")
def test_exactly_the_needed_actions_are_simulated(admin: FakeAws, check: Check, provider: ProviderDefinition) -> None:
    assert told(check("permissions")) == (CheckState.PASSED, "check.permissions.passed")
    asked = {action for one in admin.asked("SimulatePrincipalPolicy") for action in one["ActionNames"]}
    assert asked == {action for one in provider.needed_actions for action in one.actions}
    resources = {arn for one in admin.asked("SimulatePrincipalPolicy") for arn in one["ResourceArns"]}
    assert "arn:aws:iam::111111111111:role/CloudEntitlementsReadOnly" in resources


@pytest.mark.rule("R41")
def test_what_turning_on_trusted_access_needs_is_not_asked_where_it_is_on(admin: FakeAws, check: Check) -> None:
    admin.answer("DescribeOrganizationsAccess", {"Status": "ENABLED"})
    check("permissions")
    asked = {action for one in admin.asked("SimulatePrincipalPolicy") for action in one["ActionNames"]}
    assert "cloudformation:ActivateOrganizationsAccess" not in asked
    assert "cloudformation:CreateStack" in asked


def test_whoever_may_not_see_trusted_access_is_told_what_is_missing(admin: FakeAws, check: Check) -> None:
    admin.answer("DescribeOrganizationsAccess", aws_error("AccessDenied"))
    admin.answer("SimulatePrincipalPolicy", simulated(DescribeOrganizationsAccess="implicitDeny"))
    assert told(check("permissions")) == (CheckState.PROBLEM, "check.permissions.missing")


@pytest.mark.rule("R41")
def test_missing_permissions_are_listed(admin: FakeAws, check: Check) -> None:
    admin.answer("SimulatePrincipalPolicy", simulated(CreateRole="implicitDeny", CreateStackSet="explicitDeny"))
    result = check("permissions")
    assert told(result) == (CheckState.PROBLEM, "check.permissions.missing")
    assert result.message is not None
    assert result.message.values["missing"] == "2"
    assert any(line.startswith("iam:CreateRole ") and "implicitDeny" in line for line in result.details)
    assert any(line.startswith("cloudformation:CreateStackSet ") for line in result.details)
    assert result.actions == ("copy-permission-request", "choose-another-profile")


@pytest.mark.rule("R41")
def test_what_is_missing_is_asked_for_as_a_policy(admin: FakeAws, check: Check) -> None:
    refused = {"CreateRole": "implicitDeny", "PutRolePolicy": "implicitDeny", "EnableAWSServiceAccess": "explicitDeny"}
    admin.answer("SimulatePrincipalPolicy", simulated(**refused))
    request = check("permissions").request
    assert request.startswith("To connect our AWS organization, arn:aws:iam::111111111111:user/admin needs more")
    assert "an explicit deny" in request
    statements = json.loads(request[request.index("{") : request.rindex("}") + 1])["Statement"]
    assert all(one["Effect"] == "Allow" for one in statements)
    asked = {action: one for one in statements for action in one["Action"]}
    assert set(asked) == {"iam:CreateRole", "iam:PutRolePolicy", "organizations:EnableAWSServiceAccess"}
    assert asked["iam:CreateRole"] is asked["iam:PutRolePolicy"]
    assert asked["iam:CreateRole"]["Resource"] == "arn:aws:iam::111111111111:role/CloudEntitlementsReadOnly"
    condition = asked["organizations:EnableAWSServiceAccess"]["Condition"]["StringEquals"]
    assert condition == {"organizations:ServicePrincipal": "member.org.stacksets.cloudformation.amazonaws.com"}


@pytest.mark.rule("R41")
def test_whoever_may_not_simulate_gets_could_not_check(admin: FakeAws, check: Check) -> None:
    admin.answer("SimulatePrincipalPolicy", aws_error("AccessDenied"))
    admin.answer("DescribeStacks", aws_error("ValidationError", "Stack with id org-wizard does not exist"))
    result = check("permissions")
    assert told(result) == (CheckState.UNKNOWN, "check.permissions.may-not-simulate")
    assert not result.blocks


def test_whoever_may_neither_simulate_nor_look_is_stopped_and_told_what_is_needed(admin: FakeAws, check: Check) -> None:
    admin.answer("SimulatePrincipalPolicy", aws_error("AccessDenied"))
    admin.answer("DescribeStacks", aws_error("AccessDenied"))
    result = check("permissions")
    assert told(result) == (CheckState.PROBLEM, "check.permissions.refused")
    assert result.cause == "denied-by-identity-policy"
    assert "cloudformation:CreateStack" in result.details
    assert '"cloudformation:CreateStack"' in result.request


@pytest.mark.parametrize(
    ("owner", "status", "expected"),
    [
        (OURS, "CREATE_COMPLETE", (CheckState.WARNING, "check.stack-name.ours")),
        (OURS, "CREATE_IN_PROGRESS", (CheckState.WARNING, "check.stack-name.ours")),
        (OURS, "ROLLBACK_COMPLETE", (CheckState.PROBLEM, "check.stack-name.ours-left-over")),
        (OTHERS, "CREATE_COMPLETE", (CheckState.PROBLEM, "check.stack-name.other-connection")),
        (OTHERS, "ROLLBACK_COMPLETE", (CheckState.PROBLEM, "check.stack-name.left-over")),
        ({}, "CREATE_COMPLETE", (CheckState.PROBLEM, "check.stack-name.foreign")),
        ({}, "ROLLBACK_COMPLETE", (CheckState.PROBLEM, "check.stack-name.foreign-left-over")),
    ],
)
@pytest.mark.rule("R17")
def test_a_taken_stack_name_says_whose_it_is(
    aws: FakeAws, check: Check, owner: dict[str, str], status: str, expected: tuple[CheckState, str]
) -> None:
    aws.answer("DescribeStacks", stack(status, owner=owner))
    assert told(check("stack-name")) == expected


def test_a_free_stack_name_passes(aws: FakeAws, check: Check) -> None:
    aws.answer("DescribeStacks", NO_STACK)
    assert told(check("stack-name")) == (CheckState.PASSED, "check.stack-name.free")


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        (OURS, (CheckState.WARNING, "check.stack-set-name.ours")),
        (OTHERS, (CheckState.PROBLEM, "check.stack-set-name.other-connection")),
        ({}, (CheckState.PROBLEM, "check.stack-set-name.foreign")),
    ],
)
def test_a_taken_stack_set_name_says_whose_it_is(
    aws: FakeAws, check: Check, owner: dict[str, str], expected: tuple[CheckState, str]
) -> None:
    aws.answer("DescribeStackSet", stack_set(owner=owner))
    assert told(check("stack-set-name")) == expected


def test_free_stack_set_names_pass(aws: FakeAws, check: Check) -> None:
    aws.answer("DescribeStackSet", NO_STACK_SET)
    assert told(check("stack-set-name")) == (CheckState.PASSED, "check.stack-set-name.free")


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        (OURS, (CheckState.WARNING, "check.role-name.ours")),
        (OTHERS, (CheckState.PROBLEM, "check.role-name.other-connection")),
        ({}, (CheckState.PROBLEM, "check.role-name.foreign")),
    ],
)
def test_a_taken_role_name_says_whose_it_is(
    aws: FakeAws, check: Check, owner: dict[str, str], expected: tuple[CheckState, str]
) -> None:
    aws.answer("GetRole", role(trust=TRUST_NOBODY, owner=owner))
    assert told(check("role-name")) == expected


@pytest.mark.rule("R40")
def test_a_role_name_is_taken_whatever_the_case_of_its_letters(aws: FakeAws, check: Check) -> None:
    other = "arn:aws:iam::111111111111:role/team/cloudentitlementsREADONLY"
    aws.answer("GetRole", NO_ROLE, role(trust=TRUST_NOBODY, owner={}, arn=other))
    aws.answer("ListRoles", {"Roles": [{"RoleName": "cloudentitlementsREADONLY"}], "IsTruncated": False})
    result = check("role-name")
    assert told(result) == (CheckState.PROBLEM, "check.role-name.foreign")
    assert result.message is not None
    assert result.message.values["found"] == other


@pytest.mark.parametrize("roles", [{"Roles": [], "IsTruncated": False}, aws_error("AccessDenied")])
def test_a_free_role_name_passes(aws: FakeAws, check: Check, roles: object) -> None:
    aws.answer("GetRole", NO_ROLE)
    aws.answer("ListRoles", roles)  # type: ignore[arg-type]
    assert told(check("role-name")) == (CheckState.PASSED, "check.role-name.free")


def row(request: ConnectRequest, phase: Phase, connection_id: str = "c-old") -> Connection:
    return Connection(
        connection_id=connection_id,
        provider_id=request.provider_id,
        provider_name="Cloud Entitlements",
        identity=request.identity,
        profile="acme",
        region="us-east-1",
        partition="aws",
        phase=phase,
        status=Status.ACTIVE,
        names=request.names,
        selection=request.selection,
        settings={},
        role_arn="",
        health=Health(),
        created_at=START,
    )


@pytest.mark.parametrize("phase", [Phase.CONNECTED, Phase.PARTLY_CONNECTED])
def test_what_is_in_the_list_already_is_refused_and_says_where(
    check: Check, listed: list[Connection], request_: ConnectRequest, phase: Phase
) -> None:
    listed.append(row(request_, phase))
    result = check("already-connected")
    assert told(result) == (CheckState.PROBLEM, "check.already-connected.in-list")
    assert result.message is not None
    assert result.message.values == {"name": "Acme", "provider": "Cloud Entitlements", "date": "2026-11-21"}


def test_another_computers_connection_is_known_by_its_tags(aws: FakeAws, check: Check) -> None:
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", owner=OTHERS))
    result = check("already-connected")
    assert told(result) == (CheckState.PROBLEM, "check.already-connected.elsewhere")
    assert result.message is not None
    assert result.message.values["stack"] == "org-wizard-cloud-entitlements"
    assert result.mend == "add-to-list"


def test_another_computers_connection_is_not_added_where_an_own_try_is_in_the_list(
    aws: FakeAws, check: Check, listed: list[Connection], request_: ConnectRequest
) -> None:
    listed.append(row(request_, Phase.FAILED))
    aws.answer("DescribeStacks", stack("CREATE_COMPLETE", owner=OTHERS))
    result = check("already-connected")
    assert told(result) == (CheckState.PROBLEM, "check.already-connected.elsewhere")
    assert result.mend == ""


def test_what_a_failed_try_left_is_no_connection(aws: FakeAws, check: Check) -> None:
    aws.answer("DescribeStacks", stack("ROLLBACK_COMPLETE", owner=OTHERS))
    assert told(check("already-connected")) == (CheckState.PASSED, "check.already-connected.passed")


@pytest.mark.parametrize("owner", [OURS, {}, {**OTHERS, "org-wizard:provider": "datadog"}])
def test_other_stacks_do_not_mean_that_it_is_connected(
    aws: FakeAws, check: Check, listed: list[Connection], request_: ConnectRequest, owner: dict[str, str]
) -> None:
    listed.append(row(request_, Phase.FAILED, connection_id="c-1"))
    aws.answer("DescribeStacks", {"Stacks": []} if not owner else stack("CREATE_COMPLETE", owner=owner))
    assert told(check("already-connected")) == (CheckState.PASSED, "check.already-connected.passed")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("ENABLED_BY_DEFAULT", (CheckState.PASSED, "check.region-enabled.passed")),
        ("ENABLED", (CheckState.WARNING, "check.region-enabled.opted-in")),
        ("ENABLING", (CheckState.PROBLEM, "check.region-enabled.enabling")),
        ("DISABLING", (CheckState.PROBLEM, "check.region-enabled.disabled")),
        ("DISABLED", (CheckState.PROBLEM, "check.region-enabled.disabled")),
    ],
)
def test_the_region_must_be_on(aws: FakeAws, check: Check, status: str, expected: tuple[CheckState, str]) -> None:
    aws.answer("GetRegionOptStatus", {"RegionName": "us-east-1", "RegionOptStatus": status})
    assert told(check("region-enabled")) == expected


def test_a_choice_that_does_not_fit_is_a_problem(run: Run, subject: CheckSubject) -> None:
    assert run(run_check("targets", subject)).state is CheckState.PASSED
    units = tuple(f"ou-ab12-{number:08}" for number in range(51))
    large = replace(subject.request, targets=replace(subject.request.targets, whole_units=units))
    result = run(run_check("targets", replace(subject, request=large)))
    assert told(result) == (CheckState.PROBLEM, "targets.too-many-units")


ASK_NOTHING_HERE = {"attached-policies", "signed-in", "targets", "vendor-accounts", "vendor-keys"}
"""Checks that ask AWS nothing with this provider; the vendors' are tested with a server of their own."""


@pytest.mark.parametrize("name", sorted(set(CHECKS) - ASK_NOTHING_HERE))
def test_what_aws_refuses_is_a_result_and_never_an_exception(aws: FakeAws, check: Check, name: str) -> None:
    operations = (
        "GetCallerIdentity DescribeOrganization DescribeOrganizationsAccess DescribeStacks DescribeStackSet GetRole "
        "GetRegionOptStatus ListInstances ListUsers"
    )
    for operation in operations.split():
        aws.answer(operation, aws_error("EndpointConnectionError", "Could not connect to the endpoint URL"))
    result = check(name)
    assert told(result) == (CheckState.UNKNOWN, "check.could-not-check")
    assert result.failure is not None


def test_checks_run_side_by_side_and_report_as_they_come(
    run: Run, subject: CheckSubject, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = asyncio.Event()

    async def slow(_: CheckSubject) -> CheckResult:
        await later.wait()
        return CheckResult("slow", CheckState.PASSED)

    async def quick(_: CheckSubject) -> CheckResult:
        later.set()
        return CheckResult("quick", CheckState.PASSED)

    monkeypatch.setattr("wizard.operations.checks.registry.CHECKS", {"slow": slow, "quick": quick})
    seen: list[CheckResult] = []
    results = run(run_all(subject, ("slow", "quick"), seen.append))
    assert [one.check for one in results] == ["slow", "quick"]
    assert [(one.check, one.state.value) for one in seen] == [
        ("slow", "running"),
        ("quick", "running"),
        ("quick", "passed"),
        ("slow", "passed"),
    ]
