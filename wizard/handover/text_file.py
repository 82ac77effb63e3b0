"""Files that people keep, read and written whole. Blocking: for worker threads."""

import os
import tempfile
from pathlib import Path

LARGEST = 4_000_000
"""Bytes that are read; whatever is longer is no file that people keep by hand."""


def read_text(path: Path) -> str | None:
    """Give a file's text as it stands, line ends included; None where there is no file. Raises OSError, ValueError.

    UnicodeDecodeError, for a file that is not UTF-8, is a ValueError too.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    if len(content) > LARGEST:
        raise ValueError("the file is too large")
    return content.decode("utf-8")


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all; where it is there, it keeps who may read it. Raises OSError."""
    whole = path.resolve()  # a link stays a link
    mode = whole.stat().st_mode & 0o777 if whole.exists() else None
    handle, name = tempfile.mkstemp(prefix=f".{whole.name}.", dir=whole.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        beside.chmod(mode if mode is not None else 0o600)
        beside.replace(whole)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
