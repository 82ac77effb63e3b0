"""One more entry in a list that somebody keeps by hand: the rest of the file stays as it is, or the file is refused."""

import pytest
import yaml

from wizard.handover.yaml_list import LARGEST, Joining, UnfitFileError, join, list_text

ENTRY = {"name": "acme", "store": "d-1234567890", "account": "012345678901", "region": "eu-central-1"}
OURS = {key: str(value) for key, value in ENTRY.items()}


def read(text: str):
    return yaml.safe_load(text)


def test_a_new_file_holds_the_entry_and_digits_stay_text() -> None:
    text = list_text("targets", ENTRY)
    assert read(text) == {"targets": [OURS]}
    assert 'account: "012345678901"' in text


@pytest.mark.parametrize(
    "value", ["true", "No", "007", "1e3", "2026-01-01", "~", "a: b", "- x", "#x", 'say "x"', "ß 🚀", "0x1F", ""]
)
def test_every_value_is_read_as_it_was_written(value: str) -> None:
    assert read(list_text("targets", {"name": "one", "value": value})) == {"targets": [{"name": "one", "value": value}]}


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_an_empty_file_becomes_a_new_one(text: str) -> None:
    assert join(text, "targets", ENTRY).joining is Joining.NEW


KEPT = {
    "comments": "# top\ntargets:  # all of ours\n  # the first\n  - name: one # here\n    user: me\n\n# the end\n",
    "in-line": "targets:\n- name: one\n  list:\n    - a\n    - b\nother: 1\n",
    "no-newline": "targets:\n  - name: one",
    "windows": "targets:\r\n  - name: one\r\n    user: me\r\nother: x\r\n",
    "deeper": "a: {b: 1}\ntargets:\n      - name: one\n        nested:\n          more: [1, 2]\n",
    "nothing-of-it": "api-user: me\n",
    "key-without-newline": "api-user: me",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_an_entry_is_put_behind_the_others_and_no_letter_of_them_changes(text: str) -> None:
    joined = join(text, "targets", ENTRY)
    assert joined.joining is Joining.ADDED
    before, after = read(text), read(joined.text)
    assert after["targets"] == [*before.get("targets", []), OURS]
    assert {**before, "targets": after["targets"]} == after
    rest = iter(joined.text.splitlines())
    assert all(line in rest for line in text.splitlines())  # every line is there, in the same order
    assert joined.others == len(before.get("targets", []))


def test_the_same_entry_is_not_written_twice() -> None:
    text = join(KEPT["comments"], "targets", ENTRY).text
    again = join(text, "targets", ENTRY)
    assert (again.joining, again.text, again.others) == (Joining.SAME, text, 1)


def test_an_entry_of_the_same_name_is_replaced_and_its_neighbours_keep_their_comments() -> None:
    text = "targets:\n  # first\n  - name: one\n    x: 1 # why\n  - name: acme\n    store: d-old\n"
    text += "  # last\n  - name: two\n"
    joined = join(text, "targets", ENTRY)
    assert (joined.joining, joined.others) == (Joining.REPLACED, 2)
    assert read(joined.text)["targets"] == [{"name": "one", "x": 1}, OURS, {"name": "two"}]
    assert all(one in joined.text for one in ("  # first\n", "x: 1 # why\n", "  # last\n"))
    assert "d-old" not in joined.text


@pytest.mark.parametrize(
    "text",
    [
        "targets: [one",
        "\tx: 1",
        "- a\n- b\n",
        "just words",
        "{targets: []}",
        "targets: []\n",
        "targets:\n",
        "targets: words\n",
        "targets: [{name: one}]\n",
        "a: &a [1]\ntargets:\n  - *a\n",
        "targets:\n  - name: one\n---\ntargets: []\n",
        "targets:\n  - name: acme\n  - name: acme\n",
        "targets:\n  - name: one\n    text: |\n      a\n      b\n",
        "# nothing but a comment\n",
        "targets:\n  - name: one\ntargets:\n  - name: two\n",
        "x: " + "y" * LARGEST,
        "a: [" * 2000,
    ],
)
def test_what_cannot_be_added_to_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UnfitFileError) as refused:
        join(text, "targets", ENTRY)
    assert str(refused.value).endswith(".")
