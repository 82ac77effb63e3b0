"""What is ticked becomes StackSet targets as R26 says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.model.organization import (
    Account,
    AccountState,
    OrganizationalUnit,
    OrganizationIdentity,
    OrganizationTree,
)
from wizard.model.targets import Selection, Targets, compute_targets

MANAGEMENT = "000000000001"
IDENTITY = OrganizationIdentity("o-a1b2c3d4e5", "r-root", MANAGEMENT, "Acme")


def tree(
    units: dict[str, str | None], accounts: dict[str, str], suspended: frozenset[str] = frozenset()
) -> OrganizationTree:
    """Make a tree: unit → parent, account → parent."""
    return OrganizationTree(
        IDENTITY,
        {one: OrganizationalUnit(one, one, parent) for one, parent in units.items()},
        {
            one: Account(one, one, parent, AccountState.SUSPENDED if one in suspended else AccountState.ACTIVE)
            for one, parent in accounts.items()
        },
    )


ACME = tree(
    {"r-root": None, "work": "r-root", "prod": "work", "test": "work", "sand": "r-root"},
    {
        MANAGEMENT: "r-root",
        "audit": "r-root",
        "shared": "work",
        "p1": "prod",
        "p2": "prod",
        "p3": "prod",
        "t1": "test",
        "old": "test",
        "s1": "sand",
    },
    frozenset({"old"}),
)


def deployed(organization: OrganizationTree, targets: Targets) -> list[str]:
    """Give every account that AWS would deploy to, as often as it would (R24 to R26)."""

    def under(units: tuple[str, ...]) -> set[str]:
        return {one.account_id for unit in units for one in organization.accounts_under(unit)} - {MANAGEMENT}

    by_difference = under(targets.difference_units) - set(targets.excluded_accounts)
    by_intersection = under(targets.intersection_units) & set(targets.accounts)
    return [
        one
        for group in (under(targets.whole_units), by_difference, by_intersection)
        for one in group
        if organization.accounts[one].active
    ]


def test_the_whole_organization_is_one_target_without_filter() -> None:
    targets = compute_targets(ACME, Selection.whole("r-root"))
    assert targets.whole_units == ("r-root",)
    assert not targets.filtered
    assert targets.connected == {"audit", "shared", "p1", "p2", "p3", "t1", "s1"}
    assert targets.suspended == {"old"}
    assert targets.left_out == frozenset()


def test_whole_units_are_watched_for_accounts_that_join_later() -> None:
    targets = compute_targets(ACME, Selection(frozenset({"prod", "sand"})))
    assert targets.whole_units == ("sand", "prod")
    assert not targets.filtered
    assert targets.unwatched_units == ()


def test_an_inner_unit_left_out_opens_its_parents() -> None:
    targets = compute_targets(ACME, Selection(frozenset({"r-root"}), frozenset({"test"})))
    assert targets.whole_units == ("sand", "prod")
    assert targets.unwatched_units == ("r-root", "work")
    assert targets.intersection_units == ("r-root",)
    assert targets.accounts == ("audit", "shared")
    assert targets.left_out == {"t1", "old"}


def test_one_account_left_out_of_many_is_named_alone() -> None:
    targets = compute_targets(ACME, Selection(frozenset({"prod"}), frozenset({"p2"})))
    assert targets.whole_units == ()
    assert (targets.difference_units, targets.excluded_accounts) == (("prod",), ("p2",))
    assert targets.intersection_units == ()
    assert targets.connected == {"p1", "p3"}


def test_one_account_kept_of_many_is_named_alone() -> None:
    targets = compute_targets(ACME, Selection(frozenset({"p2"})))
    assert (targets.intersection_units, targets.accounts) == (("r-root",), ("p2",))
    assert targets.difference_units == ()
    assert targets.unwatched_units == ()


def test_the_management_account_is_never_a_target() -> None:
    targets = compute_targets(ACME, Selection(frozenset({"r-root"}), frozenset({"sand"})))
    assert MANAGEMENT not in {*targets.accounts, *targets.excluded_accounts, *targets.connected, *targets.left_out}


def test_leaving_the_management_account_out_changes_nothing() -> None:
    whole = Selection(frozenset({"r-root"}), frozenset({MANAGEMENT}))
    assert compute_targets(ACME, whole).whole_units == ("r-root",)


def test_suspended_accounts_are_not_named() -> None:
    targets = compute_targets(ACME, Selection(frozenset({"test"}), frozenset({"t1"})))
    assert targets.connected == frozenset()
    assert targets.accounts == ()


@st.composite
def organizations(draw: st.DrawFn) -> OrganizationTree:
    units: dict[str, str | None] = {"r-root": None}
    for number in range(draw(st.integers(0, 7))):
        units[f"ou{number}"] = draw(st.sampled_from(sorted(units)))
    names = [MANAGEMENT, *(f"acc{number:02}" for number in range(draw(st.integers(0, 14))))]
    accounts = {name: draw(st.sampled_from(sorted(units))) for name in names}
    suspended = draw(st.frozensets(st.sampled_from(names), max_size=2)) - {MANAGEMENT}
    return tree(units, accounts, suspended)


@st.composite
def choices(draw: st.DrawFn) -> tuple[OrganizationTree, Selection]:
    organization = draw(organizations())
    nodes = sorted(organization.units) + sorted(organization.accounts)
    marks = draw(st.dictionaries(st.sampled_from(nodes), st.booleans(), max_size=6))
    chosen = frozenset(node for node, included in marks.items() if included)
    return organization, Selection(chosen, frozenset(marks) - chosen)


@given(choices())
@settings(max_examples=300, deadline=None)
def test_aws_deploys_to_exactly_the_accounts_shown_once_each(choice: tuple[OrganizationTree, Selection]) -> None:
    organization, selection = choice
    targets = compute_targets(organization, selection)
    assert sorted(deployed(organization, targets)) == sorted(targets.connected)


@given(choices())
@settings(max_examples=200, deadline=None)
def test_every_member_is_shown_in_out_or_suspended(choice: tuple[OrganizationTree, Selection]) -> None:
    organization, selection = choice
    targets = compute_targets(organization, selection)
    shown = sorted([*targets.connected, *targets.left_out, *targets.suspended])
    assert shown == sorted(set(organization.accounts) - {MANAGEMENT})


@given(choices())
@settings(max_examples=200, deadline=None)
def test_later_accounts_get_in_only_where_everything_is_in(
    choice: tuple[OrganizationTree, Selection],
) -> None:
    organization, selection = choice
    targets = compute_targets(organization, selection)
    watched = {one.account_id for unit in targets.whole_units for one in organization.accounts_under(unit)}
    assert not watched & targets.left_out
