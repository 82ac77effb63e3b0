"""Files are read and written whole."""

from pathlib import Path

import pytest

from wizard.handover.text_file import LARGEST, read_text, write_text


def test_a_file_keeps_who_may_read_it_and_its_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "list.yml"
    file.write_bytes(b"a: 1\r\n")
    file.chmod(0o640)
    write_text(file, "a: 2\r\n")
    assert (read_text(file), file.stat().st_mode & 0o777) == ("a: 2\r\n", 0o640)
    assert [one.name for one in tmp_path.iterdir()] == ["list.yml"]


def test_a_new_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new.yml"
    assert read_text(file) is None
    write_text(file, "x")
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yml", tmp_path / "link.yml"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write_text(link, "new")
    assert (link.is_symlink(), real.read_text(encoding="utf-8")) == (True, "new")


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "picture"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="utf-8"):
        read_text(file)
    file.write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(ValueError, match="too large"):
        read_text(file)


def test_a_folder_that_is_not_there_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_text(tmp_path / "gone" / "list.yml", "x")
