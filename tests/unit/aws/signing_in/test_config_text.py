"""Editing a config file's text: every byte outside our own sections stays."""

import configparser

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wizard.aws.signing_in.config_text import MARKER, ConfigText, profile_section, session_section

WORK = profile_section("work")
OURS = b"[profile work]\n" + MARKER + b"\nregion = eu-west-1\n# by hand\nextra = 1\n"


def after(data: bytes, **values: str | None) -> bytes:
    text = ConfigText(data)
    text.put(WORK, values)
    return text.data


@pytest.mark.parametrize(
    ("before", "between"),
    [
        (b"", b""),
        (b"[default]\nregion = x\n", b"\n"),
        (b"[default]\nregion = x\n\n", b""),
        (b"[default]\nregion = x", b"\n\n"),
        (b"# only a comment", b"\n\n"),
        (b"\xef\xbb\xbf[default]\nregion = x\n", b"\n"),
        (b"[a]\n\xff\xfe = not utf-8\n", b"\n"),
    ],
)
def test_a_new_section_stands_at_the_end(before: bytes, between: bytes) -> None:
    assert (
        after(before, region="eu-west-1") == before + between + b"[profile work]\n" + MARKER + b"\nregion = eu-west-1\n"
    )


def test_line_endings_are_those_of_the_file() -> None:
    assert after(b"[default]\r\nregion = x\r\n", a="b").endswith(b"\r\n[profile work]\r\n" + MARKER + b"\r\na = b\r\n")


def test_our_section_is_changed_where_it_stands() -> None:
    before, behind = b"[default]\nregion = x\n\n", b"\n# of the next\n[profile next]\nregion = y"
    found = after(before + OURS + behind, region="us-east-2", output="json", extra=None)
    ours = b"[profile work]\n" + MARKER + b"\nregion = us-east-2\n# by hand\noutput = json\n"
    assert found == before + ours + behind


def test_nothing_is_written_where_nothing_changes() -> None:
    odd = OURS.replace(b"region = eu-west-1", b"Region=eu-west-1   ")
    assert after(odd, region="eu-west-1", gone=None) == odd


def test_an_option_goes_with_the_lines_under_it() -> None:
    data = OURS.replace(b"extra = 1\n", b"extra =\n  a = 1\n  b = 2\nlast = 1\n")
    assert after(data, extra="2") == OURS.replace(b"extra = 1\n", b"extra = 2\nlast = 1\n")


def test_a_section_that_is_not_ours_is_not_touched() -> None:
    data = OURS.replace(MARKER, b"# no marker")
    text = ConfigText(data)
    assert text.has(WORK)
    assert not text.is_ours(WORK)
    with pytest.raises(ValueError, match="not ours"):
        text.put(WORK, {"region": "x"})
    with pytest.raises(ValueError, match="not ours"):
        text.remove(WORK)
    assert text.data == data


def test_the_marker_of_another_section_is_not_ones_own() -> None:
    text = ConfigText(b"[profile theirs]\nregion = x\n" + OURS)
    assert not text.is_ours(profile_section("theirs"))


@pytest.mark.parametrize("name", ["a b", "it's", 'say "hi"', "Übung 😀", "a#b", "$HOME"])
def test_names_are_written_so_that_they_are_read_again(name: str) -> None:
    text = ConfigText(b"")
    text.put(profile_section(name), {"region": "x"})
    again = ConfigText(text.data)
    assert again.is_ours(profile_section(name))
    assert again.has(("profile", name))


@pytest.mark.parametrize("header", [b"[profile 'a b']", b'[profile "a b"]', b"[profile a\\ b]"])
def test_a_name_is_known_however_it_is_quoted(header: bytes) -> None:
    assert ConfigText(header + b"\n").has(profile_section("a b"))


@pytest.mark.parametrize("values", [{"region": "x\n[profile evil]"}, {"a\nb": "c"}])
def test_a_value_cannot_begin_another_line(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="line breaks"):
        ConfigText(b"").put(WORK, values)


def test_what_was_added_is_taken_away_again() -> None:
    before = b"[default]\nregion = x\n"
    text = ConfigText(before)
    text.put(session_section("s"), {"sso_region": "x"})
    text.put(WORK, {"region": "y"})
    text.remove(WORK)
    text.remove(session_section("s"))
    text.remove(WORK)
    assert text.data == before


_LINES = some.sampled_from(
    ["[default]", "[profile a]", "[sso-session b]", "region = x", "  nested = 1", "# c", "; d", "", "key: value", "k="]
)


@given(lines=some.lists(_LINES, max_size=12), ending=some.sampled_from(["\n", "\r\n"]), last=some.booleans())
def test_the_rest_of_any_file_stays(lines: list[str], ending: str, last: bool) -> None:
    before = (ending.join(lines) + (ending if last and lines else "")).encode()
    found = after(before, region="eu-west-1", output="json")
    assert found.startswith(before)
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(before.decode())
    except configparser.Error:
        return
    parser.read_string(found.decode())
    assert dict(parser["profile work"]) == {"region": "eu-west-1", "output": "json"}
