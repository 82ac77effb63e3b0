"""Values in sentences."""

import pytest

from wizard.ui.widgets.wording import fill, without_mnemonic


def test_values_take_their_places_in_any_order() -> None:
    assert fill("%2 of %1, %2", "a", "b") == "b of a, b"


def test_a_value_that_looks_like_a_place_stays_as_it_is() -> None:
    assert fill("%1 and %2", "%2", "%1") == "%2 and %1"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(IndexError):
        fill("%1 of %2", "a")


@pytest.mark.parametrize(("label", "read"), [("&Root ID", "Root ID"), ("R&&D", "R&D"), ("Plain", "Plain")])
def test_mnemonics_are_not_read(label: str, read: str) -> None:
    assert without_mnemonic(label) == read
