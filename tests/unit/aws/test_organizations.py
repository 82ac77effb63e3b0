import asyncio
import threading
from typing import Any

import pytest

from tests.unit.aws.local_aws import Answer, LocalAws, Request
from wizard.aws import organizations
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError, NotAwsReply
from wizard.model.organization import AccountState, FeatureSet

MANAGEMENT = "111122223333"
DESCRIPTION = {
    "Organization": {"Id": "o-a1b2c3d4e5", "FeatureSet": "ALL", "MasterAccountId": MANAGEMENT},
}
ROOT = "r-ab12"
OU = "ou-ab12-0000000{}"


def account(number: int, name: str = "", **more: Any) -> dict[str, Any]:
    return {"Id": f"{number:012}", "Name": name or f"account {number}", "State": "ACTIVE", **more}


class Organization:
    """Answers as AWS Organizations does, 20 entries a page at most, and an empty page first where told (R8)."""

    def __init__(self, units: dict[str, list[str]], accounts: dict[str, list[dict[str, Any]]]) -> None:
        self.units = units
        self.accounts = accounts
        self.empty_page_first = False
        self.busy = 0
        self.busiest = 0
        self.wait_for_company = False
        self._company = threading.Event()
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Answer:
        with self._lock:
            self.busy += 1
            self.busiest = max(self.busiest, self.busy)
            if self.busy > 1:
                self._company.set()
        if self.wait_for_company and request.body.get("ParentId", ROOT) != ROOT:
            self._company.wait(5)
        try:
            return self._answer(request)
        finally:
            with self._lock:
                self.busy -= 1

    def _answer(self, request: Request) -> Answer:
        if request.action == "DescribeOrganization":
            return Answer.of_json(DESCRIPTION)
        if request.action == "ListRoots":
            return Answer.of_json({"Roots": [{"Id": ROOT, "Name": "Root"}]})
        parent = request.body["ParentId"]
        if request.action == "ListOrganizationalUnitsForParent":
            units = [{"Id": one, "Name": f"unit {one}"} for one in self.units.get(parent, [])]
            return self._page(request, "OrganizationalUnits", units)
        return self._page(request, "Accounts", self.accounts.get(parent, []))

    def _page(self, request: Request, key: str, entries: list[dict[str, Any]]) -> Answer:
        token = request.body.get("NextToken")
        if self.empty_page_first and token is None:
            return Answer.of_json({key: [], "NextToken": "0"})
        start = int(token or 0)
        page: dict[str, Any] = {key: entries[start : start + 20]}
        if start + 20 < len(entries):
            page["NextToken"] = str(start + 20)
        return Answer.of_json(page)


def organization() -> Organization:
    return Organization(
        units={ROOT: [OU.format(1), OU.format(2)], OU.format(1): [OU.format(3)]},
        accounts={
            ROOT: [account(int(MANAGEMENT), "Acme Corp")],
            OU.format(1): [account(n) for n in range(1, 46)],
            OU.format(3): [account(99, State="SUSPENDED")],
        },
    )


@pytest.mark.parametrize("empty_page_first", [False, True])
def test_tree_is_read_whole_in_pages(access: AwsAccess, local_aws: LocalAws, empty_page_first: bool) -> None:  # R8
    made = organization()
    made.empty_page_first = empty_page_first
    local_aws.respond = made
    tree = asyncio.run(organizations.read_tree(access))
    assert tree.identity.organization_id == "o-a1b2c3d4e5"
    assert tree.identity.root_id == ROOT
    assert tree.identity.management_account_id == MANAGEMENT
    assert tree.identity.name == "Acme Corp"
    assert tree.identity.feature_set is FeatureSet.ALL
    assert {one.ou_id: one.parent_id for one in tree.units.values()} == {
        ROOT: None,
        OU.format(1): ROOT,
        OU.format(2): ROOT,
        OU.format(3): OU.format(1),
    }
    assert len(tree.accounts) == 47
    assert tree.accounts["000000000007"].parent_id == OU.format(1)
    assert tree.accounts["000000000099"].state is AccountState.SUSPENDED


def test_parents_are_read_side_by_side_but_not_all_at_once(access: AwsAccess, local_aws: LocalAws) -> None:
    made = Organization({ROOT: [f"ou-ab12-{n:08}" for n in range(40)]}, {})
    made.wait_for_company = True
    local_aws.respond = made
    tree = asyncio.run(organizations.read_tree(access))
    assert len(tree.units) == 41
    assert 2 <= made.busiest <= organizations.SIDE_BY_SIDE


def test_progress_grows_to_what_was_read(access: AwsAccess, local_aws: LocalAws) -> None:
    local_aws.respond = organization()
    seen: list[tuple[int, int]] = []
    asyncio.run(organizations.read_tree(access, lambda units, accounts: seen.append((units, accounts))))
    assert seen[-1] == (4, 47)
    assert seen == sorted(seen)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"State": "ACTIVE", "Status": "SUSPENDED"}, AccountState.ACTIVE),
        ({"State": "PENDING_CLOSURE"}, AccountState.PENDING_CLOSURE),
        ({"State": None, "Status": "SUSPENDED"}, AccountState.SUSPENDED),
        ({"State": "SOMETHING_NEW"}, AccountState.PENDING_ACTIVATION),
    ],
)
def test_state_counts_and_status_is_the_way_out(  # R9
    access: AwsAccess, local_aws: LocalAws, given: dict[str, str], state: AccountState
) -> None:
    local_aws.respond = Organization({}, {ROOT: [account(1, **given)]})
    tree = asyncio.run(organizations.read_tree(access))
    assert tree.accounts["000000000001"].state is state


def test_refusal_in_the_middle_is_the_refusal_and_not_a_group(access: AwsAccess, local_aws: LocalAws) -> None:
    made = organization()

    def respond(request: Request) -> Answer:
        if request.body.get("ParentId") == OU.format(3):
            return Answer.of_json({"__type": "AccessDeniedException", "Message": "no"}, 400)
        return made(request)

    local_aws.respond = respond
    with pytest.raises(AwsError) as caught:
        asyncio.run(organizations.read_tree(access))
    assert caught.value.access_denied


def test_no_organization(access: AwsAccess, local_aws: LocalAws) -> None:  # R6
    local_aws.respond = lambda _: Answer.of_json(
        {"__type": "AWSOrganizationsNotInUseException", "Message": "Your account is not a member of an organization."},
        400,
    )
    with pytest.raises(AwsError) as caught:
        asyncio.run(organizations.describe_organization(access))
    assert caught.value.code == "AWSOrganizationsNotInUseException"
    assert caught.value.failure.service == "organizations"


def test_root_id(access: AwsAccess, local_aws: LocalAws) -> None:
    local_aws.respond = organization()
    assert asyncio.run(organizations.root_id(access)) == ROOT


def test_no_root_at_all_is_not_aws(access: AwsAccess, local_aws: LocalAws) -> None:  # R46
    local_aws.respond = lambda _: Answer.of_json({"Roots": []})
    with pytest.raises(NotAwsReply):
        asyncio.run(organizations.root_id(access))


def test_pages_that_never_end_are_given_up(access: AwsAccess, local_aws: LocalAws) -> None:
    local_aws.respond = lambda _: Answer.of_json({"Roots": [], "NextToken": "again"})
    with pytest.raises(NotAwsReply):
        asyncio.run(organizations.root_id(access))
    assert len(local_aws.requests) == 2
