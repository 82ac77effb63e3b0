"""Accounts typed as IDs: what they mean for the StackSets, and what is wrong with them."""

import pytest

from wizard.model.targets import Selection, Targets
from wizard.model.typed_scope import ScopeList, ScopeReader, TypedScope, listed

ROOT, MANAGEMENT = "r-ab12", "111122223333"
OU1, OU2, OU3 = (f"ou-ab12-{digit * 8}" for digit in "123")


def reader(*, whole=False, **lists):
    return ScopeReader(
        TypedScope(whole, {key.replace("_", "-"): text for key, text in lists.items()}), ROOT, MANAGEMENT
    )


@pytest.mark.parametrize("text", [f"{OU1},{OU2}", f" {OU1}\n\n{OU2} ", f"{OU1}; {OU2};", f"{OU1}\t{OU2}\r\n{OU1}"])
def test_pasted_lists_are_taken_apart_however_they_are_parted(text):
    assert listed(text) == (OU1, OU2)


def test_account_ids_in_groups_of_four_are_one_id_each():
    text = "1111 2222 3333, 4444-5555-6666\n777788889999,0000 1111 2222"
    assert listed(text) == ("111122223333", "444455556666", "777788889999", "000011112222")


def test_the_whole_organization_is_its_root():
    scope = reader(whole=True, whole_units="nonsense")
    assert scope.complete
    assert scope.selection() == Selection.whole(ROOT)
    assert scope.targets() == Targets(whole_units=(ROOT,))


def test_whole_units_are_deployed_to_automatically_and_the_rest_by_filters():
    scope = reader(
        whole_units=OU1,
        filtered_units=OU2,
        excluded_accounts="2222 2222 2222",
        account_parents=OU3,
        accounts="444444444444 333333333333",
    )
    assert scope.complete
    assert scope.targets() == Targets(
        whole_units=(OU1,),
        difference_units=(OU2,),
        excluded_accounts=("222222222222",),
        intersection_units=(OU3,),
        accounts=("333333333333", "444444444444"),
        connected=frozenset({"333333333333", "444444444444"}),
        left_out=frozenset({"222222222222"}),
        unwatched_units=(OU2, OU3),
    )
    chosen = frozenset({OU1, OU2, "333333333333", "444444444444"})
    assert scope.selection() == Selection(chosen, frozenset({"222222222222"}))


def test_the_root_without_some_accounts_can_be_said():
    scope = reader(filtered_units=ROOT, excluded_accounts="222222222222")
    assert scope.complete
    assert scope.targets().difference_units == (ROOT,)


@pytest.mark.parametrize(
    ("lists", "which", "key"),
    [
        ({"whole_units": "o-a1b2c3d4e5"}, ScopeList.WHOLE_UNITS, "scope.not-a-unit"),
        ({"whole_units": "ou-zz99-11111111"}, ScopeList.WHOLE_UNITS, "scope.unit-of-another-organization"),
        ({"whole_units": ROOT}, ScopeList.WHOLE_UNITS, "scope.root-is-whole"),
        ({"whole_units": "r-zz99"}, ScopeList.WHOLE_UNITS, "scope.other-root"),
        ({"filtered_units": OU1}, ScopeList.EXCLUDED_ACCOUNTS, "scope.excluded-accounts-missing"),
        ({"excluded_accounts": "2" * 12}, ScopeList.FILTERED_UNITS, "scope.filtered-units-missing"),
        ({"accounts": "2" * 12}, ScopeList.ACCOUNT_PARENTS, "scope.account-parents-missing"),
        ({"account_parents": OU1}, ScopeList.ACCOUNTS, "scope.accounts-missing"),
        ({"accounts": "12345", "account_parents": OU1}, ScopeList.ACCOUNTS, "scope.not-an-account"),
        ({"accounts": MANAGEMENT, "account_parents": OU1}, ScopeList.ACCOUNTS, "scope.management-account"),
        ({"whole_units": OU1, "account_parents": OU1, "accounts": "2" * 12}, ScopeList.WHOLE_UNITS, "scope.unit-twice"),
        (
            {"filtered_units": ROOT, "excluded_accounts": "2" * 12, "whole_units": OU1},
            ScopeList.FILTERED_UNITS,
            "scope.root-and-units",
        ),
        (
            {"filtered_units": OU1, "excluded_accounts": "2" * 12, "account_parents": OU2, "accounts": "2" * 12},
            ScopeList.ACCOUNTS,
            "scope.account-twice",
        ),
    ],
)
def test_what_cannot_be_meant_is_named(lists, which, key):
    scope = reader(**lists)
    problem = scope.problem(which)
    assert problem is not None
    assert problem.key == key
    assert not scope.complete


def test_nothing_typed_is_not_complete():
    assert not reader().complete
